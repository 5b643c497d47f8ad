"""The backups of a workspace brought under its new passphrase: none stays readable that should not be."""

from __future__ import annotations

import contextlib
from pathlib import Path

from advocacy.errors import WorkspaceError
from advocacy.workspace import backups, database
from advocacy.workspace.key import Key
from advocacy.workspace.plain_errors import plainly
from advocacy.workspace.replacing import part_of, put_in_place, remove_overwritten


def rekey(path: Path, former: Key | None, key: Key | None) -> None:
    """Write backups, and the file in an earlier format, anew under this key; the old ones are overwritten.

    One that cannot be is removed where anybody could read it and the workspace has a passphrase now; else it
    stays under the key it has. A damaged file kept aside is never written over: the user is told of copies.
    """
    earlier = [one for one in backups.other_copies(path) if "(format " in one.name]
    for copy in [*backups.backups_of(path), *earlier]:
        try:
            _rewrite(copy, former, key)
        except WorkspaceError:
            if key is not None and former is None:
                with contextlib.suppress(OSError):
                    remove_overwritten(copy)


def _rewrite(copy: Path, former: Key | None, key: Key | None) -> None:
    whole = part_of(copy)
    try:
        with plainly(copy):
            connection = database.open_to_look(copy, former)
            try:
                database.copy_into(connection, whole, key)
            finally:
                connection.close()
            put_in_place(whole, copy, overwrite=True)
    finally:
        with contextlib.suppress(OSError):
            whole.unlink(missing_ok=True)
