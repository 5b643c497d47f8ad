"""The line at the bottom: what is under way with its progress, whether all is saved, the data date."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.tasks import Task, TaskRunner

_LOW, _HIGH = 36, 44  # pixels
_WAIT = 300  # milliseconds before work is worth showing; shorter work would only flicker


class StatusLine(QWidget):
    """Shows the latest piece of work that takes long enough to be noticed."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks = tasks
        self._doing = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        self._state = QLabel()
        self._state.setObjectName("muted")
        self._date = QLabel()
        self._date.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        for part in (self._doing, self._bar, self._cancel):
            row.addWidget(part)
        row.addStretch()
        for part in (self._date, self._state):
            row.addWidget(part)
        self.set_low(False)
        self._late = QTimer(self, singleShot=True, interval=_WAIT)
        self._late.timeout.connect(self._show_work)
        tasks.started.connect(lambda _: self._late.start())
        tasks.progressed.connect(self._progress)
        tasks.ended.connect(lambda _: self._show_work())
        self._show_work()

    def set_low(self, is_low: bool) -> None:
        """Take as little room as the button needs, or some more."""
        self.setFixedHeight(_LOW if is_low else _HIGH)

    def show_state(self, text: str) -> None:
        """Say whether the work is saved."""
        self._state.setText(text)

    def show_date(self, text: str) -> None:
        """Say as of which day the data are."""
        self._date.setText(text)

    def _task(self) -> Task | None:
        running = [task for task in self._tasks.running if not task.is_cancelled]
        return running[-1] if running else None

    def _show_work(self) -> None:
        task = self._task()
        for part in (self._doing, self._bar, self._cancel):
            part.setVisible(task is not None)
        if task is not None:
            self._doing.setText(task.label)
            self._doing.setVisible(bool(task.label))

    def _progress(self, task: Task, share: float, doing: str) -> None:
        if task is self._task():
            self._bar.setValue(round(100 * share))
            if doing:
                self._doing.setText(doing[:80])
                self._doing.setVisible(self._bar.isVisible())

    def _stop(self) -> None:
        for task in self._tasks.running:
            task.cancel()
        self._show_work()
