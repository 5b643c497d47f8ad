"""What the database and the disk say in their own words, said plainly."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from errno import EACCES, EDQUOT, EFBIG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path

import apsw

from advocacy.errors import WorkspaceError
from advocacy.wording import say

SUFFIX = ".groundswell"


class HeldElsewhereError(WorkspaceError):
    """Another program has the workspace open to change it; here it can only be looked at."""


class PassphraseError(WorkspaceError):
    """The workspace is protected: no passphrase was given, or not the right one."""


class DamagedError(WorkspaceError):
    """The file is damaged, or no workspace at all: a backup may take its place."""


class MissingError(WorkspaceError):
    """There is no file of this name."""


class NotWrittenError(WorkspaceError):
    """The last change is not in the file; it is still in the window and can be saved under another name."""


@contextlib.contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn every error of the database or the disk into a WorkspaceError that says what to do."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise held(path) from error
    except apsw.FullError as error:
        raise full(path) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError) as error:
        raise gone(path) if not path.exists() else protected_folder(path) from error
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError) as error:
        raise damaged(path) from error
    except apsw.IOError as error:
        raise _from_device(path, error) from error
    except OSError as error:
        raise _from_system(path, error) from error


def held(path: Path) -> HeldElsewhereError:
    return HeldElsewhereError(
        say("“{name}” is open in another program.", name=path.name),
        hint=say("Close it there, then try again. Nothing was changed."),
    )


def only_to_look(path: Path) -> HeldElsewhereError:
    return HeldElsewhereError(
        say(
            "“{name}” is open elsewhere, is a backup, or its folder is protected: you can look, not change.",
            name=path.name,
        ),
        hint=say("Save it under another name to change it."),
    )


def full(path: Path) -> NotWrittenError:
    return NotWrittenError(
        say("The disk is full; the last change of “{name}” is not saved.", name=path.name),
        hint=say("Free some space or save under another name on another disk."),
    )


def protected_folder(path: Path) -> NotWrittenError:
    return NotWrittenError(
        say("“{name}” cannot be written in this folder.", name=path.name),
        hint=say("Choose a folder of your own, for example your documents."),
    )


def gone(path: Path) -> NotWrittenError:
    return NotWrittenError(
        say("“{name}” cannot be reached any more.", name=path.name),
        hint=say("Put the drive back in, or save under another name on another disk."),
    )


def missing(path: Path) -> MissingError:
    return MissingError(
        say("“{name}” is not there.", name=path.name),
        hint=say("Look for it under another name or folder."),
    )


def stays_as_it_is(path: Path) -> NotWrittenError:
    return NotWrittenError(
        say("“{name}” is a backup and stays as it is.", name=path.name),
        hint=say("Save it under another name to work on it."),
    )


def let_go(name: str, at: str) -> WorkspaceError:
    return WorkspaceError(
        say("“{name}” was let go on {date} because a person in it was erased.", name=name, date=at[:10]),
        hint=say("Its name, size and SHA-256 are kept; the file itself is not in the workspace any more."),
    )


def not_ours(path: Path) -> DamagedError:
    return DamagedError(
        say("“{name}” is not a Groundswell workspace.", name=path.name),
        hint=say("Use Import to bring in a spreadsheet; open files that end in {suffix}.", suffix=SUFFIX),
    )


def damaged(path: Path) -> DamagedError:
    return DamagedError(
        say("“{name}” is damaged and cannot be read wholly.", name=path.name),
        hint=say(
            "Keep the file as it is, and open a copy you made earlier, or import the spreadsheets again."
        ),
    )


def too_large(path: Path) -> DamagedError:
    return DamagedError(
        say("“{name}” would take more memory than a workspace may, and was not opened.", name=path.name),
        hint=say("It is damaged or was made to do harm. Ask whoever sent it for another copy."),
    )


def _from_device(path: Path, error: apsw.IOError) -> WorkspaceError:
    """The drive did not do as told: it is gone, or it cannot be read or written at that place."""
    if not path.exists():
        return gone(path)
    reading = (apsw.SQLITE_IOERR_READ, apsw.SQLITE_IOERR_SHORT_READ, apsw.SQLITE_IOERR_CORRUPTFS)
    if getattr(error, "extendedresult", 0) in (*reading, apsw.SQLITE_IOERR_DATA):
        return damaged(path)
    return NotWrittenError(
        say("The drive did not take the last change of “{name}”.", name=path.name),
        hint=say("Save under another name on another disk; what you see in the window is not lost."),
    )


def _from_system(path: Path, error: OSError) -> WorkspaceError:
    if error.errno in (ENOSPC, EDQUOT, EFBIG):
        return full(path)
    if error.errno in (EACCES, EPERM, EROFS):
        return protected_folder(path)
    if error.errno in (ENOENT, ENOTDIR):
        return gone(path)
    return NotWrittenError(
        say("The drive did not take the last change of “{name}”.", name=path.name),
        hint=say("Save under another name on another disk; what you see in the window is not lost."),
    )
