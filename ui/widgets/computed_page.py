"""What the pages of charts share: nothing yet, working, filled; computed when it is seen, not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding
from advocacy.workspace import Workspace
from ui.clicked_mark import filter_of_mark
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_view import ChartView, PageContent, page_content
from ui.widgets.empty_state import EmptyState, WorkingState
from ui.widgets.paper_head import PaperHead

Deliver = Callable[[tuple[str, str]], None]  # what is in sight, as soon as it is there: see _show_card
_NOTHING, _WORKING, _FILLED = 0, 1, 2


class ComputedPage(QWidget):
    """A page whose content follows the workspace. A page of its kind says what it needs and computes."""

    import_wanted = Signal()
    shown = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._look = session, tasks, look
        self._stale = True
        self.findings: tuple[Finding, ...] = ()
        self.charts = ChartView()
        self.charts.mark_clicked.connect(self._clicked)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _lay_out(self, empty: EmptyState, filled: QWidget) -> None:
        """Take the two states that are the page's own, and follow the workspace from now on."""
        empty.wanted.connect(self.import_wanted)
        for part in (empty, WorkingState(), filled):
            self._stack.addWidget(part)
        self._session.workspace_changed.connect(self._changed)
        self._changed(self._session.workspace)

    def _has_content(self, workspace: Workspace) -> bool:
        """Whether the workspace holds what the page shows."""
        raise NotImplementedError

    def _start(self, workspace: Workspace) -> None:
        """Compute what the page shows, beside the window's thread."""
        raise NotImplementedError

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self._look = look
        self._changed(self._session.workspace)

    def paper_head(self, title: str) -> PaperHead:
        """Return what stands above the charts on paper: the filters in words, the key figures."""
        filters = dict.fromkeys(words for one in self.findings for words in one.filters)
        return PaperHead(title, tuple(filters), self.charts.figures)

    def paper_content(self) -> Callable[[], PageContent]:
        """Return what makes the charts for paper, whatever the look of the window; it may run in a thread."""
        return partial(_in_light, self.charts.findings, self._session.workspace)

    def close_page(self) -> None:
        """Let the web view go before the application ends."""
        self.charts.close_page()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._changed(self._session.workspace)

    def _changed(self, workspace: Workspace) -> None:
        if not self._has_content(workspace):
            self._stack.setCurrentIndex(_NOTHING)
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if self._stack.currentIndex() == _NOTHING:
            self._stack.setCurrentIndex(_WORKING)
        self.charts.show_busy()
        self._start(workspace)

    def _show_card(self, part: tuple[str, str]) -> None:
        """Show what is in sight while the rest is computed: the code of a finding and its card."""
        self.charts.show_card(*part)

    def _show_filled(self) -> None:
        self._stack.setCurrentIndex(_FILLED)

    def _clicked(self, code: str, group: str) -> None:
        """Filter on the group that was clicked; clicked again, the filter goes."""
        found = filter_of_mark(self.findings, code, group)
        if found is not None:
            label, change = found
            self._session.apply(self.tr("Filter: %1").replace("%1", label), change)


def _in_light(findings: Sequence[Finding], workspace: Workspace) -> PageContent:
    from advocacy.charts.map_of import where

    return page_content(
        findings, "light", workspace.filters, {one.code: where(workspace, one) for one in findings}
    )
