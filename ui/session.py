"""The workspace the window works on: every change goes through apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from advocacy.errors import AdvocacyError
from advocacy.wording import language
from advocacy.workspace import BriefPlan, Workspace
from advocacy.workspace.plain_errors import (
    DamagedError,
    MissingError,
    PassphraseError,
    only_to_look,
)
from ui.backup_watch import BackupWatch, Clock, now
from ui.kept_file import FileState, KeptFile
from ui.threads import started_pool

if TYPE_CHECKING:
    from advocacy.workspace.backups import Backup
    from advocacy.workspace.recovery import Recovery

_LOOK = 60_000  # milliseconds between two looks whether a backup is due
Change = Callable[[Workspace], Workspace]


class Session(QObject):
    """Holds the current workspace. Saves each change at once, in one thread of its own, in order.

    One that another program has open, or that lies in a protected folder, can be looked at, not changed.

    Signals:
        passphrase_wanted: A file is protected. args: its path, the PassphraseError that says so
        log_checked: args: number of lines, number of the first that is not as it was written (0: none)
        recovery_wanted: A file cannot be read, and a backup can take its place. args: the error, a Recovery,
            the passphrase that opens it
        backups_listed: arg: the backups of the workspace, newest first
        backed_up: A backup was made and proven. arg: when; None where the workspace has none yet
        purge_delayed: Somebody was erased, and another program still keeps older data in the file
        retention_ended: What was kept of people who withdrew consent is removed for good
        named: It is kept under this name from now on. arg: the path
        protected: The passphrase is set, changed or removed. arg: the recovery key, "" where removed
    """

    workspace_changed = Signal(object)
    path_changed = Signal()
    named = Signal(object)
    saving = Signal()
    saved = Signal()
    steps_changed = Signal()
    failed = Signal(object)
    passphrase_wanted = Signal(object, object)
    protected = Signal(str)
    log_checked = Signal(int, int)
    recovery_wanted = Signal(object, object, str)
    backups_listed = Signal(object)
    backed_up = Signal(object)
    purge_delayed = Signal()
    retention_ended = Signal()
    _delivered = Signal(object, object)  # callback, result

    def __init__(self, folder: Path | None = None, parent: QObject | None = None, clock: Clock = now) -> None:
        super().__init__(parent)
        self._folder = folder or own_folder()
        self._workspace = _empty()
        self._watch = BackupWatch(clock, self)
        self._kept = KeptFile(self._folder, self._watch, clock)  # of the worker
        self._worker = started_pool(1, "workspace")
        self._pending = 0
        self._named = False
        self._is_closed = False
        self._state = FileState()
        self.path: Path | None = None
        self.is_read_only = False
        self.is_protected = False
        self.is_unsaved = False
        self.undo_text = ""
        self.redo_text = ""
        self.last_backup: datetime | None = None
        self._delivered.connect(self._deliver)
        self._watch.made.connect(self._backup_made)
        self._watch.failed.connect(self.failed)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look_for_backup)
        self._timer.start()

    @property
    def workspace(self) -> Workspace:
        return self._workspace

    @property
    def who(self) -> str:
        """The name that the log tells and that stands beside imports and edits; empty: someone."""
        return self._kept.who

    @who.setter
    def who(self, name: str) -> None:
        self._kept.who = name
        self._workspace = self._signed(self._workspace)

    @property
    def is_named(self) -> bool:
        """Whether the user has given the workspace a name."""
        return self._named

    @property
    def is_saving(self) -> bool:
        return self._pending > 0

    def apply(self, label: str, change: Change) -> bool:
        """Replace the workspace by a changed one; label says in words what was done and can be undone.

        Return whether it is changed: it is not where the change changes nothing or nothing may be changed.
        What can only be looked at can be filtered all the same; that is not kept.
        """
        changed = change(self._workspace)
        if changed is self._workspace:
            return False
        if self.is_read_only and changed.looks_like(self._workspace):
            self._show(changed)
            return True
        if self.refuses_change():
            return False
        changed = self._signed(changed)
        self._show(changed)
        self._queue(lambda: self._kept.save(changed, label), None)
        return True

    def refuses_change(self) -> bool:
        """Say why nothing can be changed where that is so; asked before a user has to fill anything in."""
        if self.is_read_only and self.path is not None:
            self.failed.emit(only_to_look(self.path))
        return self.is_read_only

    def undo(self) -> None:
        """Take the last change back."""
        if not self.refuses_change():
            self._queue(lambda: self._kept.step(-1), self._show_kept)

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.refuses_change():
            self._queue(lambda: self._kept.step(1), self._show_kept)

    def new(self) -> None:
        """Begin an empty workspace without a name."""
        self._queue(self._kept.begin, None)
        self.path, self._named = None, False
        self.is_read_only = self.is_protected = False
        self.path_changed.emit()
        self._show(_empty())

    def open_file(self, path: Path, passphrase: str = "") -> None:
        """Open a workspace file; the one that was open is closed. An error leaves everything as it was."""

        def done(workspace: Workspace) -> None:
            self._now_in(path)
            self._show_kept(workspace)

        self._queue(
            lambda: self._kept.open(path, passphrase),
            done,
            lambda error: self._not_opened(path, passphrase, error),
        )

    def restore(self, backup: Backup, path: Path, passphrase: str = "") -> None:
        """Put a copy of a backup where a workspace is damaged, gone or not yet, and open it."""

        def done(workspace: Workspace) -> None:
            self._now_in(path)
            self._show_kept(workspace)

        self._queue(lambda: self._kept.restore(backup, path, passphrase), done)

    def list_backups(self) -> None:
        """Find out what the backups of the workspace hold."""
        self._queue(self._kept.backups, self.backups_listed.emit)

    def look_for_backup(self) -> None:
        """Make a backup where there has been change for half an hour."""
        self._worker.submit(self._kept.look_for_backup)

    def save_as(self, path: Path) -> None:
        """Keep the workspace, its steps included, under a name; also what could not be saved before."""
        workspace = self._workspace

        def done(_: Any) -> None:
            self.path, self._named = path, True
            self.path_changed.emit()
            self.named.emit(path)

        self._queue(lambda: self._kept.save_as(path, workspace), done)

    def protect(self, passphrase: str) -> None:
        """Set or change the passphrase of the workspace; "" takes it away."""
        workspace = self._workspace

        def done(recovery: str) -> None:
            self.path_changed.emit()
            self.protected.emit(recovery)

        if not self.refuses_change():
            self._queue(lambda: self._kept.protect(passphrase, workspace), done)

    def note(self, done: str) -> None:
        """Add a line to the log of the workspace. Fixed words only, never a value of the data."""
        self._queue(lambda: self._kept.note(done), None)

    def check_log(self) -> None:
        """Find out whether every line of the log is as it was written."""
        self._queue(self._kept.check_log, lambda found: self.log_checked.emit(*found))

    def unnamed_path(self) -> Path:
        """Where a workspace is kept that nobody has given a name."""
        return self._kept.unnamed_path()

    def kept_in(self) -> Path | None:
        """Wait until everything is saved; return the file, one in the program's own folder included."""
        return self._worker.submit(lambda: self._kept.path).result()

    def unsaved_files(self) -> list[Path]:
        """Workspaces without a name that an earlier start left, newest first."""
        return self._kept.unsaved_files()

    def close(self) -> None:
        """Wait until everything is saved and let go of the file."""
        self._worker.submit(self._kept.close)
        self._worker.shutdown(wait=True)
        self._watch.close()
        self._timer.stop()
        self._is_closed = True

    def _now_in(self, path: Path) -> None:
        self.path, self._named = path, path.parent != self._folder
        self.path_changed.emit()

    def _not_opened(self, path: Path, passphrase: str, error: BaseException) -> None:
        """Look whether a backup can take the place of a file that could not be opened."""
        if not isinstance(error, (DamagedError, MissingError)) and not (
            isinstance(error, PassphraseError) and passphrase
        ):
            self._tell_unopened(path, error)
            return

        def work() -> Recovery | None:
            from advocacy.workspace.recovery import recovery

            return recovery(path, passphrase)

        def done(found: Recovery | None) -> None:
            if found is None:
                self._tell_unopened(path, error)
            else:
                self.recovery_wanted.emit(error, found, passphrase)

        self._queue(work, done, lambda refused: self._tell_unopened(path, refused))

    def _tell_unopened(self, path: Path, error: BaseException) -> None:
        if isinstance(error, PassphraseError):
            self.passphrase_wanted.emit(path, error)
        else:
            self.failed.emit(error)

    def _backup_made(self, at: datetime | None) -> None:
        if not self._is_closed:
            self.last_backup = at
            self.backed_up.emit(at)

    def _show_kept(self, workspace: Workspace | None) -> None:
        if workspace is not None:
            self._show(_empty() if workspace == Workspace() else workspace)

    def _show(self, workspace: Workspace) -> None:
        self._workspace = self._signed(workspace)
        self.workspace_changed.emit(self._workspace)

    def _signed(self, workspace: Workspace) -> Workspace:
        """The workspace with the name of whoever sits here now, not of who changed it last."""
        if not self.who or workspace.settings.person == self.who:
            return workspace
        return replace(workspace, settings=replace(workspace.settings, person=self.who))

    def _queue(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None] | None,
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._pending += 1
        self.saving.emit()

        def run() -> None:
            try:
                result: Any = work()
            except BaseException as error:
                result = error
            about = FileState(is_unsaved=self._kept.is_unsaved)
            try:
                about = self._kept.state()
            except AdvocacyError as error:
                result = result if isinstance(result, BaseException) else error
            self._delivered.emit((on_done, on_failed or self.failed.emit), (result, about))

        self._worker.submit(run)

    def _deliver(
        self,
        then: tuple[Callable[[Any], None] | None, Callable[[BaseException], None]],
        outcome: tuple[Any, FileState],
    ) -> None:
        if self._is_closed:  # the window that would hear of it may be gone
            return
        on_done, on_failed = then
        result, about = outcome
        self.undo_text, self.redo_text = about.undo_text, about.redo_text
        self.is_read_only, self.is_protected = about.is_read_only, about.is_protected
        self.is_unsaved = about.is_unsaved
        before, self._state = self._state, about
        if about.purge_is_due and not before.purge_is_due:
            self.purge_delayed.emit()
        if about.retention_ended and not before.retention_ended:
            self.retention_ended.emit()
        self._pending -= 1
        if isinstance(result, BaseException):
            on_failed(result)
        elif on_done is not None:
            on_done(result)
        self.steps_changed.emit()
        if not self._pending:
            self.saved.emit()


def _empty() -> Workspace:
    """A workspace with nothing in it. Its brief begins in the language of the window."""
    return Workspace(brief=BriefPlan(language=language()))


def own_folder() -> Path:
    """Where the program keeps what the user has not given a place."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
