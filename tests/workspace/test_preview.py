"""Before a file is taken, what it would add, change and leave."""

from __future__ import annotations

from dataclasses import replace

from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from advocacy.workspace.preview import preview
from tests.makers import imported, table


def _file(statuses: dict[str, str], sha256: str):  # type: ignore[no-untyped-def]
    columns = {
        "case_id": list(statuses),
        "association": ["North"] * len(statuses),
        "status": list(statuses.values()),
    }
    return imported(table("licensing_case", columns, source=sha256), name="cases.xlsx", sha256=sha256)


def test_rows_are_added_changed_unchanged_or_gone() -> None:
    first = _file({"A-1": "pending", "A-2": "pending", "A-3": "granted"}, "a" * 64)
    workspace, _ = with_import(Workspace(), first)
    second = _file({"A-1": "pending", "A-2": "granted", "A-9": "pending"}, "b" * 64)
    (arrival,) = preview(workspace, second)
    assert (arrival.added, arrival.changed, arrival.unchanged, arrival.gone) == (1, 1, 1, 1)
    assert workspace.tables[0].frame["status"].tolist() == ["pending", "pending", "granted"]


def test_a_file_of_another_name_takes_nothing_away() -> None:
    workspace, _ = with_import(Workspace(), _file({"A-1": "pending"}, "a" * 64))
    other = _file({"A-2": "pending"}, "b" * 64)
    other = replace(other, source=replace(other.source, name="other.xlsx"))
    (arrival,) = preview(workspace, other)
    assert (arrival.added, arrival.gone) == (1, 0)


def test_the_very_same_file_changes_nothing() -> None:
    first = _file({"A-1": "pending"}, "a" * 64)
    workspace, _ = with_import(Workspace(), first)
    assert preview(workspace, first) == ()
