"""What is asked before the window closes while work is under way whose result would be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.tasks import TaskRunner


class LeavingFlow(QObject):
    """Asks once; when the work ends meanwhile the question goes, and the window stays as it is."""

    def __init__(
        self, tasks: TaskRunner, window: QWidget, waiting: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """waiting: sentences on what waits for other work and would be lost, where it is no task yet."""
        super().__init__(window)
        self._tasks, self._window, self._waiting = tasks, window, waiting
        self._box: QMessageBox | None = None
        self._is_sure = False
        tasks.ended.connect(lambda _: self._drop_where_done())

    @property
    def would_be_lost(self) -> tuple[str, ...]:
        """What is under way and would be lost, in sentences."""
        lost = (*(task.lost for task in self._tasks.running), *self._waiting())
        return tuple(dict.fromkeys(filter(None, lost)))

    def may_leave(self) -> bool:
        """Whether the window may close now; where it may not, the user is asked and can have it closed."""
        if self._is_sure or not self.would_be_lost:
            return True
        if self._box is None:
            self._ask()
        return False

    def be_sure(self) -> None:
        """Ask no more: the program has stopped all work."""
        self._is_sure = True

    def _ask(self) -> None:
        box = self._box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Close Groundswell"))
        box.setText("\n".join(self.would_be_lost))
        box.setInformativeText(self.tr("Stop it and close all the same? What is saved already stays."))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        stop.setObjectName("danger")
        box.setDefaultButton(box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole))
        stop.clicked.connect(self._leave)
        box.finished.connect(self._answered)
        box.open()

    def _answered(self) -> None:
        self._box = None

    def _leave(self) -> None:
        self.be_sure()
        self._window.close()

    def _drop_where_done(self) -> None:
        if self._box is not None and not self.would_be_lost:
            self._box.reject()
