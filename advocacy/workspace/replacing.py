"""A workspace file put in the place of another: at once, and where asked the old one overwritten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from advocacy.synced import folder_synced, synced
from advocacy.workspace.database import BESIDE
from advocacy.workspace.locking import OwnersLock

_OLD = ".old"
_PIECE = 1 << 20


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place; a link to a workspace stays a link."""
    whole = path.resolve()
    return whole.with_name(whole.name + ".part")


def sweep(path: Path) -> None:
    """Remove what a crash has left of a file that was to take this place."""
    whole = part_of(path)
    left = [whole, *(whole.with_name(whole.name + ending) for ending in BESIDE)]
    left.append(whole.with_name(path.resolve().name + _OLD))
    if not any(one.exists() for one in left):
        return
    with contextlib.suppress(OSError):
        lock = OwnersLock.take(whole)
        if lock is None:  # somebody is writing it now
            return
        for one in left:
            one.unlink(missing_ok=True)
        lock.release()


def put_in_place(whole: Path, path: Path, *, overwrite: bool = False) -> None:
    """Move a finished file to `path`. overwrite: what was readable there shall not be found on the disk.

    A disk may keep traces all the same (flash memory writes elsewhere, snapshots remember): say so.
    """
    path = path.resolve()
    synced(whole)
    reach = _held(path) if overwrite and path.exists() else None
    for ending in BESIDE:  # a log of the former file must never be read as one of the new
        path.with_name(path.name + ending).unlink(missing_ok=True)
    whole.replace(path)
    folder_synced(path.parent)
    if reach is not None:
        with reach() as file:
            _overwrite(file)
        path.with_name(path.name + _OLD).unlink(missing_ok=True)


def remove_overwritten(path: Path) -> None:
    """Remove a file nobody has open, after what was readable in it is overwritten."""
    with path.open("rb+") as file:
        _overwrite(file)
    path.unlink()


def _held(path: Path) -> Callable[[], BinaryIO] | None:
    """A way to the old file after another has taken its name; None where the drive gives none."""
    if os.name == "posix":
        file = path.open("rb+")
        return lambda: file
    # Windows does not replace a file that is open, so the old one gets a second name first.
    second = path.with_name(path.name + _OLD)
    second.unlink(missing_ok=True)
    try:
        os.link(path, second)
    except OSError:  # exFAT knows no second names: there the old file is removed, not overwritten
        return None
    return lambda: second.open("rb+")


def _overwrite(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    for start in range(0, size, _PIECE):
        file.write(bytes(min(_PIECE, size - start)))
    file.flush()
    os.fsync(file.fileno())
