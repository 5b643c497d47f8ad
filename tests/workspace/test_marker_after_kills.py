"""A protected workspace, killed at any moment: its marker is in no file, be it open or deleted."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from advocacy.workspace.file import WorkspaceFile
from tests.nursery import Nursery, Tell, needs_fork
from tests.workspace.stages import new_file
from tests.workspace.test_protection import MARKER, _marked, _readable

pytestmark = needs_fork


def keep_marking(tell: Tell, path: str, opens: str) -> None:
    """Save, undo, copy and reopen workspaces full of the marker, and look at every open file meanwhile."""
    file = WorkspaceFile.open(Path(path), opens)
    for number in range(10_000):
        file.save(replace(_marked(), history=(MARKER, str(number))), MARKER)
        if number % 3 == 2:
            file.undo()
        if number % 5 == 4:
            file.copy_to(Path(path).with_name("copy.groundswell"))
        if number % 7 == 6:
            file.close()
            file = WorkspaceFile.open(Path(path), opens)
        for name in _open_and_readable():
            tell(f"readable: {name}")
        tell("looked")


def _open_and_readable() -> list[str]:
    """The files this process has open, deleted ones too, in which the marker can be read."""
    handles = Path("/proc/self/fd")
    found = []
    for held in handles.iterdir() if handles.exists() else ():
        is_own = int(held.name) > 2  # not where the harness itself writes to, which may be a file
        if is_own and held.is_file() and MARKER.encode() in _content(held):
            found.append(str(held.readlink()))
    return found


def _content(held: Path) -> bytes:
    """Read a file through its open handle: opening it by name and closing it would drop SQLite's locks."""
    handle = int(held.name)
    return os.pread(handle, os.fstat(handle).st_size, 0)


def _killed(folder: Path, kills: int) -> int:
    chance = random.Random(kills)
    (folder / "temporary").mkdir()
    path = folder / "w.groundswell"
    opens = new_file(path, protected=True)
    looked = 0
    with Nursery("tests.workspace.test_marker_after_kills:keep_marking", folder / "temporary") as nursery:
        for _ in range(kills):
            lived = nursery.child(str(path), opens, killed_after=chance.uniform(0.02, 0.6))
            assert set(lived.told) <= {"looked"}
            looked += len(lived.told)
            assert _readable(folder) == []
    WorkspaceFile.open(path, opens).close()
    return looked


def test_nothing_can_be_read_after_kills(tmp_path: Path) -> None:
    _killed(tmp_path, 6)


@pytest.mark.soak
def test_nothing_can_be_read_after_two_hundred_kills(tmp_path: Path) -> None:
    looked = _killed(tmp_path, 200)
    assert looked > 100
    print(f"\n200 kills, {looked} looks at the open files: the marker was found 0 times")
