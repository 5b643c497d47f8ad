"""A file is there wholly or not at all: written beside its target, then put in its place."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from errno import EACCES, EDQUOT, EFBIG, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path

from advocacy.errors import ExportError
from advocacy.exporting.leftovers import held, part_of, sweep
from advocacy.synced import folder_synced, synced
from advocacy.wording import say


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; at the end the file there takes the place of `path`.

    After any error the file that was at `path` is as it was and nothing is left beside it.
    What crashes have left of earlier ones is removed from the folder.
    Raises ExportError in plain words where the folder or the disk does not allow it.
    """
    sweep(path.parent)
    whole = part_of(path)
    try:
        try:
            with held(whole):
                yield whole
                synced(whole)
                if os.name == "posix":
                    whole.replace(path)
            if os.name != "posix":  # Windows does not move a file that is open
                whole.replace(path)
            folder_synced(path.parent)
        except OSError as error:
            raise plain(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            whole.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> Path:
    """Put this content in the place of the file at path; return the path."""
    with replacing(path) as whole:
        whole.write_bytes(content)
    return path


def plain(path: Path, error: OSError) -> ExportError:
    """What the disk said when a file was written, in plain words."""
    name, folder = path.name, path.parent
    if error.errno in (ENOENT, ENOTDIR):
        return ExportError(
            say("The folder “{folder}” is not there.", folder=folder), hint=say("Choose another folder.")
        )
    if error.errno in (ENOSPC, EDQUOT, EFBIG):
        return ExportError(
            say("The disk is full; “{name}” was not written.", name=name),
            hint=say("Free some space or choose another disk."),
        )
    if error.errno in (EROFS, EPERM, EACCES):
        return ExportError(
            say(
                "“{name}” cannot be written: it is open in another program, or the folder is protected.",
                name=name,
            ),
            hint=say("Close it there, or choose another name or folder."),
        )
    if error.errno == ENAMETOOLONG:
        return ExportError(
            say("The name “{name}” is too long.", name=name), hint=say("Choose a shorter name.")
        )
    return ExportError(
        say("“{name}” could not be written.", name=name), hint=say("Choose another folder, then try again.")
    )
