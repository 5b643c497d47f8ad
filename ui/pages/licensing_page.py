"""Licensing: key figures and linked charts; a click on a mark filters everything."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding
from advocacy.progress import Progress
from advocacy.workspace import Filter, Workspace
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_view import ChartView, page_content

_KEY_FIGURES = (
    "licensing.time_to_decision",
    "licensing.within_limit",
    "licensing.total_cost",
    "licensing.months_of_income",
    "licensing.informal_payment_asked",
    "licensing.visits",
    "licensing.outcomes",
)
_MOST_FIGURES = 6  # that fit beside each other; the last are for files that lack some of the others
CHARTS = (
    "licensing.time_to_decision",
    "licensing.law_record_lived",
    "licensing.hurdles",
    "licensing.within_limit.by.authority",
    "licensing.time_to_decision.by.region",
    "licensing.time_to_decision.by.gender",
    "licensing.outcomes",
    "licensing.cost_parts",
    "licensing.flow",
    "licensing.time_to_decision.by.authority",
    "licensing.time_to_decision.by.association",
    "licensing.outcome_probabilities",
    "licensing.step_times",
)
_SHOWN = frozenset((*_KEY_FIGURES, *CHARTS))


@dataclass(frozen=True)
class _Result:
    """What the page shows, computed outside the window's thread."""

    findings: tuple[Finding, ...]
    content: str
    figures: tuple[tuple[str, str, str], ...]  # value, name, base


class LicensingPage(QWidget):
    """Shows what the licensing cases say, the filters of the workspace applied."""

    import_wanted = Signal()
    shown = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._look = session, tasks, look
        self._stale = True
        self.findings: tuple[Finding, ...] = ()
        self._figures: list[tuple[QLabel, QLabel, QLabel]] = []
        self.charts = ChartView()
        self.charts.mark_clicked.connect(self._clicked)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._working())
        self._stack.addWidget(self._filled())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        session.workspace_changed.connect(self._changed)

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self._look = look
        self._changed(self._session.workspace)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._changed(self._session.workspace)

    def _changed(self, workspace: Workspace) -> None:
        if workspace.table("licensing_case") is None:
            self._stack.setCurrentIndex(0)
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
        self.charts.show_busy()
        self._tasks.run(
            self.tr("Computing the charts"),
            _compute,
            workspace,
            self._look,
            on_done=self._show,
            key="licensing",
        )

    def _show(self, result: _Result) -> None:
        self.findings = result.findings
        for place, (value, name, base) in enumerate(self._figures):
            known = place < len(result.figures)
            for label, text in zip(
                (value, name, base), result.figures[place] if known else ("", "", ""), strict=True
            ):
                label.setText(text)
            value.parentWidget().setVisible(known)
        self._stack.setCurrentIndex(2)
        self.charts.show_content(result.content, result.findings)
        self.shown.emit()

    def _clicked(self, code: str, group: str) -> None:
        """Filter on the group that was clicked; clicked again, the filter goes."""
        finding = next((one for one in self.findings if one.code == code), None)
        if finding is None or not finding.dimension:
            return
        label = next((one.label for one in finding.estimates if one.group == group), group)
        field = finding.dimension

        def toggle(workspace: Workspace) -> Workspace:
            chosen = next((f.values for f in workspace.filters if f.field == field), ())
            values = tuple(v for v in chosen if v != group) if group in chosen else (*chosen, group)
            return workspace.with_filter(Filter(field, values))

        self._session.apply(self.tr("Filter: %1").replace("%1", label), toggle)

    def _empty(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = QLabel(self.tr("No licensing cases yet"))
        heading.setObjectName("title")
        words = QLabel(self.tr("Import a sheet with one application per row: its number, dates and status."))
        words.setObjectName("muted")
        button = QPushButton(self.tr("Import files…"))
        button.setObjectName("primary")
        button.clicked.connect(self.import_wanted)
        for part in (heading, words, button):
            box.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _working(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        words = QLabel(self.tr("Computing …"))
        words.setObjectName("muted")
        box.addWidget(words, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _filled(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 0)
        row.setSpacing(8)
        for _ in range(_MOST_FIGURES):
            card = QFrame()
            card.setObjectName("card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(12, 10, 8, 10)
            inside.setSpacing(2)
            labels = (QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True))
            for label, name in zip(labels, ("figure", "", "source"), strict=True):
                label.setObjectName(name)
                label.setTextFormat(Qt.TextFormat.PlainText)
                inside.addWidget(label)
            row.addWidget(card, 1)
            self._figures.append(labels)
        box.addLayout(row)
        box.addWidget(self.charts, 1)
        return page


def _compute(workspace: Workspace, look: str, progress: Progress) -> _Result:
    from advocacy.analysis.findings import licensing

    found = {finding.code: finding for finding in licensing(workspace, progress, _SHOWN)}
    shown = tuple(found[code] for code in CHARTS if code in found)
    chosen = {one.field: frozenset(one.values) for one in workspace.filters}
    figures = tuple(_key_figure(found[code]) for code in _KEY_FIGURES if code in found)[:_MOST_FIGURES]
    return _Result(shown, page_content(shown, look, chosen), figures)


def _key_figure(finding: Finding) -> tuple[str, str, str]:
    from advocacy.analysis import numbers
    from advocacy.wording import say

    one = finding.overall or next((e for e in finding.estimates if e.group == "pending"), None)
    if one is None:
        return numbers.MISSING, finding.name, finding.base
    name = say("Still pending") if one.group == "pending" else finding.name
    below = say(
        "95% interval {interval} · n = {n}",
        interval=numbers.interval(one, finding),
        n=numbers.whole(one, one.n),
    )
    return numbers.estimate(one, finding), name, below
