"""What is written is on the disk, not only in memory, when the power goes."""

from __future__ import annotations

import os
from pathlib import Path


def synced(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder_synced(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; only POSIX systems can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
