"""Workspaces as bad disks, broken copies and other programs leave them."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from advocacy.workspace.backups import folder_of

_PAGE = 4096
_Change = Callable[[bytearray, random.Random], None]


def damaged(path: Path, count: int = 200) -> Iterator[tuple[str, Path]]:
    """Yield what was done and a damaged copy of a workspace, each in a folder of its own beside it.

    What lies beside the workspace is copied too, its backups as well; SQLite's log, where there is one, is
    damaged in its turn. The same workspace is always damaged in the same ways.
    """
    chance = random.Random(0)
    beside = [one for one in path.parent.glob(f"{path.name}-*") if not one.name.endswith("-shm")]
    log_beside = path.with_name(path.name + "-wal")
    victims = [(path, _FILE), (log_beside, _LOG)] if log_beside in beside else [(path, _FILE)]
    ways = itertools.cycle([(victim, change) for victim, changes in victims for change in changes])
    for number, (victim, change) in enumerate(itertools.islice(ways, count)):
        said = change.__name__.strip("_").replace("_", " ")
        folder = path.parent / f"{number:03d} {said}"
        folder.mkdir()
        for one in (path, *beside):
            (folder / one.name).write_bytes(one.read_bytes())
        if folder_of(path).exists():
            shutil.copytree(folder_of(path), folder / folder_of(path).name)
        content = bytearray(victim.read_bytes())
        change(content, chance)
        (folder / victim.name).write_bytes(content)
        yield f"{victim.suffix} {said}", folder / path.name


def _cut_anywhere(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _cut_between_pages(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content) // _PAGE) * _PAGE :]


def _zeroed_page(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(max(1, len(content) // _PAGE)) * _PAGE
    content[start : start + _PAGE] = bytes(min(_PAGE, len(content) - start))


def _page_of_noise(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(max(1, len(content) // _PAGE)) * _PAGE
    content[start : start + _PAGE] = chance.randbytes(min(_PAGE, len(content) - start))


def _first_page_zeroed(content: bytearray, chance: random.Random) -> None:
    content[16:_PAGE] = bytes(min(_PAGE, len(content)) - 16)


def _flipped_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 10, 1000])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _wrong_header(content: bytearray, chance: random.Random) -> None:
    content[:100] = chance.randbytes(100)


def _header_of_the_other_kind(content: bytearray, chance: random.Random) -> None:
    content[:16] = b"GRND\x12" + bytes(11) if content.startswith(b"SQLite") else b"SQLite format 3\0"


def _swapped_pages(content: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(1, max(2, len(content) // _PAGE)) * _PAGE for _ in "ab")
    content[one : one + _PAGE], content[other : other + _PAGE] = (
        content[other : other + _PAGE],
        content[one : one + _PAGE],
    )


def _a_piece_left_out(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.randrange(1, 3 * _PAGE)]


def _lines_of_another_system(content: bytearray, chance: random.Random) -> None:
    content[:] = content.replace(b"\n", b"\r\n")  # sent as text


def _second_half_is_old(content: bytearray, chance: random.Random) -> None:
    half = len(content) // 2 // _PAGE * _PAGE
    content[half:] = content[:half]


def _empty(content: bytearray, chance: random.Random) -> None:
    content.clear()


_LOG: tuple[_Change, ...] = (
    _cut_anywhere,
    _zeroed_page,
    _flipped_bits,
    _wrong_header,
    _empty,
    _swapped_pages,
)
_FILE: tuple[_Change, ...] = (
    *(_cut_anywhere, _cut_between_pages, _zeroed_page, _page_of_noise, _first_page_zeroed, _flipped_bits),
    *(_wrong_header, _header_of_the_other_kind, _swapped_pages, _a_piece_left_out),
    *(_lines_of_another_system, _second_half_is_old, _empty),
)
KINDS = 2 * max(len(_FILE), len(_LOG))  # so many copies are damaged in every way there is
