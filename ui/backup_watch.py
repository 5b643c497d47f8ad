"""When a backup is due, and making it beside the saving: a thread of its own, never that of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advocacy.errors import AdvocacyError
from ui.threads import started_pool

if TYPE_CHECKING:
    from advocacy.workspace.file import WorkspaceFile

EVERY = timedelta(minutes=30)  # of change
Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(UTC)


class BackupWatch(QObject):
    """Knows since when a workspace has changes that are in no backup.

    Its methods but `close` are called by the one thread that works on the file. That a backup fails is told
    once for each file: it must not get in the way of work that is saved all the same.

    Signals:
        made: A backup is there and proven. arg: when; None where another file begins that may have none
        failed: It could not be made. arg: the error
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, clock: Clock = now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._maker = started_pool(1, "backup")
        self._changed_at: datetime | None = None
        self._told: set[Path] = set()

    def opened(self, file: WorkspaceFile) -> None:
        """A file was opened: what it holds is backed up, where the newest backup does not hold it already."""
        self.began()
        self._begin(file)

    def began(self) -> None:
        """A new file was made."""
        self._changed_at = None
        self.made.emit(None)

    def before_import(self, file: WorkspaceFile) -> None:
        """Files are about to come in: wait until what was there before is safe."""
        self._begin(file, wait=True)

    def changed(self, file: WorkspaceFile) -> None:
        """Something was saved."""
        self._changed_at = self._changed_at or self._clock()
        self.look(file)

    def look(self, file: WorkspaceFile) -> None:
        """Make a backup where there has been change for long enough."""
        at = self._clock()
        if self._changed_at is not None and not timedelta(0) <= at - self._changed_at < EVERY:
            self._begin(file)

    def close(self) -> None:
        """Wait for the thread; a backup under way was given up when its file was closed."""
        self._maker.shutdown(wait=True)

    def _begin(self, file: WorkspaceFile, *, wait: bool = False) -> None:
        from advocacy.workspace.backups import backups_of, time_of
        from advocacy.workspace.shared_folder import is_shared

        self._changed_at = None
        at = self._clock()

        def make() -> None:
            try:
                if run is not None and run.run() is not None:
                    self.made.emit(at)
            except AdvocacyError as error:
                if file.path not in self._told:
                    self._told.add(file.path)
                    self.failed.emit(error)

        run = file.backup(at)
        if run is None:  # the newest holds all of it
            newest = [] if file.is_read_only else backups_of(file.path)[:1]
            if newest:
                self.made.emit(time_of(newest[0]))
            return
        if wait or is_shared(file.path):  # there a copy would keep saving from the file
            make()
        else:
            self._maker.submit(make)
