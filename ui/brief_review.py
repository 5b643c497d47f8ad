"""What a checker and an opponent say of the brief: found while the author pauses, beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from advocacy.progress import Progress
from ui.brief_composer import Composed
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from advocacy.brief.checks import Checking

_PAUSE = 600  # milliseconds after the last change


@dataclass(frozen=True)
class Review:
    """What was found in one brief."""

    composed: Composed
    checking: Checking


class BriefReview(QObject):
    """Looks at the newest brief.

    Signals:
        reviewed: arg: Review
    """

    reviewed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._composed: Composed | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._start)

    def look_at(self, composed: Composed) -> None:
        """Look at this brief, once its author pauses."""
        self._composed = composed
        self._pause.start()

    def _start(self) -> None:
        if self._composed is not None:
            self._tasks.run(
                self.tr("Checking the brief"),
                _review,
                self._composed,
                on_done=self.reviewed.emit,
                key="review of the brief",
            )


def _review(composed: Composed, progress: Progress) -> Review:
    from advocacy.brief.checks import checking

    progress(0.1)
    return Review(composed, checking(composed.workspace, composed.brief, composed.findings, date.today()))
