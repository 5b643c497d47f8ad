"""The workspace the window works on, and the file that keeps it: every change goes through apply."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from advocacy.errors import AdvocacyError
from advocacy.wording import language, say
from advocacy.workspace import BriefPlan, Workspace
from advocacy.workspace.plain_errors import (
    DamagedError,
    HeldElsewhereError,
    MissingError,
    NotWrittenError,
    PassphraseError,
    only_to_look,
)
from ui.backup_watch import BackupWatch, Clock, now
from ui.threads import started_pool

if TYPE_CHECKING:
    from advocacy.workspace.backups import Backup
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.key import Key
    from advocacy.workspace.recovery import Recovery

_LOOK = 60_000  # milliseconds between two looks whether a backup is due
_BREATH = 0.1  # seconds in which the window draws what changed before saving takes the processor
Change = Callable[[Workspace], Workspace]


@dataclass(frozen=True)
class _Rests:
    """What the worker tells of the file after each piece of work."""

    undo_text: str = ""
    redo_text: str = ""
    is_read_only: bool = False
    is_protected: bool = False
    purge_is_due: bool = False
    is_unsaved: bool = False
    retention_ended: bool = False


class Session(QObject):
    """Holds the current workspace. Saves each change at once, in one thread of its own, in order.

    A workspace without a name is kept in the program's own folder, so that a crash loses nothing.
    A change that could not be saved is tried again when the file is closed, else kept as such a workspace.
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
        self._file: WorkspaceFile | None = None  # touched by the worker only
        self._worker = started_pool(1, "workspace")
        self._pending = 0
        self._named = False
        self._is_closed = False
        self.path: Path | None = None
        self._who = ""
        self.is_read_only = False
        self.is_protected = False
        self.is_unsaved = False
        self._unsaved: Workspace | None = None  # what a full disk or a drive that is gone did not take
        self.undo_text = ""
        self.redo_text = ""
        self._delivered.connect(self._deliver)
        self._clock = clock
        self._purge_is_due = False
        self._retention_ended = False
        self.last_backup: datetime | None = None
        self._watch = BackupWatch(clock, self)
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
        return self._who

    @who.setter
    def who(self, name: str) -> None:
        self._who = name
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
        self._queue(lambda: self._save(changed, label), None)
        return True

    def refuses_change(self) -> bool:
        """Say why nothing can be changed where that is so; asked before a user has to fill anything in."""
        if self.is_read_only and self.path is not None:
            self.failed.emit(only_to_look(self.path))
        return self.is_read_only

    def undo(self) -> None:
        """Take the last change back."""
        if not self.refuses_change():
            self._queue(lambda: self._stepped(-1), self._show_kept)

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.refuses_change():
            self._queue(lambda: self._stepped(1), self._show_kept)

    def new(self) -> None:
        """Begin an empty workspace without a name."""

        def work() -> None:
            self._close_file()
            self._watch.began()

        self._queue(work, None)
        self.path, self._named = None, False
        self.is_read_only = self.is_protected = False
        self.path_changed.emit()
        self._show(_empty())

    def open_file(self, path: Path, passphrase: str = "") -> None:
        """Open a workspace file; the one that was open is closed. An error leaves everything as it was."""

        def work() -> Workspace:
            if self._file is not None and self._file.path == path and not self._file.is_read_only:
                return self._file.workspace
            opened = self._opened(path, passphrase)
            self._take(opened)
            return opened.workspace

        def done(workspace: Workspace | None) -> None:
            self.path, self._named = path, path.parent != self._folder
            self.path_changed.emit()
            self._show_kept(workspace)

        self._queue(work, done, lambda error: self._not_opened(path, passphrase, error))

    def restore(self, backup: Backup, path: Path, passphrase: str = "") -> None:
        """Put a copy of a backup where a workspace is damaged, gone or not yet, and open it."""

        def work() -> None:
            from advocacy.workspace.backups import folder_of
            from advocacy.workspace.joining import still_without
            from advocacy.workspace.recovery import restore

            key, withdrawn = None, ()
            if self._file is not None and folder_of(self._file.path) == backup.path.parent:
                key, withdrawn = self._file.key, self._file.workspace.erased
            restore(backup.path, path, passphrase, now=self._clock(), key=key)
            opened = self._opened(path, passphrase, key)
            if not opened.is_read_only:
                opened.note(say("Restored from a backup"))
                without = still_without(opened.workspace, withdrawn)
                if without is not opened.workspace:
                    opened.save(without, say("Consent withdrawn"))
            self._take(opened)

        def done(_: Any) -> None:
            self.path, self._named = path, path.parent != self._folder
            self.path_changed.emit()

        self._queue(work, done)
        self._queue(lambda: self._file.workspace if self._file else None, self._show_kept)

    def list_backups(self) -> None:
        """Find out what the backups of the workspace hold."""

        def work() -> list[Backup]:
            from advocacy.workspace.backups import backups_of
            from advocacy.workspace.recovery import Keys, listed

            if self._file is None:
                return []
            return listed(backups_of(self._file.path), Keys("", self._file.key))

        self._queue(work, self.backups_listed.emit)

    def look_for_backup(self) -> None:
        """Make a backup where there has been change for half an hour."""

        def work() -> None:
            if self._file is not None:
                self._watch.look(self._file)

        self._worker.submit(work)

    def save_as(self, path: Path) -> None:
        """Keep the workspace, its steps included, under a name; also what could not be saved before."""
        workspace = self._workspace

        def work() -> None:
            if self._file is None:
                self._save(workspace, "")
            assert self._file is not None
            opened = self._file.saved_as(path, workspace)
            self._unsaved = None
            unnamed = self._file.path if self._file.path.parent == self._folder else None
            self._take(opened)
            if unnamed is not None:
                _remove(unnamed)

        def done(_: Any) -> None:
            self.path, self._named = path, True
            self.path_changed.emit()
            self.named.emit(path)

        self._queue(work, done)

    def protect(self, passphrase: str) -> None:
        """Set or change the passphrase of the workspace; "" takes it away."""
        workspace = self._workspace

        def work() -> str:
            if self._file is None:
                self._save(workspace, "")
            assert self._file is not None
            return self._file.protect(passphrase)

        def done(recovery: str) -> None:
            self.path_changed.emit()
            self.protected.emit(recovery)

        if not self.refuses_change():
            self._queue(work, done)

    def note(self, done: str) -> None:
        """Add a line to the log of the workspace. Fixed words only, never a value of the data."""

        def work() -> None:
            if self._file is not None and not self._file.is_read_only:
                self._file.note(done)

        self._queue(work, None)

    def check_log(self) -> None:
        """Find out whether every line of the log is as it was written."""

        def work() -> tuple[int, int]:
            if self._file is None:
                return 0, 0
            return len(self._file.log_lines()), self._file.verify_log() or 0

        self._queue(work, lambda found: self.log_checked.emit(*found))

    def unnamed_path(self) -> Path:
        """Where a workspace is kept that nobody has given a name."""
        return self._folder / f"unnamed-{datetime.now():%Y-%m-%d-%H%M%S-%f}.groundswell"

    def kept_in(self) -> Path | None:
        """Wait until everything is saved; return the file, one in the program's own folder included."""
        return self._worker.submit(lambda: self._file.path if self._file else None).result()

    def unsaved_files(self) -> list[Path]:
        """Workspaces without a name that an earlier start left, newest first."""
        current = self._file.path if self._file else None
        found = [
            path
            for path in self._folder.glob("unnamed-*.groundswell")
            if path != current and not path.stem.endswith(")")  # a copy in the format of an earlier version
        ]
        return sorted(found, reverse=True)

    def close(self) -> None:
        """Wait until everything is saved and let go of the file."""
        self._worker.submit(self._close_file)
        self._worker.shutdown(wait=True)
        self._watch.close()
        self._timer.stop()
        self._is_closed = True

    def _opened(self, path: Path, passphrase: str, key: Key | None = None) -> WorkspaceFile:
        from advocacy.workspace.file import WorkspaceFile

        try:
            return WorkspaceFile.open(path, passphrase, self.who, key=key)
        except (HeldElsewhereError, NotWrittenError):
            return WorkspaceFile.open(path, passphrase, self.who, only_look=True, key=key)

    def _take(self, opened: WorkspaceFile) -> None:
        """Work on this file from now on."""
        self._close_file()
        self._file = opened
        self._watch.opened(opened)

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
        if not self._who or workspace.settings.person == self._who:
            return workspace
        return replace(workspace, settings=replace(workspace.settings, person=self._who))

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
            about = _Rests(is_unsaved=self._unsaved is not None)
            if self._file is not None:
                self._file.who = self.who
                try:
                    about = _Rests(
                        self._file.undo_text,
                        self._file.redo_text,
                        self._file.is_read_only,
                        self._file.is_protected,
                        self._file.purge_is_due,
                        self._unsaved is not None,
                        self._file.retention_ended,
                    )
                except AdvocacyError as error:
                    result = result if isinstance(result, BaseException) else error
            self._delivered.emit((on_done, on_failed or self.failed.emit), (result, about))

        self._worker.submit(run)

    def _deliver(
        self,
        then: tuple[Callable[[Any], None] | None, Callable[[BaseException], None]],
        outcome: tuple[Any, _Rests],
    ) -> None:
        if self._is_closed:  # the window that would hear of it may be gone
            return
        on_done, on_failed = then
        result, about = outcome
        self.undo_text, self.redo_text = about.undo_text, about.redo_text
        self.is_read_only, self.is_protected = about.is_read_only, about.is_protected
        self.is_unsaved = about.is_unsaved
        if about.purge_is_due and not self._purge_is_due:
            self.purge_delayed.emit()
        self._purge_is_due = about.purge_is_due
        if about.retention_ended and not self._retention_ended:
            self.retention_ended.emit()
        self._retention_ended = about.retention_ended
        self._pending -= 1
        if isinstance(result, BaseException):
            on_failed(result)
        elif on_done is not None:
            on_done(result)
        self.steps_changed.emit()
        if not self._pending:
            self.saved.emit()

    def _save(self, workspace: Workspace, label: str) -> None:
        time.sleep(_BREATH)
        if self._file is None:
            from advocacy.workspace.file import WorkspaceFile

            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = WorkspaceFile.create(self.unnamed_path(), who=self.who)
            self._watch.began()
        elif _imports(self._file.workspace, workspace):
            self._watch.before_import(self._file)
        self._unsaved = workspace
        self._file.save(workspace, label)
        self._unsaved = None
        self._watch.changed(self._file)

    def _stepped(self, way: int) -> Workspace | None:
        if self._file is None:
            return None
        workspace = self._file.undo() if way < 0 else self._file.redo()
        self._unsaved = None  # the window shows what the file holds
        self._watch.changed(self._file)
        return workspace

    def _close_file(self) -> None:
        if self._file is not None:
            self._keep_unsaved(self._file)
            self._file.close()
            self._file = None

    def _keep_unsaved(self, file: WorkspaceFile) -> None:
        """Save once more what could not be saved; else keep it in the program's own folder."""
        workspace, self._unsaved = self._unsaved, None
        if workspace is None:
            return
        try:
            file.save(workspace, say("Changes not saved before"))
        except AdvocacyError:
            with contextlib.suppress(AdvocacyError, OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                file.saved_as(self.unnamed_path(), workspace).close()


def _empty() -> Workspace:
    """A workspace with nothing in it. Its brief begins in the language of the window."""
    return Workspace(brief=BriefPlan(language=language()))


def _imports(before: Workspace, after: Workspace) -> bool:
    """Whether files come in beside what is there already."""
    known = {source.sha256 for source in before.sources}
    return bool(known) and any(source.sha256 not in known for source in after.sources)


def _remove(unnamed: Path) -> None:
    """Work without a name has got one: the file in the program's own folder goes with its backups."""
    from advocacy.workspace.backups import backups_of, folder_of

    for one in (unnamed, *backups_of(unnamed)):
        one.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder_of(unnamed).rmdir()


def own_folder() -> Path:
    """Where the program keeps what the user has not given a place."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
