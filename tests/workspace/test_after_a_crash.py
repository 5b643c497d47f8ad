"""What a crash leaves beside a workspace: a note of how far the log had come, and halves of files."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.locking import OwnersLock
from tests.workspace.stages import name_of, new_file, stage

_BEGAN = datetime(2025, 3, 1, 9, tzinfo=UTC)


def crashed(
    folder: Path, *, protected: bool = False, stages: int = 4, closed_after: int = 0, backups: int = 0
) -> tuple[Path, str]:
    """Make what a crash leaves: the file, SQLite's log, the note of its owner; return it and what opens it.

    closed_after: stages that are in the file itself, because it was closed and opened again.
    backups: of the first so many stages, one day after the other.
    """
    (folder / "live").mkdir()
    (folder / "left").mkdir()
    path = folder / "live" / "w.groundswell"
    opens = new_file(path, protected=protected)
    file = WorkspaceFile.open(path, opens)
    for number in range(stages):
        file.save(stage(number), f"Stage {number}")
        if number < backups and (run := file.backup(_BEGAN + timedelta(days=number))) is not None:
            run.run()
        if number + 1 == closed_after:
            file.close()
            file = WorkspaceFile.open(path, opens)
    shutil.copytree(path.parent, folder / "left", dirs_exist_ok=True)
    file.close()
    return folder / "left" / path.name, opens


def test_all_is_there_and_nothing_is_left(tmp_path: Path) -> None:
    path, opens = crashed(tmp_path)
    assert {one.name.partition("-")[2] for one in path.parent.iterdir()} == {"", "wal", "shm", "lock"}
    file = WorkspaceFile.open(path, opens)
    assert name_of(file.workspace) == name_of(stage(3))
    file.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("protected", [False, True])
def test_a_change_that_was_kept_and_is_gone_is_told_once(tmp_path: Path, protected: bool) -> None:
    path, opens = crashed(tmp_path, protected=protected)
    log_beside = path.with_name(path.name + "-wal")
    log_beside.write_bytes(log_beside.read_bytes()[:-20_000])  # SQLite takes what is whole and says nothing
    with pytest.raises(WorkspaceError, match="damaged"):
        WorkspaceFile.open(path, opens)
    file = WorkspaceFile.open(path, opens)  # nobody is locked out of what is left
    assert name_of(file.workspace) == name_of(stage(2))
    assert file.verify_log() is None
    file.close()
    WorkspaceFile.open(path, opens).close()


@pytest.mark.parametrize("noted", [b"", b"\0", bytes(72), b"\x007 none\n", b"\x00" + b"9" * 300])
def test_a_note_that_is_none_stops_nobody(tmp_path: Path, noted: bytes) -> None:
    path, opens = crashed(tmp_path)
    path.with_name(path.name + "-lock").write_bytes(noted)
    file = WorkspaceFile.open(path, opens)
    assert name_of(file.workspace) == name_of(stage(3))
    file.close()


def test_the_note_is_of_one_file_and_not_of_its_name(tmp_path: Path) -> None:
    path, _ = crashed(tmp_path)
    other = WorkspaceFile.create(tmp_path / "other.groundswell")
    other.copy_to(path)
    other.close()
    WorkspaceFile.open(path).close()


def test_halves_of_files_are_swept(tmp_path: Path) -> None:
    path, opens = crashed(tmp_path)
    left = [path.with_name(path.name + ending) for ending in (".part", ".part-wal", ".part-lock", ".old")]
    for one in left:
        one.write_bytes(b"half")
    lock = OwnersLock.take(path.with_name(path.name + ".part"))
    assert lock is not None
    WorkspaceFile.open(path, opens).close()
    assert all(one.exists() for one in left)  # somebody is writing them
    lock.release()
    WorkspaceFile.open(path, opens).close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
