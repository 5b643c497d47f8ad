"""Survey: the questions, how they were answered, compared by another one, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from advocacy.analysis.finding import Finding
from advocacy.progress import Progress
from advocacy.workspace import Workspace
from ui.sample_flow import SampleFlow
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.chart_view import PageContent, card_json, page_content
from ui.widgets.compare_box import CompareBox
from ui.widgets.computed_page import ComputedPage, Deliver
from ui.widgets.empty_state import EmptyState
from ui.widgets.entry_list import Entry, EntryList
from ui.widgets.paper_head import PaperHead

if TYPE_CHECKING:
    from advocacy.analysis.survey.state import SurveyState

_ALL = ""  # key of the entry that shows every question
_NARROW = 960  # pixels of the page below which the button stands under the words
_WIDTHS = (272, 922)  # two charts stand side by side on a small screen


@dataclass(frozen=True)
class _Question:
    name: str
    label: str
    how: str
    is_single: bool


@dataclass(frozen=True)
class _Survey:
    """One survey. findings: by name of the question what is shown of it."""

    name: str
    state: SurveyState
    questions: tuple[_Question, ...]
    findings: dict[str, tuple[Finding, ...]]


Box = TypeVar("Box", bound=QComboBox)


class SurveyPage(ComputedPage):
    """The questions on the left; on the right what may be said, and the charts of what is chosen.

    Signals:
        survey_chosen: Another survey is shown. arg: the name of its table
    """

    survey_chosen = Signal(str)

    def __init__(self, session: Session, tasks: TaskRunner, look: str, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, look, parent)
        self._filling = False
        self._surveys: tuple[_Survey, ...] = ()
        self._current = ""
        self.sample = SampleFlow(session, self)
        self.questions = EntryList(self.tr("Search questions"), look)
        self.questions.chosen.connect(self._draw)
        empty = EmptyState(
            self.tr("No survey yet"),
            self.tr(
                "Import the answers of a survey, one person in a row: an export of KoboToolbox, ODK, "
                "Google Forms, LimeSurvey or SurveyMonkey, or your own sheet."
            ),
            self.tr("Import files…"),
        )
        self._lay_out(empty, self._filled())

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self.questions.set_look(look)
        super().set_look(look)

    def paper_head(self, title: str) -> PaperHead:
        """Return what stands above the charts on paper: also which survey, and what may be said of it."""
        head, one = super().paper_head(title), self._survey
        said = (one.state.title, one.state.claim, self._people.text()) if one else ()
        return replace(head, lines=(*said, *head.lines))

    def _has_content(self, workspace: Workspace) -> bool:
        return any(table.questionnaire and "." not in table.name for table in workspace.tables)

    def _start(self, workspace: Workspace) -> None:
        self._tasks.run(
            self.tr("Counting the answers"),
            _compute,
            workspace,
            self._look,
            self.charts.in_sight,
            on_part=self._show_card,
            on_done=self._show,
            key="survey",
        )

    def _show(self, surveys: tuple[_Survey, ...]) -> None:
        self._surveys = surveys
        self._filling = True
        self._choice.clear()
        for one in surveys:
            self._choice.addItem(one.state.title, one.name)
        self._choice.setCurrentIndex(max(0, self._choice.findData(self._current)))
        self._choice.setVisible(len(surveys) > 1)
        self._filling = False
        self._show_survey()
        self._show_filled()

    def _show_survey(self) -> None:
        """Show the survey that is chosen: its words, its questions, its charts."""
        one = self._survey
        if self._filling or one is None:
            return
        self._current = one.name
        self.survey_chosen.emit(one.name)
        self._claim.setText(one.state.claim)
        self._people.setText(f"{one.state.people}. {one.state.weights}")
        self._left_out.setText(one.state.left_out)
        self._left_out.setVisible(bool(one.state.left_out))
        counted = [question for question in one.questions if question.name in one.findings]
        entries = [Entry(_ALL, self.tr("All questions (%1)").replace("%1", str(len(counted))))]
        entries += [Entry(question.name, question.label, (question.how,)) for question in counted]
        entries += [
            Entry(
                question.name,
                question.label,
                (self.tr("Names, numbers or too few: not counted"),),
                enabled=False,
            )
            for question in one.questions
            if question.name not in one.findings
        ]
        self.questions.show_entries(entries)
        single = {q.name: q.label for q in one.questions if q.is_single and q.name in one.findings}
        self._compare_by.offer(single)
        self._draw()

    @property
    def _survey(self) -> _Survey | None:
        place = self._choice.currentIndex()
        return self._surveys[place] if 0 <= place < len(self._surveys) else None

    def _draw(self, _: str = "") -> None:
        """Draw the charts of the question that is chosen, of all where none is."""
        one, name = self._survey, self.questions.current
        if one is None:
            return
        found = one.findings.get(name) or tuple(f for each in one.findings.values() for f in each)
        self._tasks.run(
            "",
            _content,
            found,
            self._look,
            self._session.workspace,
            on_done=self._show_charts,
            key="survey-charts",
        )

    def _show_charts(self, drawn: tuple[tuple[Finding, ...], str]) -> None:
        self.findings, content = drawn
        self._nothing.setVisible(not self.findings)
        self.charts.setVisible(bool(self.findings))
        self.charts.show_content(content, self.findings)
        self.shown.emit()

    def _ask(self) -> None:
        one = self._survey
        self.sample.ask(self._session.workspace.table(one.name) if one else None)

    def _filled(self) -> QWidget:
        beside = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        beside.addWidget(self._left_side())
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._words())
        self._nothing = QLabel(
            self.tr("No question of this survey can be counted yet."), alignment=Qt.AlignmentFlag.AlignCenter
        )
        self._nothing.setObjectName("muted")
        self._nothing.hide()
        inside.addWidget(self._nothing, 1)
        inside.addWidget(self.charts, 1)
        beside.addWidget(right)
        beside.setStretchFactor(1, 1)
        beside.setSizes(list(_WIDTHS))
        return beside

    def _left_side(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(240)
        box = QVBoxLayout(left)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        self._choice = self._named(QComboBox(), self.tr("Survey"))
        self._choice.currentIndexChanged.connect(self._show_survey)
        self._compare_by = self._named(CompareBox(self._session), self.tr("Compare by"))
        by = QLabel(self.tr("Compare by"))
        by.setObjectName("muted")
        for part in (self._choice, self.questions, by, self._compare_by):
            box.addWidget(part)
        box.setStretch(1, 1)
        return left

    def _named(self, combo: Box, name: str) -> Box:
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        return combo

    def _words(self) -> QWidget:
        """What may be said of this survey, and the button that asks how people were chosen."""
        around = QWidget()
        card = QFrame()
        card.setObjectName("card")
        outer = QVBoxLayout(around)
        outer.setContentsMargins(16, 16, 16, 0)
        outer.addWidget(card)
        row = self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight, card)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        self._claim, self._people, self._left_out = (
            QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(3)
        )
        for label, name in ((self._claim, ""), (self._people, "source"), (self._left_out, "source")):
            label.setObjectName(name)
            lines.addWidget(label)
        ask = QPushButton(self.tr("How were people chosen?…"))
        ask.setToolTip(self.tr("Decides what every output may claim from the survey"))
        ask.clicked.connect(self._ask)
        row.addLayout(lines, 1)
        row.addWidget(ask, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return around

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the button stand below the words where there is little room beside them."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_narrow = self.width() < _NARROW
        self._said.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)


def _compute(
    workspace: Workspace, look: str, in_sight: Sequence[str], deliver: Deliver, progress: Progress
) -> tuple[_Survey, ...]:
    """Count what is in sight first and deliver it at once: the code of the finding and its card."""
    from advocacy.analysis.findings import survey
    from advocacy.analysis.survey.questions import surveys
    from advocacy.analysis.survey.state import how_asked, survey_state
    from advocacy.importing.questionnaire import QuestionKind

    found = []
    for one in survey(workspace, progress, first=in_sight):
        found.append(one)
        if one.code in in_sight:
            deliver((one.code, card_json(one, look, workspace.filters)))
    every = []
    for table in surveys(workspace):
        assert table.questionnaire is not None
        findings = {
            question.name: mine
            for question in table.questionnaire.questions
            if (mine := _of_question(found, table.name, question.name))
        }
        asked = tuple(
            _Question(
                question.name, question.label, how_asked(question), question.kind is QuestionKind.SINGLE
            )
            for question in table.questionnaire.questions
            if question.kind is not QuestionKind.OTHER
        )
        every.append(_Survey(table.name, survey_state(workspace, table), asked, findings))
    return tuple(every)


def _of_question(found: Sequence[Finding], survey: str, question: str) -> tuple[Finding, ...]:
    """How a question was answered, and its comparison."""
    asked = f"{survey}.{question}"
    return tuple(
        one
        for one in found
        if (about := one.code.split(".", 2)[2]) == asked
        or (one.code.startswith("survey.crosstab.") and about.startswith(f"{asked}.by."))
    )


def _content(
    findings: tuple[Finding, ...], look: str, workspace: Workspace
) -> tuple[tuple[Finding, ...], PageContent]:
    return findings, page_content(findings, look, workspace.filters)
