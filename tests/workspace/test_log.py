"""Who did what: every step is a line, and a line changed or removed is found, each time."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import apsw
import pytest

from advocacy.workspace import BriefPlan, Filter, Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.log import what_changed
from advocacy.workspace.merging import with_import
from tests.makers import imported, table

NAME = "Akosua Mensah"


def _worked(path: Path, who: str = "") -> Workspace:
    """A workspace after an import, a filter, undo, redo and an export."""
    file = WorkspaceFile.create(path, who=who)
    cases = table("licensing_case", {"case_id": ["1", "2"], "applicant": [NAME, "B"], "region": ["n", "s"]})
    held, _ = with_import(Workspace(), imported(cases, name=f"{NAME}.xlsx"))
    file.save(held, f"Import of {NAME}.xlsx")
    file.save(held.with_filter(Filter("applicant", (NAME,))), f"Filter: {NAME}")
    file.undo()
    file.redo()
    file.note("A name was shown")
    kept = file.workspace
    file.close()
    return kept


def test_every_step_is_a_line(tmp_path: Path) -> None:
    _worked(tmp_path / "w.groundswell", "Secretary")
    file = WorkspaceFile.open(tmp_path / "w.groundswell")
    said = [(line.who, line.said) for line in file.log_lines()]
    assert said == [
        ("Secretary", "New workspace"),
        ("Secretary", "1 file imported"),
        ("Secretary", "Filter changed"),
        ("Secretary", "Undone"),
        ("Secretary", "Done again"),
        ("Secretary", "A name was shown"),
    ]
    assert file.verify_log() is None
    file.close()


def test_the_log_holds_no_data(tmp_path: Path) -> None:
    _worked(tmp_path / "w.groundswell")
    file = WorkspaceFile.open(tmp_path / "w.groundswell")
    for line in file.log_lines():
        assert line.who == "someone"
        assert NAME not in repr(line) and ".xlsx" not in repr(line)
    file.close()


def test_what_changed_is_said_in_fixed_words() -> None:
    empty = Workspace()
    assert what_changed(empty, empty) == "Saved"
    dated = empty.with_settings(replace(empty.settings, data_date=date(2024, 1, 1)), f"Data date by {NAME}")
    assert what_changed(empty, dated) == "Settings changed"
    assert what_changed(empty, empty.with_brief(BriefPlan(NAME))) == "Brief changed"
    sent = empty.with_exported(Exported("2024-01-01", f"{NAME}.docx", ()))
    assert what_changed(empty, sent.with_brief(BriefPlan(NAME))) == "Brief exported; Brief changed"


def test_nothing_in_the_log_can_be_changed_through_the_program(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    _worked(path)
    file = WorkspaceFile.open(path)
    for statement in ("UPDATE log SET who = 'x'", "DELETE FROM log WHERE number = 2", "DELETE FROM log"):
        with pytest.raises(apsw.ConstraintError):
            file._connection.execute(statement).fetchall()
    assert file.verify_log() is None
    file.close()


def test_every_tampering_is_found(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    _worked(path)
    chance = random.Random(0)
    whole = path.read_bytes()
    found = 0
    for attempt in range(100):
        path.write_bytes(whole)
        with sqlite3.connect(path) as other:
            other.execute("DROP TRIGGER log_stays")
            other.execute("DROP TRIGGER log_is_kept")
            number = chance.randint(1, 6)
            if attempt % 3 == 0:
                other.execute("DELETE FROM log WHERE number = ?", (number,))
            elif attempt % 3 == 1:
                column = chance.choice(["at", "who", "said", "state", "previous", "hash"])
                other.execute(f"UPDATE log SET {column} = {column} || ' ' WHERE number = ?", (number,))
            else:  # removed, and those after it moved up
                other.execute("DELETE FROM log WHERE number = ?", (number,))
                other.execute("UPDATE log SET number = number - 1 WHERE number > ?", (number,))
        other.close()
        file = WorkspaceFile.open(path)
        at = file.verify_log()
        found += at is not None
        assert at in (number, number + 1), (attempt, number)
        file.close()
    assert found == 100


def test_the_last_lines_cut_off_with_what_is_kept_of_them(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    _worked(path)
    with sqlite3.connect(path) as other:
        other.execute("DROP TRIGGER log_is_kept")
        seal = other.execute("SELECT number || ' ' || hash FROM log WHERE number = 2").fetchone()[0]
        other.execute("DELETE FROM log WHERE number > 2")
        other.execute("UPDATE setting SET value = ? WHERE name = 'log'", (seal,))
    other.close()
    file = WorkspaceFile.open(path)
    assert file.verify_log() == 3  # the step that holds now is not the one the last line tells of
    file.close()
