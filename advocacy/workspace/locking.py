"""Who may change a workspace file: one program at a time; the others may look.

The lock is the operating system's on a file beside the workspace, so a crash lets go of it. Its owner notes
there how far the log has come: a file that has less of it after a crash has lost what was saved.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

_FIRST = 1  # a note begins behind the byte that Windows locks
_LONGEST = 200  # bytes of a note
_NOTE = re.compile(rb"(\d+ [0-9a-f]{64})\n")
_NO_LOCKS_HERE = {"ENOLCK", "ENOTSUP", "EOPNOTSUPP", "EINVAL", "ENOSYS"}


class OwnersLock:
    """Held by the program that may write.

    found: how far the log had come under an owner who then crashed; "" where there was none.
    """

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle
        os.lseek(handle, _FIRST, os.SEEK_SET)
        noted = _NOTE.match(os.read(handle, _LONGEST))
        self.found = noted[1].decode() if noted else ""

    @classmethod
    def take(cls, path: Path) -> OwnersLock | None:
        """Take the lock of a workspace; None where another holds it. Raises OSError where it cannot be."""
        whole = path.resolve()  # a link and the file it leads to are one workspace
        beside = whole.with_name(whole.name + "-lock")
        while True:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            if not locked(handle):
                os.close(handle)
                return None
            if _is_still(beside, handle):
                return cls(beside, handle)
            os.close(handle)  # whoever held it has just removed the file: lock the one that is there now

    def note(self, seal: str) -> None:
        """Write down how far the log has come. Nobody waits for the disk here: an older note is true too."""
        with contextlib.suppress(OSError):  # a full disk: the older one stays
            os.lseek(self._handle, _FIRST, os.SEEK_SET)
            os.write(self._handle, f"{seal}\n".encode("ascii"))

    def forget(self) -> None:
        """Wipe the note: another file is about to take the place of the workspace."""
        self.found = ""
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)

    def release(self) -> None:
        """Let go; doing it twice does nothing."""
        if self._handle < 0:
            return
        if sys.platform != "win32":  # while it is held nobody else can be about to take it over
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _is_still(path: Path, handle: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(handle)
    return (there.st_ino, there.st_dev) == (mine.st_ino, mine.st_dev)


if sys.platform == "win32":
    import msvcrt

    def locked(handle: int) -> bool:
        """Lock a file for this program as long as it is open; False where another has."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if errno.errorcode.get(error.errno or 0) in _NO_LOCKS_HERE:
                return True  # a drive without locks: each save looks whether another has written meanwhile
            raise
        return True
