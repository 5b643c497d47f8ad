"""One program changes, the others look; a crash lets go; two that take turns lose nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace import BriefPlan, locking
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.locking import OwnersLock
from advocacy.workspace.plain_errors import HeldElsewhereError

ROOT = Path(__file__).resolve().parents[2]
_OWNER = """
import sys, time
from pathlib import Path
from advocacy.workspace import Ask, BriefPlan
from advocacy.workspace.file import WorkspaceFile
file = WorkspaceFile.open(Path(sys.argv[1]))
file.save(file.workspace.with_brief(BriefPlan("by the owner")), "Title")
print("open", flush=True)
time.sleep(60)
"""
_LOOKER = """
import sys, time
from pathlib import Path
from advocacy.errors import WorkspaceError
from advocacy.workspace.file import WorkspaceFile
path = Path(sys.argv[1])
import advocacy.workspace.state
began = time.perf_counter()
try:
    WorkspaceFile.open(path)
except WorkspaceError as error:
    print(error.message)
file = WorkspaceFile.open(path, only_look=True)
print(time.perf_counter() - began)
print(file.workspace.brief.title, file.is_read_only, repr(file.undo_text))
try:
    file.save(file.workspace, "x")
except WorkspaceError as error:
    print(error)
file.close()
"""
_WRITER = """
import random, sys, time
from pathlib import Path
from advocacy.workspace import Ask, BriefPlan
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.plain_errors import HeldElsewhereError
path, name, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
ends, number = time.monotonic() + seconds, 0
while time.monotonic() < ends:
    try:
        file = WorkspaceFile.open(path)
    except HeldElsewhereError:
        looked = WorkspaceFile.open(path, only_look=True)
        looked.close()
        time.sleep(random.random() * 0.01)
        continue
    for _ in range(random.randint(1, 3)):
        number += 1
        asks = (*file.workspace.brief.asks, Ask(f"{name} {number}"))
        file.save(file.workspace.with_brief(BriefPlan(asks=asks)), "Ask")
        print(number, flush=True)
    file.close()
    time.sleep(random.random() * 0.01)
"""


def _started(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_a_second_program_can_look_while_the_first_changes(tmp_path: Path) -> None:
    path = tmp_path / "w.groundswell"
    WorkspaceFile.create(path).close()
    owner = _started(_OWNER, str(path))
    assert owner.stdout is not None and owner.stdout.readline() == "open\n"
    looked = subprocess.run(
        [sys.executable, "-c", _LOOKER, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    refused, seconds, seen, told = looked.stdout.splitlines()
    assert "open in another program" in refused
    assert float(seconds) <= 1.0
    assert seen == "by the owner True ''"
    assert "you can look, not change" in told and "another name" in told
    owner.kill()
    owner.wait()
    owner.stdout.close()
    file = WorkspaceFile.open(path)  # a crash lets go of the lock
    assert file.workspace.brief.title == "by the owner"
    file.close()
    assert [one.name for one in tmp_path.iterdir()] == ["w.groundswell"]


def test_the_lock_is_one(tmp_path: Path) -> None:
    path = tmp_path / "é # %20?.groundswell"
    lock = OwnersLock.take(path)
    assert lock is not None
    assert OwnersLock.take(path) is None
    lock.release()
    lock.release()
    again = OwnersLock.take(path)
    assert again is not None
    again.release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_and_its_file_are_one(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    path, link = tmp_path / "far" / "w.groundswell", tmp_path / "link.groundswell"
    file = WorkspaceFile.create(path)
    link.symlink_to(path)
    with pytest.raises(HeldElsewhereError):
        WorkspaceFile.open(link)
    file.close()
    file = WorkspaceFile.open(link)
    file.save(file.workspace.with_brief(BriefPlan("through the link")), "Title")
    file.protect("four words are good")
    file.close()
    assert link.is_symlink() and path.read_bytes()[:4] == b"GRND"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["far", "link.groundswell", "w.groundswell"]


def test_without_locks_a_change_of_another_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "locked", lambda _: True)
    monkeypatch.setattr(locking, "_is_still", lambda *_: True)
    path = tmp_path / "w.groundswell"
    one = WorkspaceFile.create(path)
    other = WorkspaceFile.open(path)
    one.save(one.workspace.with_brief(BriefPlan("one")), "One")
    with pytest.raises(HeldElsewhereError):
        other.save(other.workspace.with_brief(BriefPlan("other")), "Other")
    one.save(one.workspace.with_brief(BriefPlan("one again")), "One")
    assert one.workspace.brief.title == "one again"
    other.close()
    one.close()


def test_a_copy_over_a_workspace_that_is_open_is_refused(tmp_path: Path) -> None:
    one = WorkspaceFile.create(tmp_path / "a.groundswell")
    other = WorkspaceFile.create(tmp_path / "b.groundswell")
    with pytest.raises(WorkspaceError, match="another program"):
        one.copy_to(tmp_path / "b.groundswell")
    other.close()
    one.copy_to(tmp_path / "b.groundswell")
    one.close()


def _two_writers(path: Path, seconds: float) -> None:
    WorkspaceFile.create(path).close()
    writers = {name: _started(_WRITER, str(path), name, str(seconds)) for name in ("a", "b")}
    told = {name: writer.communicate(timeout=seconds + 60)[0] for name, writer in writers.items()}
    assert all(writer.returncode == 0 for writer in writers.values())
    file = WorkspaceFile.open(path)
    asks = [ask.wording for ask in file.workspace.brief.asks]
    for name, lines in told.items():
        acknowledged = [f"{name} {number}" for number in lines.split()]
        assert acknowledged
        assert [ask for ask in asks if ask.startswith(name)] == acknowledged
    assert file.verify_log() is None
    file.close()


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    _two_writers(tmp_path / "w.groundswell", 10)


@pytest.mark.soak
def test_two_writers_lose_nothing_in_ten_minutes(tmp_path: Path) -> None:
    began = time.monotonic()
    _two_writers(tmp_path / "w.groundswell", 600)
    assert time.monotonic() - began >= 600
