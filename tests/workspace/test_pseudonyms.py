"""Codes of people: stable over imports, different between workspaces, nothing in them about the person."""

from __future__ import annotations

from datetime import date

from advocacy.workspace import Workspace, state
from advocacy.workspace.merging import with_import
from advocacy.workspace.pseudonyms import code_of, with_pseudonyms
from tests.makers import imported, table


def _held(workspace: Workspace, source: str, *people: tuple[str | None, str | None]) -> Workspace:
    columns = {
        "case_id": [f"{source}{i}" for i in range(len(people))],
        "applicant": [name for name, _ in people],
        "association": [group for _, group in people],
        "date_applied": [date(2024, 1, 1)] * len(people),
    }
    arriving = table("licensing_case", columns, source * 64)
    return with_import(workspace, imported(arriving, name=f"{source}.xlsx"))[0]


def test_the_same_person_keeps_the_code_after_another_import() -> None:
    first = with_pseudonyms(_held(Workspace(), "a", ("Ama Owusu", "North"), ("Kofi", None), (None, "North")))
    code = code_of(first, "AMA  OWUSU", "north")
    assert code.startswith("P-") and len(first.pseudonyms) == 2
    later = with_pseudonyms(_held(first, "b", ("ama owusu", "North"), ("Ama Owusu", "South")))
    assert code_of(later, "Ama Owusu", "North") == code != code_of(later, "Ama Owusu", "South")
    assert with_pseudonyms(later) is later
    assert len({one.code for one in later.pseudonyms}) == len(later.pseudonyms) == 3


def test_another_workspace_gives_another_code_and_no_code_tells_the_name() -> None:
    people = [(f"Person {i}", "North") for i in range(40)]
    one, other = (with_pseudonyms(_held(Workspace(), "a", *people)) for _ in range(2))
    assert not {p.code for p in one.pseudonyms} & {p.code for p in other.pseudonyms}
    assert [p.person for p in one.pseudonyms] != [p.person for p in other.pseudonyms]
    name, chunks = state.written(one)
    assert state.read(chunks[name], chunks.__getitem__).pseudonyms == one.pseudonyms


def test_nobody_has_no_code() -> None:
    assert with_pseudonyms(Workspace()).pseudonyms == ()
    assert code_of(Workspace(), "Ama") == ""
