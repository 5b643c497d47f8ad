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
    from advocacy.analysis.protection.quotes import Quote
    from advocacy.brief.changes import Change
    from advocacy.brief.checks import Checking
    from advocacy.brief.method_items import MethodItem

_PAUSE = 600  # milliseconds after the last change


@dataclass(frozen=True)
class Review:
    """What was found in one brief: rules broken, the method note, candidates for cases, what changed."""

    composed: Composed
    checking: Checking
    items: tuple[MethodItem, ...]
    quotes: tuple[Quote, ...]
    earlier: int  # place of the brief it is set off against among those exported; -1: there is none
    changes: tuple[Change, ...]


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
        self._earlier: str = ""  # day and name of the brief to compare with; "" for the last one
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._start)

    def look_at(self, composed: Composed) -> None:
        """Look at this brief, once its author pauses."""
        self._composed = composed
        self._pause.start()

    def compare_with(self, place: int) -> None:
        """Set the brief off against another of those exported."""
        if self._composed is not None:
            one = self._composed.workspace.exported[place]
            self._earlier = f"{one.when} {one.name}"
            self._start()

    def _start(self) -> None:
        if self._composed is not None:
            self._tasks.run(
                self.tr("Checking the brief"),
                _review,
                self._composed,
                self._earlier,
                on_done=self.reviewed.emit,
                key="review of the brief",
            )


def _review(composed: Composed, earlier: str, progress: Progress) -> Review:
    from advocacy.analysis.protection.quotes import typical_quotes
    from advocacy.brief.changes import changes
    from advocacy.brief.checks import checking
    from advocacy.brief.method_items import method_items

    workspace, brief = composed.workspace, composed.brief
    found = checking(workspace, brief, composed.findings, date.today())
    progress(0.4)
    items, quotes = method_items(workspace, brief.findings), typical_quotes(workspace)
    progress(0.7)
    last = len(workspace.exported) - 1
    named = (i for i, one in enumerate(workspace.exported) if f"{one.when} {one.name}" == earlier)
    place = next(named, last)
    changed = changes(workspace, workspace.exported[place], brief) if place >= 0 else ()
    return Review(composed, found, items, quotes, place, changed)
