"""Exports killed and disks that fill up: the old file or the new one is there, whole, and nothing else.

The long run: python main.py test -m soak -s tests/exporting/test_interrupted.py
"""

from __future__ import annotations

import ast
import io
import random
import time
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from advocacy import exporting
from advocacy.errors import AdvocacyError
from tests.exporting.every_export import SOURCE, WAYS, load
from tests.nursery import Nursery, Tell, needs_fork

pytestmark = needs_fork
_WORK = "tests.exporting.test_interrupted:write"


def write(tell: Tell, way: str, folder: str, most_bytes: int) -> None:
    """Export once; no file may become larger than so many bytes, unless that is 0."""
    if most_bytes:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        WAYS[way].write(Path(folder) / WAYS[way].file)
        tell("written")
    except AdvocacyError as error:
        tell(f"{error.message} {error.hint}")


def make_ready() -> None:
    """Called once, before the first export."""
    load()


def _folder(tmp_path: Path) -> Path:
    """A folder with a workbook to return, and one for temporary files."""
    folder = tmp_path / "target"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    book = openpyxl.Workbook()
    book.active.title = "s"
    for row in range(200):
        book.active.append([f"{row}-{column}" for column in range(10)])
    book.save(folder / SOURCE)
    return folder


def _is_new(way: str, content: bytes, new: bytes) -> bool:
    """Whether it is all that was to be written. A workbook handed back holds the hour, so it is read."""
    if way != "return":
        return content == new
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book.sheetnames == ["s", "To correct"] and book["s"].max_row == 200


def _wait_until_empty(folder: Path) -> None:
    """A process that reads for one that was killed ends by itself and clears up."""
    ends = time.monotonic() + 60
    while list(folder.iterdir()) and time.monotonic() < ends:
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def _interrupted(tmp_path: Path, way: str, kills: int, fills: int) -> Counter[str]:
    """Kill exports and fill disks; return how often the old and how often the new file was there."""
    folder = _folder(tmp_path)
    target, temporary = folder / WAYS[way].file, tmp_path / "temporary"
    chance = random.Random(kills)
    came: Counter[str] = Counter()
    old = b"the old file, which is whole"

    with Nursery(_WORK, temporary, "make_ready") as nursery:

        def whole() -> tuple[bytes, float]:
            lived = nursery.child(way, str(folder), 0)
            assert lived.told == ["written"]
            assert {one.name for one in folder.iterdir()} == {SOURCE, target.name}
            _wait_until_empty(temporary)
            return target.read_bytes(), lived.seconds

        whole()
        new, lasts = whole()
        for _ in range(kills):
            target.write_bytes(old)
            nursery.child(way, str(folder), 0, killed_after=chance.uniform(0.02, 1.05) * lasts)
            found = target.read_bytes()
            assert found == old or _is_new(way, found, new)
            came["killed: old" if found == old else "killed: new"] += 1
        assert _is_new(way, whole()[0], new)  # and has swept what the kills have left
        for _ in range(fills):
            target.write_bytes(old)
            lived = nursery.child(way, str(folder), chance.randrange(1, len(new)))
            assert lived.ended and "full" in lived.told[0] and "space" in lived.told[0], lived.told
            assert target.read_bytes() == old
            assert {one.name for one in folder.iterdir()} == {SOURCE, target.name}
            came["full: old"] += 1
        assert _is_new(way, whole()[0], new)
    return came


def test_every_module_that_writes_is_in_the_list() -> None:
    writing = set()
    for path in Path(exporting.__file__).parent.glob("*.py"):
        calls = [
            one.func for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call)
        ]
        if {"replacing", "write_bytes"} & {one.id for one in calls if isinstance(one, ast.Name)}:
            writing.add(path.stem)
    assert writing <= {way.module for way in WAYS.values()}


@pytest.mark.parametrize("way", WAYS)
def test_interrupted(tmp_path: Path, way: str) -> None:
    came = _interrupted(tmp_path, way, 3, 2)
    assert came.total() == 5


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_interrupted_three_hundred_times(tmp_path: Path, way: str) -> None:
    came = _interrupted(tmp_path, way, 200, 100)
    assert came["killed: old"] and came["full: old"] == 100
    print(f"\n{way}: {dict(came)}, 0 broken, nothing left")
