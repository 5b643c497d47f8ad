"""Full disks, protected folders, drives that are gone, other programs: said plainly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from errno import EACCES, EDQUOT, EIO, ENOENT, ENOSPC, EROFS
from pathlib import Path

import apsw
import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan, Workspace
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.locking import OwnersLock
from advocacy.workspace.plain_errors import HeldElsewhereError, NotWrittenError, plainly
from tests.workspace.test_file import _full, _same

ROOT = Path(__file__).resolve().parents[2]
_NO_LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes of files")


def _titled(workspace: Workspace, title: str) -> Workspace:
    return workspace.with_brief(BriefPlan(title))


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan
from advocacy.workspace.file import WorkspaceFile
path, spare = Path(sys.argv[1]), int(sys.argv[2])
file = WorkspaceFile.open(path)
size = max(one.stat().st_size for one in path.parent.iterdir())
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + spare, unlimited[1]))
import random
chance = random.Random(spare)
kept = 0
for number in range(1, 60):
    title = str(number) + " " + chance.randbytes(3000).hex()
    try:
        file.save(file.workspace.with_brief(BriefPlan(title)), str(number))
        kept = number
    except WorkspaceError as error:
        print(error)
        break
else:
    print("no limit met")
assert file.workspace.brief.title.startswith(str(kept) + " ") or not kept
try:
    file.copy_to(path.with_name("copy.groundswell"))
except WorkspaceError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
file.save(file.workspace.with_brief(BriefPlan("space again")), "again")
file.close()
print(kept)
"""


@_NO_LIMITS
@pytest.mark.parametrize("spare", [0, 100, 5_000, 40_000, 130_000])
def test_a_full_disk(tmp_path: Path, spare: int) -> None:
    path = tmp_path / "w.groundswell"
    made = WorkspaceFile.create(path)
    made.save(_full(), "Import")
    made.close()
    run = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, str(path), str(spare)], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    told = run.stdout.splitlines()
    assert "Traceback" not in run.stdout
    assert any(words in told[0] for words in ("disk is full", "did not take the last change")), told
    assert "another name" in told[0]
    again = WorkspaceFile.open(path)
    assert again.workspace.brief.title == "space again"
    assert again.verify_log() is None
    _same(replace(again.workspace, brief=_full().brief), _full())
    again.close()
    assert {one.name for one in tmp_path.iterdir()} <= {"w.groundswell", "copy.groundswell"}
    if (tmp_path / "copy.groundswell").exists():
        WorkspaceFile.open(tmp_path / "copy.groundswell").close()


def test_another_program_holds_the_database(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_titled(file.workspace, "kept"), "Title")
    other = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(HeldElsewhereError, match="another program"):
        file.save(_titled(file.workspace, "later"), "Title")
    assert time.monotonic() - began < 3
    assert file.workspace.brief.title == "kept"
    assert file.undo_text == "Title"
    other.execute("ROLLBACK")
    other.close()
    file.save(_titled(file.workspace, "later"), "Title")
    file.close()


def test_the_drive_is_pulled_out(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    path = tmp_path / "stick" / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_full(), "Import")
    shutil.rmtree(tmp_path / "stick")
    changed = _titled(file.workspace, "made after the drive was gone")
    with pytest.raises(NotWrittenError, match="cannot be reached") as told:
        file.save(changed, "Title")
    assert "another name" in told.value.hint
    with pytest.raises(NotWrittenError):
        file.undo()
    elsewhere = file.saved_as(tmp_path / "other.groundswell", changed)
    file.close()
    _same(elsewhere.workspace, changed)
    elsewhere.close()
    again = WorkspaceFile.open(tmp_path / "other.groundswell")
    _same(again.workspace, changed)
    again.close()
    assert [one.name for one in tmp_path.iterdir()] == ["other.groundswell"]


@pytest.mark.parametrize("passphrase", ["", "four words are good"])
def test_a_file_that_cannot_be_read_any_more_is_written_anew_from_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell", passphrase)
    file.save(_full(), "Import")
    changed = _titled(file.workspace, "not saved")

    def unreadable(*_: object) -> None:
        raise WorkspaceError("cannot be read")

    monkeypatch.setattr(file, "copy_to", unreadable)
    monkeypatch.setattr(file, "source_content", unreadable)
    elsewhere = file.saved_as(tmp_path / "é?#.groundswell", changed)
    assert elsewhere.is_protected == bool(passphrase)
    _same(elsewhere.workspace, changed)
    elsewhere.close()
    file.close()
    again = WorkspaceFile.open(tmp_path / "é?#.groundswell", passphrase)
    _same(again.workspace, changed)
    again.close()
    assert {one.name for one in tmp_path.iterdir()} == {"w.groundswell", "é?#.groundswell"}


def test_the_same_name_is_no_other_name(tmp_path: Path) -> None:
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    with pytest.raises(WorkspaceError, match="this name already"):
        file.saved_as(tmp_path / "x" / ".." / "w.groundswell", file.workspace)
    file.save(_full(), "Import")
    file.close()


def test_a_log_left_beside_the_replaced_file_is_never_read_as_ours(tmp_path: Path) -> None:
    target = tmp_path / "target.groundswell"
    old = WorkspaceFile.create(target)
    old.save(_titled(old.workspace, "old"), "Title")
    left = {ending: target.with_name(target.name + ending).read_bytes() for ending in ("-wal", "-shm")}
    old.close()
    for ending, content in left.items():  # as a crash leaves it
        target.with_name(target.name + ending).write_bytes(content)
    file = WorkspaceFile.create(tmp_path / "w.groundswell")
    file.save(_full(), "Import")
    file.copy_to(target)
    file.close()
    again = WorkspaceFile.open(target)
    _same(again.workspace, _full())
    assert again.verify_log() is None
    again.close()


@pytest.mark.parametrize("number", [EACCES, EROFS])
def test_a_folder_that_takes_no_files_can_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_full(), "Import")
    file.close()

    def protected(_: Path) -> OwnersLock:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(OwnersLock, "take", protected)
    with pytest.raises(NotWrittenError, match="cannot be written in this folder") as told:
        WorkspaceFile.open(path)
    assert "folder of your own" in told.value.hint
    with pytest.raises(NotWrittenError):
        WorkspaceFile.create(tmp_path / "new.groundswell")
    looking = WorkspaceFile.open(path, only_look=True)
    _same(looking.workspace, _full())
    monkeypatch.undo()
    looking.copy_to(tmp_path / "mine.groundswell")
    looking.close()
    WorkspaceFile.open(tmp_path / "mine.groundswell").close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    path = tmp_path / "ours" / "w.groundswell"
    file = WorkspaceFile.create(path)
    file.save(_full(), "Import")
    file.close()
    (tmp_path / "ours").chmod(0o500)
    try:
        with pytest.raises(NotWrittenError):
            WorkspaceFile.open(path)
        looking = WorkspaceFile.open(path, only_look=True)
        _same(looking.workspace, _full())
        looking.close()
    finally:
        (tmp_path / "ours").chmod(0o700)


@pytest.mark.parametrize(
    ("error", "words", "next_"),
    [
        (apsw.BusyError(""), "another program", "Close it there"),
        (apsw.LockedError(""), "another program", "Close it there"),
        (apsw.FullError(""), "disk is full", "another name"),
        (apsw.ReadOnlyError(""), "cannot be written", "folder of your own"),
        (apsw.CantOpenError(""), "cannot be written", "folder of your own"),
        (apsw.CorruptError(""), "damaged", "copy"),
        (apsw.NotADBError(""), "damaged", "copy"),
        (apsw.IOError(""), "did not take", "another name"),
        (OSError(ENOSPC, ""), "disk is full", "another name"),
        (OSError(EDQUOT, ""), "disk is full", "another name"),
        (OSError(EROFS, ""), "cannot be written", "folder of your own"),
        (OSError(EIO, ""), "did not take", "another name"),
        (FileNotFoundError(ENOENT, ""), "cannot be reached", "another name"),
    ],
)
def test_every_error_is_said_plainly(tmp_path: Path, error: Exception, words: str, next_: str) -> None:
    path = tmp_path / "w.groundswell"
    path.write_bytes(b"")
    with pytest.raises(WorkspaceError, match=words) as told, plainly(path):
        raise error
    assert next_ in told.value.hint
    assert "w.groundswell" in told.value.message


_IMPORTER = """
import os, sys
from pathlib import Path
import numpy as np, pandas as pd
from dataclasses import replace
from advocacy.workspace import Workspace
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.merging import with_import
from tests.makers import imported, table
rows = 20_000
chance = np.random.default_rng(0)
names = [f"{number:x}" for number in chance.integers(0, 1 << 62, rows)]
made = imported(table("licensing_case", {"case_id": names, "region": names}))
made = replace(made, source=replace(made.source, content=os.urandom(3_000_000)))
held, _ = with_import(Workspace(), made)
from advocacy.workspace import state
state.written(held)
file = WorkspaceFile.open(Path(sys.argv[1]))
print("now", flush=True)
file.save(held, "Import")
print("done", flush=True)
"""


def test_an_import_killed_at_any_point_is_there_wholly_or_not_at_all(tmp_path: Path) -> None:
    whole = nothing = 0
    for wait in (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.5):
        path = tmp_path / f"{wait}.groundswell"
        WorkspaceFile.create(path).close()
        importer = subprocess.Popen(
            [sys.executable, "-c", _IMPORTER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert importer.stdout is not None and importer.stdout.readline() == "now\n"
        time.sleep(wait)
        importer.kill()
        told = importer.stdout.read()
        importer.stdout.close()
        importer.wait()
        file = WorkspaceFile.open(path)
        if file.workspace.tables:
            whole += 1
            assert len(file.workspace.tables[0]) == len(file.workspace.tables[0].raw) == 20_000
            assert file.undo_text == "Import"
            stored = file._connection.execute("SELECT length(content) FROM source").fetchall()
            assert stored == [(3_000_000,)]
        else:
            nothing += 1
            assert told == "" and file.undo_text == ""
            assert file._one("SELECT count(*) FROM source") == "0"
        assert file.verify_log() is None
        file.close()
    assert whole and nothing
