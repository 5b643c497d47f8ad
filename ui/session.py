"""The workspace the window works on, and the file that keeps it: every change goes through apply."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal

from advocacy.errors import AdvocacyError
from advocacy.workspace import Workspace

if TYPE_CHECKING:
    from advocacy.workspace.file import WorkspaceFile

_BREATH = 0.1  # seconds in which the window draws what changed before saving takes the processor
Change = Callable[[Workspace], Workspace]


class Session(QObject):
    """Holds the current workspace. Saves each change at once, in one thread of its own, in order.

    A workspace without a name is kept in the program's own folder, so that a crash loses nothing.
    """

    workspace_changed = Signal(object)
    path_changed = Signal()
    saving = Signal()
    saved = Signal()
    steps_changed = Signal()
    failed = Signal(object)
    _delivered = Signal(object, object)  # callback, result

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or _own_folder()
        self._workspace = Workspace()
        self._file: WorkspaceFile | None = None  # touched by the worker only
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="workspace")
        self._pending = 0
        self._named = False
        self._is_closed = False
        self.path: Path | None = None
        self.undo_text = ""
        self.redo_text = ""
        self._delivered.connect(self._deliver)

    @property
    def workspace(self) -> Workspace:
        return self._workspace

    @property
    def is_named(self) -> bool:
        """Whether the user has given the workspace a name."""
        return self._named

    @property
    def is_saving(self) -> bool:
        return self._pending > 0

    def apply(self, label: str, change: Change) -> None:
        """Replace the workspace by a changed one; label says in words what was done and can be undone."""
        changed = change(self._workspace)
        if changed is self._workspace:
            return
        self._show(changed)
        self._queue(lambda: self._save(changed, label), None)

    def undo(self) -> None:
        """Take the last change back."""
        self._queue(lambda: self._file.undo() if self._file else None, self._show_kept)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._queue(lambda: self._file.redo() if self._file else None, self._show_kept)

    def new(self) -> None:
        """Begin an empty workspace without a name."""
        self._queue(self._close_file, None)
        self.path, self._named = None, False
        self.path_changed.emit()
        self._show(Workspace())

    def open_file(self, path: Path) -> None:
        """Open a workspace file; the one that was open is closed. An error leaves everything as it was."""

        def work() -> Workspace:
            from advocacy.workspace.file import WorkspaceFile

            opened = WorkspaceFile.open(path)
            self._close_file()
            self._file = opened
            return opened.workspace

        def done(workspace: Workspace | None) -> None:
            self.path, self._named = path, path.parent != self._folder
            self.path_changed.emit()
            self._show_kept(workspace)

        self._queue(work, done)

    def save_as(self, path: Path) -> None:
        """Keep the workspace, its steps included, under a name."""
        workspace = self._workspace

        def work() -> None:
            from advocacy.workspace.file import WorkspaceFile

            if self._file is None:
                self._save(workspace, "")
            assert self._file is not None
            self._file.copy_to(path)
            opened = WorkspaceFile.open(path)
            unnamed = self._file.path if self._file.path.parent == self._folder else None
            self._close_file()
            if unnamed is not None:
                unnamed.unlink(missing_ok=True)
            self._file = opened

        def done(_: Any) -> None:
            self.path, self._named = path, True
            self.path_changed.emit()

        self._queue(work, done)

    def unsaved_files(self) -> list[Path]:
        """Workspaces without a name that an earlier start left, newest first."""
        current = self._file.path if self._file else None
        found = [path for path in self._folder.glob("unnamed-*.groundswell") if path != current]
        return sorted(found, reverse=True)

    def close(self) -> None:
        """Wait until everything is saved and let go of the file."""
        self._worker.submit(self._close_file)
        self._worker.shutdown(wait=True)
        self._is_closed = True

    def _show_kept(self, workspace: Workspace | None) -> None:
        if workspace is not None:
            self._show(workspace)

    def _show(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.workspace_changed.emit(workspace)

    def _queue(self, work: Callable[[], Any], on_done: Callable[[Any], None] | None) -> None:
        self._pending += 1
        self.saving.emit()

        def run() -> None:
            try:
                result: Any = work()
            except BaseException as error:
                result = error
            texts = ("", "")
            if self._file is not None:
                try:
                    texts = (self._file.undo_text, self._file.redo_text)
                except AdvocacyError as error:
                    result = error
            self._delivered.emit(on_done, (result, texts))

        self._worker.submit(run)

    def _deliver(self, on_done: Callable[[Any], None] | None, outcome: tuple[Any, tuple[str, str]]) -> None:
        if self._is_closed:  # the window that would hear of it may be gone
            return
        result, (self.undo_text, self.redo_text) = outcome
        self._pending -= 1
        if isinstance(result, BaseException):
            self.failed.emit(result)
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
            stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
            self._file = WorkspaceFile.create(self._folder / f"unnamed-{stamp}.groundswell")
        self._file.save(workspace, label)

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _own_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
