"""What a crash leaves of an export: told apart from what another program is still writing, and removed.

Whoever writes holds its file: by the system's lock on Unix, on Windows by having it open.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from advocacy.workspace.locking import locked

_PART = re.compile(r"\..*-[0-9a-f]{8}\.part(\.\w+)?")
_SCRATCH = "groundswell-scratch-"
_HELD = "held"


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}.part{path.suffix}")


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Make an empty file that is not swept as long as this lasts. The lock goes with a crash."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        if os.name == "posix":
            locked(handle)
        yield
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove halves of exports from a folder."""
    with contextlib.suppress(OSError):
        for one in folder.iterdir():
            if _PART.fullmatch(one.name):
                _remove(one)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder for files in between, which hold what the export holds; those of crashes are removed."""
    temporary = Path(tempfile.gettempdir())
    for left in temporary.glob(f"{_SCRATCH}*"):
        if not (left / _HELD).exists() or _remove(left / _HELD):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_SCRATCH))
    try:
        with held(folder / _HELD):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove(path: Path) -> bool:
    """Remove a file that nobody holds; return whether it is gone."""
    try:
        if os.name == "posix":
            handle = os.open(path, os.O_RDWR)
            try:
                if not locked(handle):
                    return False
                path.unlink()
            finally:
                os.close(handle)
        else:
            path.unlink()  # refused where somebody has it open
    except OSError:
        return False
    return True
