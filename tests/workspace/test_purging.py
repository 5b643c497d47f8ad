"""Deleted is gone: after an erasure no byte of the person is in the file, its log or its backups."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan, Workspace, purging
from advocacy.workspace.backups import backups_of, folder_of, other_copies
from advocacy.workspace.erasure import with_consent_withdrawn, without_person
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from advocacy.workspace.proof import prove
from tests.makers import imported, table
from tests.workspace.test_backups import NOW, WORDS, backed_up
from tests.workspace.test_migration import GOLDEN

MARKER = "Zsófia Marker-Quill"
CASES = "licensing_case"


@pytest.fixture(autouse=True)
def _cheap_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)


def _held() -> Workspace:
    made = Workspace()
    for number, names in enumerate((["Ama", MARKER, "Kofi"], ["Efua", "Yaw", "Esi"])):
        content = f"{number}: {names}".encode() * 500
        sha256 = hashlib.sha256(content).hexdigest()
        rows = {"case_id": [f"{number}-{row}" for row in range(3)], "applicant": names}
        one = imported(table(CASES, rows, sha256), name=f"{number}.xlsx", sha256=sha256)
        made, _ = with_import(made, replace(one, source=replace(one.source, content=content)))
    return made.with_brief(BriefPlan(f"On {MARKER}"))


def _without(workspace: Workspace, keep_rows: bool = False) -> Workspace:
    return without_person(workspace, {CASES: [1]}, keep_rows=keep_rows).workspace


def _hits(folder: Path) -> list[str]:
    """Names of the files in which the marker stands, readable or packed."""
    marks = [MARKER.encode(), "Marker-Quill".encode("utf-16-le"), b"Marker-Quill"]
    return [
        one.name
        for one in folder.rglob("*")
        if one.is_file() and any(mark in one.read_bytes() for mark in marks)
    ]


def _steps_readable(path: Path, passphrase: str = "") -> int:
    """How many stored things of a file hold the marker once they are unpacked, chunk by chunk."""
    import zlib

    import pyarrow as pa

    file = WorkspaceFile.open(path, passphrase, only_look=True)
    found = 0
    for table_ in ("chunk", "source", "step", "setting", "log"):
        for row in file._connection.execute(f"SELECT * FROM {table_}"):
            for cell in row:
                content = cell if isinstance(cell, bytes) else str(cell).encode()
                texts = [content]
                try:
                    texts.append(zlib.decompress(content))
                except zlib.error:
                    with contextlib.suppress(pa.ArrowInvalid):
                        texts.append(str(pa.ipc.open_stream(content).read_all().to_pydict()).encode())
                found += any(b"Marker-Quill" in text for text in texts)
    file.close()
    return found


@pytest.mark.parametrize("passphrase", ["", WORDS])
@pytest.mark.parametrize("keep_rows", [False, True])
def test_no_trace_is_left(
    tmp_path: Path, passphrase: str, keep_rows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temp"))
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path, passphrase)
    file.save(_held(), f"Imported {MARKER}")
    for number in range(3):
        file.save(file.workspace.with_brief(BriefPlan(f"{number} {MARKER}")), f"About {MARKER}")
        backed_up(file, NOW + timedelta(days=number))
    file.undo()
    damaged = tmp_path / "w (damaged 2025-01-01 101010).groundswell"
    shutil.copy(path, damaged)
    (tmp_path / "w (format 1).groundswell").write_bytes(MARKER.encode())
    if not passphrase:
        assert _hits(tmp_path)
    assert _steps_readable(path, passphrase)

    after = _without(file.workspace, keep_rows)
    file.save(after, f"Erase {MARKER}")

    assert not file.purge_is_due
    assert _hits(tmp_path) == []
    assert (file.undo_text, file.redo_text) == ("A person erased", "") or file.undo_text == ""
    assert file.undo() is file.workspace
    assert other_copies(path) == []
    (clean,) = backups_of(path)
    prove(clean, file.key)
    file.save(file.workspace.with_brief(BriefPlan("later")), "later")
    assert _hits(tmp_path) == []
    assert file.undo().brief.title == after.brief.title
    file.close()
    assert _hits(tmp_path) == [] and _steps_readable(path, passphrase) == 0
    assert _steps_readable(clean, passphrase) == 0
    again = WorkspaceFile.open(path, passphrase)
    assert again.verify_log() is None
    assert any("A person erased" in line.said for line in again.log_lines())
    let_go, kept = again.workspace.sources
    with pytest.raises(WorkspaceError, match="was let go on") as told:
        again.source_content(let_go.sha256)
    assert "damaged" not in str(told.value)
    assert again.source_content(kept.sha256).startswith(b"1: ")
    again.close()
    assert _hits(tmp_path) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["temp", "w backups", "w.groundswell"]


def test_without_backups_none_is_made(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(_held(), "Import")
    file.save(_without(file.workspace), "Erase")
    assert not folder_of(file.path).exists() and _hits(tmp_path) == []
    file.close()


def test_an_import_taken_back_before_is_gone_too(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(_held(), "Import")
    held = file.workspace
    file.undo()
    other = imported(table(CASES, {"case_id": ["9"], "applicant": ["Adwoa"]}, "9" * 64), sha256="9" * 64)
    file.save(with_import(Workspace(), other)[0], "Import")
    file.save(replace(file.workspace, erased=_without(held).erased), "Erase")
    assert _hits(tmp_path) == [] and _steps_readable(file.path) == 0
    file.close()


def test_while_another_looks_it_stays_due_and_is_done_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_held(), "Import")
    backed_up(file)
    looked = WorkspaceFile.open(path, only_look=True)
    looked._connection.execute("BEGIN")
    looked._connection.execute("SELECT count(*) FROM chunk").fetchall()
    file.save(_without(file.workspace), "Erase")
    assert file.purge_is_due
    looked.close()
    file.close()
    assert _hits(tmp_path) == [] and len(backups_of(path)) == 1


def test_a_purge_that_was_cut_off_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_held(), "Import")
    backed_up(file)

    def full(*_: object) -> bool:
        raise WorkspaceError("full")

    monkeypatch.setattr(purging, "finish", full)
    file.save(_without(file.workspace), "Erase")
    assert file.purge_is_due and file.undo_text == ""
    file.close()
    assert _hits(tmp_path)
    looked = WorkspaceFile.open(path, only_look=True)
    looked.close()
    assert _hits(tmp_path)
    monkeypatch.undo()
    again = WorkspaceFile.open(path)
    assert not again.purge_is_due and _hits(tmp_path) == []
    again.close()


def test_consent_taken_back_is_undone_and_keeps_the_steps(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(_held(), "Import")
    made = backed_up(file)
    file.save(with_consent_withdrawn(file.workspace, CASES, [1]), "Consent withdrawn")
    assert not file.purge_is_due and made.exists() and file.undo_text == "Consent withdrawn"
    assert file.log_lines()[-1].said.startswith("Data changed; Consent withdrawn")
    file.close()


def test_an_older_file_with_its_copy_in_format_1(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    shutil.copy(GOLDEN / "v1.groundswell", path)
    file = WorkspaceFile.open(path)
    assert other_copies(path)
    file.save(_without(_held()), "Erase")
    assert other_copies(path) == []
    file.close()


def test_the_user_is_told_before() -> None:
    assert "cannot be undone" in purging.told_before() and "backups" in purging.told_before()
    assert "30 days" in purging.told_of_consent()
