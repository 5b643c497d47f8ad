"""Licensing: key figures and linked charts; a click on a mark filters everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding
from advocacy.progress import Progress
from advocacy.wording import say
from advocacy.workspace import Workspace
from ui.burden_flow import BurdenFlow
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_view import PageContent, card_json, content_of
from ui.widgets.computed_page import ComputedPage, Deliver
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_figures import KeyFigure, key_figure

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
    "licensing.hurdles",
    "licensing.law_record_lived",
    "licensing.step_times",
    "licensing.outcome_probabilities",
    "licensing.outcomes",
    "licensing.time_to_decision.by.region",
    "licensing.hurdles_by_region",
    "licensing.within_limit.by.authority",
    "licensing.pending_age.by.authority",
    "licensing.time_to_decision.by.authority",
    "licensing.time_to_decision.by.association",
    "licensing.cost_parts",
    "licensing.time_to_decision.by.gender",
    "licensing.within_limit.by.gender",
    "licensing.within_limit.by.age_group",
    "licensing.flow",
    "licensing.burden",
    "licensing.law_age",
)
_BURDEN = "licensing.burden"
_SHOWN = (*CHARTS, *_KEY_FIGURES)


@dataclass(frozen=True)
class _Result:
    """What the page shows, computed outside the window's thread."""

    findings: tuple[Finding, ...]
    content: PageContent
    figures: tuple[KeyFigure, ...]
    burden: str  # in a sentence; "" where the data and what is stated do not tell it


class LicensingPage(ComputedPage):
    """Shows what the licensing cases say, the filters of the workspace applied."""

    def __init__(self, session: Session, tasks: TaskRunner, look: str, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, look, parent)
        self.asking_about_the_burden = BurdenFlow(session, tasks, self)
        empty = EmptyState(
            self.tr("No licensing cases yet"),
            self.tr("Import a sheet with one application per row: its number, dates and status."),
            self.tr("Import files…"),
        )
        self._lay_out(empty, self._filled())

    def _has_content(self, workspace: Workspace) -> bool:
        return workspace.table("licensing_case") is not None

    def _start(self, workspace: Workspace) -> None:
        self._tasks.run(
            self.tr("Computing the charts"),
            _compute,
            workspace,
            self._look,
            self.charts.in_sight,
            on_part=self._show_card,
            on_done=self._show,
            key="licensing",
        )

    def _show(self, result: _Result) -> None:
        self.findings = result.findings
        self._burden.setText(
            result.burden
            or self.tr("The yearly burden of the procedure is not known yet: some inputs are in no sheet.")
        )
        self._show_filled()
        self.charts.show_content(result.content, result.findings, result.figures)
        self.shown.emit()

    def _filled(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 0)
        self._burden = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._burden.setObjectName("muted")
        edit = QPushButton(self.tr("Yearly burden…"))
        edit.setToolTip(self.tr("What the procedure costs all applicants in a year, and from what"))
        edit.clicked.connect(self.asking_about_the_burden.ask)
        row.addWidget(self._burden, 1)
        row.addWidget(edit)
        box.addLayout(row)
        box.addWidget(self.charts, 1)
        return page


def _compute(
    workspace: Workspace, look: str, in_sight: Sequence[str], deliver: Deliver, progress: Progress
) -> _Result:
    """Find what is in sight first and deliver it at once: the code of the finding and its card."""
    from advocacy.analysis.findings import licensing
    from advocacy.charts.map_of import where

    found, cards = {}, {}
    for one in licensing(workspace, progress, tuple(dict.fromkeys((*in_sight, *_SHOWN)))):
        found[one.code] = one
        if one.code in CHARTS:
            cards[one.code] = card_json(one, look, workspace.filters, where(workspace, one))
            if one.code in in_sight:
                deliver((one.code, cards[one.code]))
    shown = [code for code in CHARTS if code in found]
    figures = tuple(key_figure(found[code]) for code in _KEY_FIGURES if code in found)[:_MOST_FIGURES]
    burden = f"{found[_BURDEN].headline}." if _BURDEN in found else _of_a_chosen_time(workspace)
    content = content_of({code: cards[code] for code in shown}, look)
    return _Result(tuple(found[code] for code in shown), content, figures, burden)


def _of_a_chosen_time(workspace: Workspace) -> str:
    """Why there is no yearly burden where a time is filtered on; "" where that is not why."""
    from advocacy.analysis.traits import OVER_TIME

    if not any(one.field in OVER_TIME for one in workspace.filters):
        return ""
    return say(
        "The yearly burden is not told of a chosen time, unless you state how many applications there are "
        "in a year."
    )
