"""Two hundred damaged workspaces: refused in plain words or read as far as they are true; nothing ends badly.

The long run: python main.py test -m soak -s tests/workspace/test_damaged.py
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace.backups import other_copies
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.recovery import recovery, restore
from tests.workspace.damaged import damaged
from tests.workspace.stages import everything, name_of, stage
from tests.workspace.test_after_a_crash import crashed

_STAGES, _BACKUPS = 8, 3
_NOTES = ("-lock", "-shm")  # hold nothing of the workspace
_LONGEST = 5  # seconds until a backup is offered


def _opened(folder: Path, count: int, *, protected: bool) -> tuple[Counter[str], float]:
    """Open each damaged file, to change it and to look: what came of it, and the longest time it took."""
    path, opens = crashed(folder, protected=protected, stages=_STAGES, closed_after=_STAGES // 2)
    known = {name_of(stage(number)) for number in range(_STAGES)}
    came: Counter[str] = Counter()
    longest = 0.0
    for said, one in damaged(path, count):
        before = one.read_bytes()
        began = time.perf_counter()
        for only_look in (True, False):
            came[_outcome(said, one, opens, known, only_look=only_look)] += not only_look
            longest = max(longest, time.perf_counter() - began)
            if only_look:
                assert one.read_bytes() == before, said
    return came, longest


def _outcome(said: str, path: Path, opens: str, known: set[str], *, only_look: bool) -> str:
    try:
        file = WorkspaceFile.open(path, opens, only_look=only_look)
    except WorkspaceError as error:
        assert path.name in error.message and error.hint, said
        assert "Error" not in str(error) and "sqlite" not in str(error).lower(), said
        return "refused"
    try:
        assert name_of(file.workspace) in known, said
        everything(file)
        if not only_look:
            file.save(stage(_STAGES), "Goes on")
            file.close()
            file = WorkspaceFile.open(path, opens)
            assert name_of(file.workspace) == name_of(stage(_STAGES)), said
    except WorkspaceError as error:
        assert error.hint, said
        return "partly read"
    finally:
        file.close()
    return "read"


def _recovered(folder: Path, wanted: int, *, protected: bool) -> tuple[Counter[str], float]:
    """Damage workspaces until so many cannot be read wholly; each of them must be recovered.

    Return what came of them and the longest time until the newest whole backup was found.
    """
    path, opens = crashed(folder, protected=protected, stages=_STAGES, closed_after=5, backups=_BACKUPS)
    newest = name_of(stage(_BACKUPS - 1))
    came: Counter[str] = Counter()
    longest = 0.0
    for said, one in damaged(path, 20 * wanted):
        before = _files(one)
        began = time.perf_counter()
        outcome = _opened_wholly(one, opens)
        if outcome == "harmless":
            came["harmless"] += 1
        else:
            if outcome == "refused":
                assert _files(one) == before, said  # an attempt to open it changes nothing
            before = _files(one)
            found = recovery(one, opens)
            longest = max(longest, time.perf_counter() - began)
            assert found is not None and len(found.others) == _BACKUPS - 1, said
            restore(found.good.path, one, opens, now=datetime.now(UTC))
            file = WorkspaceFile.open(one, opens)
            assert name_of(file.workspace) == newest, said
            everything(file)
            assert file.verify_log() is None, said
            file.save(stage(_STAGES), "Goes on")
            file.close()
            aside = {copy.read_bytes() for copy in other_copies(one)}
            assert set(before.values()) <= aside, said  # not a byte of the damaged file is lost
            came["recovered"] += 1
        shutil.rmtree(one.parent)
        if came["recovered"] == wanted:
            break
    return came, longest


def _files(path: Path) -> dict[str, bytes]:
    found = path.parent.glob(f"{path.name}*")
    held = {one.name: one.read_bytes() for one in found if not one.name.endswith(_NOTES)}
    return {name: content for name, content in held.items() if content or name == path.name}


def _opened_wholly(path: Path, opens: str) -> str:
    """Open it as the window does and read the newest state and all that it holds."""
    try:
        file = WorkspaceFile.open(path, opens)
    except WorkspaceError:
        return "refused"
    try:
        everything(file)
        is_newest = name_of(file.workspace) == name_of(stage(_STAGES - 1))
        return "harmless" if is_newest and file.verify_log() is None else "partly read"
    except WorkspaceError:
        return "partly read"
    finally:
        file.close()


@pytest.mark.parametrize("protected", [False, True])
def test_damaged_files(tmp_path: Path, protected: bool) -> None:
    came, _ = _opened(tmp_path, 38, protected=protected)
    assert came.total() == 38 and came["refused"] > 15, came


@pytest.mark.soak
@pytest.mark.parametrize("protected", [False, True])
def test_two_hundred_damaged_files(tmp_path: Path, protected: bool) -> None:
    came, longest = _opened(tmp_path, 200, protected=protected)
    assert came.total() == 200
    print(f"\n{'protected' if protected else 'plain'}: {dict(came)}, longest {longest:.1f} s")


@pytest.mark.parametrize("protected", [False, True])
def test_damaged_workspaces_are_recovered(tmp_path: Path, protected: bool) -> None:
    came, _ = _recovered(tmp_path, 20, protected=protected)
    assert came["recovered"] == 20


@pytest.mark.soak
@pytest.mark.parametrize("protected", [False, True])
def test_two_hundred_damaged_workspaces_are_recovered(tmp_path: Path, protected: bool) -> None:
    came, longest = _recovered(tmp_path, 200, protected=protected)
    assert came["recovered"] == 200 and longest < _LONGEST
    kind = "protected" if protected else "plain"
    print(f"\n{kind}: 200 damaged workspaces, {came['recovered']} recoveries, the slowest in {longest:.2f} s")
    print(f"{came['harmless']} more could be read wholly, as what was damaged in them is not used")
