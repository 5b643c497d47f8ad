"""An evidence package that came from somebody, looked through beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from advocacy.errors import AdvocacyError
from advocacy.progress import Progress
from ui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from advocacy.exporting.package.verifying import Verdict
    from ui.dialogs.package_dialog import PackageDialog

_KEY = "package"


class PackageFlow(QObject):
    """Asks for the file, has it read in a process of its own, and shows the verdict in one dialog."""

    def __init__(self, tasks: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._dialog: PackageDialog | None = None
        self._task: Task | None = None
        tasks.progressed.connect(self._tell_share)

    def begin(self) -> None:
        """Show what a package is, and let the user choose one."""
        self._opened()

    def check(self, path: Path) -> None:
        """Look through this file and show what was found."""
        self._opened().show_work(path)
        self._task = self._tasks.run(
            self.tr("Checking “%1”").replace("%1", path.name),
            _verify,
            path,
            on_done=self._found,
            on_failed=self._failed,
            key=_KEY,
        )

    def _opened(self) -> PackageDialog:
        from ui.dialogs.package_dialog import PackageDialog

        if self._dialog is None:
            self._dialog = PackageDialog(self._window)
            self._dialog.choice_wanted.connect(self._ask)
            self._dialog.file_given.connect(self.check)
            self._dialog.finished.connect(self._let_go)
            self._dialog.open()
        return self._dialog

    def _ask(self) -> None:
        title = self.tr("Choose an evidence package")
        name, _ = QFileDialog.getOpenFileName(
            self._dialog, title, "", f"{self.tr('Evidence packages')} (*.zip)"
        )
        if name:
            self.check(Path(name))

    def _tell_share(self, task: Task, share: float, _: str) -> None:
        if self._dialog is not None and task is self._task:
            self._dialog.show_share(share)

    def _found(self, verdict: Verdict) -> None:
        self._task = None
        if self._dialog is not None:
            self._dialog.show_verdict(verdict)

    def _failed(self, error: AdvocacyError) -> None:
        self._task = None
        if self._dialog is not None:
            self._dialog.show_failure(error)

    def _let_go(self) -> None:
        """Nobody waits for the answer any more."""
        if self._task is not None:
            self._task.cancel()
        self._dialog = self._task = None


def _verify(path: Path, progress: Progress) -> Verdict:
    from advocacy.exporting.package.verifying import verify

    return verify(path, progress=progress)
