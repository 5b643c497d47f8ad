"""One person in the lists of two associations is suggested, never merged."""

from __future__ import annotations

from datetime import date

from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.makers import imported, table

DAY = date(2024, 1, 2)


def _import(
    workspace: Workspace, association: str, sha256: str, *people: tuple[str | None, date, str]
) -> Workspace:
    columns = {
        "case_id": [f"{association}-{i}" for i in range(len(people))],
        "association": [association] * len(people),
        "applicant": [name for name, _, _ in people],
        "date_applied": [day for _, day, _ in people],
        "district": [district for _, _, district in people],
    }
    arriving = table("licensing_case", columns, source=sha256)
    changed, _ = with_import(workspace, imported(arriving, name=f"{association}.xlsx", sha256=sha256))
    return changed


def test_the_same_name_and_day_or_district() -> None:
    workspace = _import(
        Workspace(), "North", "a" * 64, ("Ama Owusu", DAY, "Bole"), ("Kofi", DAY, "Wa"), (None, DAY, "Wa")
    )
    assert workspace.issues == ()
    workspace = _import(
        workspace,
        "South",
        "b" * 64,
        ("AMA OWUSU", DAY, "Tarkwa"),
        ("Kofi", date(2023, 1, 1), "Tarkwa"),
        (None, DAY, "Wa"),
    )
    told = [(issue.code, issue.row, issue.source, issue.value) for issue in workspace.issues]
    assert told == [("same-person", 2, "South.xlsx", "AMA OWUSU")]
    assert "“North”" in workspace.issues[0].message
    assert len(workspace.tables[0]) == 6


def test_two_applications_to_one_association_are_no_double() -> None:
    workspace = _import(Workspace(), "North", "a" * 64, ("Ama", DAY, "Bole"), ("Ama", DAY, "Bole"))
    assert workspace.issues == ()
