"""Consent taken back: out at once, by whatever way it was said, and after the retention nowhere at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.validation.checked_import import import_file
from advocacy.workspace import Workspace
from advocacy.workspace.backups import backups_of
from advocacy.workspace.erased import CONSENT_DAYS
from advocacy.workspace.erasure import with_consent_withdrawn, without_person
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.joining import joined
from advocacy.workspace.merging import with_import
from advocacy.workspace.withdrawn_consent import after_retention
from tests.workspace.test_backups import backed_up
from tests.workspace.test_purging import CASES, MARKER, _held, _hits, _steps_readable

HEAD = "case_id,association,applicant,date_applied,consent\n"
LONG_AGO = (datetime.now(UTC) - timedelta(days=CONSENT_DAYS + 1)).isoformat(timespec="seconds")


def _file(folder: Path, name: str, rows: str) -> Path:
    path = folder / name
    path.write_text(HEAD + rows, "utf-8")
    return path


def _with(workspace: Workspace, path: Path) -> Workspace:
    return with_import(workspace, import_file(path))[0]


def _taken_back(folder: Path) -> Workspace:
    first = f"A-1,North,{MARKER},2024-01-02,public\nA-2,North,Kofi,2024-01-03,public\n"
    later = f"A-1,North,{MARKER},2024-01-02,withdrawn\nA-3,North,Abla,2024-01-05,public\n"
    return _with(_with(Workspace(), _file(folder, "first.csv", first)), _file(folder, "later.csv", later))


def _people(workspace: Workspace) -> list[str]:
    table = workspace.table(CASES)
    return [] if table is None else sorted(table.frame["applicant"].dropna())


def test_a_later_file_is_recorded_with_every_place_the_person_stands_in(tmp_path: Path) -> None:
    held = _taken_back(tmp_path)
    (record,) = held.erased
    names = {source.sha256: source.name for source in held.sources}
    assert {(names[place.source], place.row) for _, place in record.rows} == {
        ("first.csv", 2),
        ("later.csv", 2),
    }
    assert _people(held) == ["Abla", "Kofi"]
    kept = [account.kept for account in held.reconciliations]
    assert kept == [1, 1] and all(len(account.set_aside) == 1 for account in held.reconciliations)


def test_neither_an_older_file_nor_another_workspace_brings_the_person_back(tmp_path: Path) -> None:
    held = _taken_back(tmp_path)
    older = _file(
        tmp_path, "older.csv", f"A-1,North,{MARKER},2024-01-02,public\nA-9,North,Yaa,2024-03-01,public\n"
    )
    again = _with(held, older)
    assert _people(again) == ["Abla", "Kofi", "Yaa"]
    assert again.reconciliations[-1].set_aside[0].reason == "The person has withdrawn consent."
    assert MARKER not in _people(joined(held, _with(Workspace(), older)).workspace)


def test_the_place_in_a_file_that_lists_the_person_again_is_known_too(tmp_path: Path) -> None:
    again = _with(
        _taken_back(tmp_path), _file(tmp_path, "older.csv", f"A-1,North,{MARKER},2024-01-02,public\n")
    )
    ended = after_retention(again, datetime.now(UTC) + timedelta(days=CONSENT_DAYS, minutes=1))
    assert all(source.erased_at and not source.content for source in ended.sources)


def test_a_number_that_another_person_has_bars_nobody(tmp_path: Path) -> None:
    held = _with(Workspace(), _file(tmp_path, "a.csv", "A-1,North,Ama,2024-01-02,public\n"))
    held = _with(
        held,
        _file(tmp_path, "b.csv", "A-1,North,Kwabena,2019-11-30,withdrawn\nA-2,North,Esi,2024-01-05,public\n"),
    )
    assert "Ama" in _people(held)
    held = _with(
        held,
        _file(tmp_path, "c.csv", "A-1,North,Ama,2024-01-02,anonymous\nA-7,North,Yaw,2024-01-05,public\n"),
    )
    assert "Ama" in _people(held)


def test_a_person_who_was_never_kept_is_let_go_with_the_file_too(tmp_path: Path) -> None:
    rows = f"A-1,North,{MARKER},2024-01-02,withdrawn\nA-2,North,Kofi,2024-01-03,public\n"
    held = _with(Workspace(), _file(tmp_path, "only.csv", rows))
    now = datetime.now(UTC)
    assert after_retention(held, now) is held
    ended = after_retention(held, now + timedelta(days=CONSENT_DAYS, minutes=1))
    assert ended.sources[0].erased_at and ended.sources[0].sha256 == held.sources[0].sha256
    assert _people(ended) == ["Kofi"]
    assert after_retention(ended, now + timedelta(days=400)) is ended


def test_a_file_that_lists_an_erased_person_again_changes_no_record(tmp_path: Path) -> None:
    held = _with(Workspace(), _file(tmp_path, "a.csv", f"A-1,North,{MARKER},2024-01-02,public\n"))
    gone = without_person(held, {CASES: [0]}).workspace
    again = _with(gone, _file(tmp_path, "b.csv", f"A-1,North,{MARKER},2024-01-02,public\nA-2,North,Esi,,\n"))
    assert again.erased == gone.erased and _people(again) == ["Esi"]
    assert not again.sources[-1].content


@pytest.mark.parametrize("at", ["", "yesterday", "9999-12-31T00:00:00+00:00"])
def test_a_time_that_cannot_be_read_or_is_to_come_removes_nothing(at: str) -> None:
    held = with_consent_withdrawn(_held(), CASES, [1], at=at or "?")
    assert after_retention(held, datetime.now(UTC)) is held


def test_opened_after_the_retention_no_trace_is_left(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_held(), "Import")
    first = backed_up(file)
    named = file.workspace.with_brief(file.workspace.brief.__class__("Without a name"))
    file.save(with_consent_withdrawn(named, CASES, [1], at=LONG_AGO), "Consent withdrawn")
    assert file.undo_text == "Consent withdrawn" and _hits(tmp_path)
    file.close()

    looked = WorkspaceFile.open(path, only_look=True)
    looked.close()
    assert _hits(tmp_path) and first.exists()  # who only looks changes nothing

    again = WorkspaceFile.open(path)
    assert _hits(tmp_path) == [] and _steps_readable(path) == 0
    assert len(_people(again.workspace)) == 5
    assert again.undo_text == "" or again.undo() is again.workspace
    let_go, kept = again.workspace.sources
    with pytest.raises(WorkspaceError, match="was let go on"):
        again.source_content(let_go.sha256)
    assert again.source_content(kept.sha256).startswith(b"1: ")
    assert "removed for good" in again.log_lines()[-1].said and again.verify_log() is None
    assert not first.exists() and len(backups_of(path)) == 1
    lines = len(again.log_lines())
    again.close()
    once_more = WorkspaceFile.open(path)
    assert len(once_more.log_lines()) == lines  # it is done once
    once_more.close()
