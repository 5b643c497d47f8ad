"""One backup made: copied beside the saving, proven to restore, and only then older ones let go."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import apsw

from advocacy.progress import Cancelled
from advocacy.wording import say
from advocacy.workspace import backups, database
from advocacy.workspace.backup_rotation import kept
from advocacy.workspace.erased import Erased
from advocacy.workspace.key import Key
from advocacy.workspace.plain_errors import NotWrittenError, plainly
from advocacy.workspace.proof import prove
from advocacy.workspace.replacing import part_of, put_in_place, remove_overwritten

_SPARE = 64 << 20  # bytes that stay free, so that a backup never takes the room that saving needs


class BackupRun:
    """Makes one backup through a connection of its own, so that it may run in another thread than the saving.

    Where the file has no write-ahead log a copy holds up whoever saves: there it is run by the one who saves.
    """

    def __init__(self, path: Path, key: Key | None, erased: Sequence[Erased], now: datetime) -> None:
        self.path = path
        self._key = key
        self._erased = tuple(erased)
        self._now = now
        self._stopped = False
        self._source: apsw.Connection | None = None
        self._copying = threading.Lock()
        self._publishing = threading.Lock()

    def run(self) -> Path | None:
        """Make it; return where it is, None where it was stopped. Raises WorkspaceError."""
        target = backups.next_path(self.path, self._now)
        whole = part_of(target)
        try:
            with plainly(target):
                target.parent.mkdir(exist_ok=True)
                self._sweep(target.parent)
                self._copy(whole)
                prove(whole, self._key, stopped=lambda: self._stopped)
                with self._publishing:
                    if self._stopped:
                        return None
                    put_in_place(whole, target)
                    self._rotate(target)
        except (Cancelled, apsw.InterruptError):
            return None
        finally:
            with contextlib.suppress(OSError):
                whole.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                target.parent.rmdir()  # goes only where nothing is in it
        return target

    def stop(self) -> None:
        """Give up, and return when the workspace file is not read any more. No backup appears after this."""
        with self._publishing:
            self._stopped = True
        while not self._copying.acquire(timeout=0.05):
            if (source := self._source) is not None:
                with contextlib.suppress(apsw.Error):
                    source.interrupt()
        self._copying.release()

    def _copy(self, whole: Path) -> None:
        with self._copying:
            if self._stopped:
                raise Cancelled
            size = self.path.stat().st_size
            if shutil.disk_usage(whole.parent).free < size + _SPARE:
                raise _no_room(self.path)
            self._source = database.open_to_look(self.path, self._key)
            try:
                database.write_into(self._source, whole, self._key)
            finally:
                source, self._source = self._source, None
                source.close()

    def _rotate(self, made: Path) -> None:
        """Let older ones go. That one of them cannot be removed now is no reason to tell of: next time."""
        times = {one: time for one in backups.backups_of(self.path) if (time := backups.time_of(one))}
        stay = kept(times.values())
        bygone = backups.bygone_consent(self._erased, self._now)
        for one, time in times.items():
            must_go = bygone is not None and time < bygone
            if one != made and (must_go or time not in stay):
                with contextlib.suppress(OSError):
                    remove_overwritten(one) if must_go else one.unlink()

    def _sweep(self, folder: Path) -> None:
        """Remove what a backup that was cut off has left."""
        for part in folder.glob(f"*{self.path.suffix}.part*"):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _no_room(path: Path) -> NotWrittenError:
    return NotWrittenError(
        say("There is no room for a backup of “{name}”.", name=path.name),
        hint=say("Free some space on this disk. Your work is saved all the same."),
    )
