"""Two hundred damaged workspaces: refused in plain words or read as far as they are true; nothing ends badly.

The long run: python main.py test -m soak -s tests/workspace/test_damaged.py
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace.file import WorkspaceFile
from tests.workspace.damaged import damaged
from tests.workspace.stages import everything, name_of, stage
from tests.workspace.test_after_a_crash import crashed

_STAGES = 8


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
