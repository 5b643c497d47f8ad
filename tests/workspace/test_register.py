"""What the register does not know is listed with its rows, and nothing is changed."""

from __future__ import annotations

from advocacy.issue import Issue, Severity
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.makers import imported, table

_REGISTER = {"cooperative_id": ["C1", "C2", "C3"], "district": ["Hill", "Kessa", "Trois-Puits"]}


def _cases(*districts: str | None) -> dict[str, list[object]]:
    return {"case_id": [f"X{i}" for i in range(len(districts))], "district": [*districts]}


def _with(workspace: Workspace, name: str, columns: dict[str, list[object]], sha256: str) -> Workspace:
    changed, _ = with_import(
        workspace, imported(table(name, columns, source=sha256), name=sha256, sha256=sha256)
    )
    return changed


def _notes(workspace: Workspace) -> list[Issue]:
    return [issue for issue in workspace.issues if issue.code == "not-in-register"]


def test_an_unknown_district_is_listed_once_with_the_nearest_name() -> None:
    workspace = _with(Workspace(), "cooperative", _REGISTER, "r")
    workspace = _with(
        workspace, "licensing_case", _cases("HILL", "Kesssa", "Kesssa", "trois puits", None), "a"
    )
    (note,) = _notes(workspace)
    assert note.severity is Severity.NOTE
    assert note.value == "Kesssa" and "2 rows" in note.message and "Kessa" in note.hint
    assert workspace.table("licensing_case").frame["district"].tolist()[1] == "Kesssa"


def test_the_register_may_come_later() -> None:
    workspace = _with(Workspace(), "licensing_case", _cases("Hill", "Kessa", "Ferry"), "a")
    assert not _notes(workspace)
    (note,) = _notes(_with(workspace, "cooperative", _REGISTER, "r"))
    assert note.value == "Ferry" and "register" in note.hint


def test_a_register_of_other_places_says_nothing() -> None:
    workspace = _with(Workspace(), "cooperative", _REGISTER, "r")
    assert not _notes(_with(workspace, "licensing_case", _cases("Ferry", "Mill", "Hill"), "a"))
