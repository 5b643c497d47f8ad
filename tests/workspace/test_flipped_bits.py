"""One bit flipped anywhere in a workspace as a crash leaves it: refused in words, or read exactly as saved.

The long run: python main.py test -m soak -s tests/workspace/test_flipped_bits.py
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from advocacy.errors import WorkspaceError
from advocacy.workspace.file import WorkspaceFile
from tests.workspace.stages import everything
from tests.workspace.test_after_a_crash import crashed

_STAGES = 14
_ENDINGS = ("", "-wal")


def _flipped(folder: Path, flips: int, *, protected: bool, small: bool = False) -> Counter[str]:
    """Flip bits, half of them in the file and half in SQLite's log; return what came of it.

    small: only in the small tables, which hold the steps, the settings and the log.
    """
    path, opens = crashed(folder, protected=protected, stages=_STAGES, closed_after=_STAGES // 2)
    left = {one: one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith("-shm")}
    saved = _read(path, opens)
    chance = random.Random(flips)
    came: Counter[str] = Counter()
    for flip in range(flips):
        for one in path.parent.iterdir():
            one.unlink()
        for one, content in left.items():
            one.write_bytes(content)
        victim = path.with_name(path.name + _ENDINGS[flip % 2])
        place = chance.choice(_small(left[victim])) if small else chance.randrange(len(left[victim]))
        with victim.open("rb+") as file:
            file.seek(place)
            file.write(bytes([left[victim][place] ^ 1 << chance.randrange(8)]))
        try:
            read = _read(path, opens)
        except WorkspaceError as error:
            assert error.hint
            came["refused"] += 1
            continue
        came["read as saved" if read == saved else "silent"] += 1
        if read != saved:
            print(victim.name, place, _difference(saved, read))
    return came


def _small(content: bytes) -> list[int]:
    """The places around the words that stand in the small tables of a plain file, and its first page."""
    words = re.finditer(rb"Stage \d|someone|steps|log\d+ |CREATE", content)
    return [*range(100), *(place for word in words for place in range(word.start() - 60, word.end() + 60))]


def _read(path: Path, opens: str) -> tuple[object, ...]:
    """All that is in the file. A log that is not whole is told of where it is shown: it counts as refused."""
    file = WorkspaceFile.open(path, opens)
    try:
        read = everything(file)
        if file.verify_log() is not None:
            raise WorkspaceError("The log was changed.", hint="It says so.")
    finally:
        file.close()
    return read


def _difference(one: object, other: object) -> object:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return next(_difference(*pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1])
    return one, other


@pytest.mark.parametrize("protected", [False, True])
def test_a_flipped_bit_is_never_silent(tmp_path: Path, protected: bool) -> None:
    came = _flipped(tmp_path, 40, protected=protected)
    assert not came["silent"] and came["refused"] > 5, came


def test_a_flipped_bit_in_a_small_table_is_never_silent(tmp_path: Path) -> None:
    came = _flipped(tmp_path, 60, protected=False, small=True)
    assert not came["silent"] and came["refused"] > 5, came


@pytest.mark.soak
@pytest.mark.parametrize("protected", [False, True])
def test_a_thousand_flipped_bits(tmp_path: Path, protected: bool) -> None:
    came = _flipped(tmp_path, 1000, protected=protected)
    assert not came["silent"], came
    print(f"\n{'protected' if protected else 'plain'}: {dict(came)}, 0 silent")


@pytest.mark.soak
def test_a_thousand_flipped_bits_in_small_tables(tmp_path: Path) -> None:
    came = _flipped(tmp_path, 1000, protected=False, small=True)
    assert not came["silent"], came
    print(f"\nsmall tables: {dict(came)}, 0 silent")
