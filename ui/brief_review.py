"""What a checker and an opponent say of the brief: found while the author pauses, beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from advocacy.progress import Progress
from advocacy.wording import speaking
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
    """What was found in one brief. earlier: place of the brief it is compared with, -1 for none."""

    composed: Composed
    checking: Checking
    answered: frozenset[str]
    earlier: int
    changes: tuple[Change, ...]
    quotes: tuple[Quote, ...]
    items: tuple[MethodItem, ...]


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
        self._earlier: int | None = None  # None: the last one, whichever that is
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._start)

    def look_at(self, composed: Composed) -> None:
        """Look at this brief, once its author pauses."""
        self._composed = composed
        self._pause.start()

    def compare_with(self, earlier: int) -> None:
        """Tell what changed since this brief, by its place among those exported."""
        self._earlier = earlier
        self._start()

    def _start(self) -> None:
        if self._composed is None:
            return
        count = len(self._composed.workspace.exported)
        earlier = count - 1 if self._earlier is None else min(self._earlier, count - 1)
        self._tasks.run(
            self.tr("Checking the brief"),
            _review,
            self._composed,
            earlier,
            on_done=self.reviewed.emit,
            key="review of the brief",
        )


def _review(composed: Composed, earlier: int, progress: Progress) -> Review:
    from advocacy.analysis.protection.quotes import typical_quotes
    from advocacy.brief.challenges.panel import answered_in_brief
    from advocacy.brief.changes import changes
    from advocacy.brief.checks import checking
    from advocacy.brief.method_items import method_items

    workspace, brief = composed.workspace, composed.brief
    printed = {one.code for one in brief.findings}
    answered = answered_in_brief(composed.challenges, printed, workspace.brief.objections)
    progress(0.1)
    checked = checking(workspace, brief, composed.findings, date.today())
    progress(0.5)
    since = changes(workspace, workspace.exported[earlier], brief) if earlier >= 0 else ()
    progress(0.8)
    with speaking(brief.language):  # these two stand in the brief as they are shown
        quotes, items = typical_quotes(workspace), method_items(workspace, brief.findings)
    codes = frozenset(one.code for one in answered)
    return Review(composed, checked, codes, earlier, since, quotes, items)
