"""How were the people of the survey chosen? Five plain questions, weights, and what may then be said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from advocacy.workspace import SamplePlan
from ui.dialogs.framed import Scrolled, framed
from ui.widgets.number_box import NumberBox

_ANSWERS: tuple[bool | None, ...] = (None, True, False)
_MOST_MEMBERS = 10_000_000
_WIDTH, _HEIGHT = 600, 640


class SampleDialog(QDialog):
    """Asks five questions; the columns of the survey that hold weights and groups can be named.

    register_fields: what the member register knows the sizes of; for each, a question can be named by which
    the answers are weighted to the register.
    """

    decided = Signal(object)  # SamplePlan

    def __init__(
        self,
        plan: SamplePlan,
        columns: Sequence[str],
        answered: int,
        parent: QWidget | None = None,
        register_fields: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How were the people of the survey chosen?"))
        self.setMinimumWidth(_WIDTH)
        self._answered = answered
        self._plan = plan
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._everybody = self._question(form, self.tr("Was every member asked?"), plan.everybody)
        self._by_chance = self._question(form, self.tr("Did a draw decide who was asked?"), plan.by_chance)
        self._groups = self._question(
            form,
            self.tr("Were whole cooperatives or places chosen first, then people in them?"),
            plan.whole_groups,
        )
        self._themselves = self._question(
            form,
            self.tr("Could people decide themselves to take part, by a link, a call or a meeting?"),
            plan.themselves,
        )
        self._members = NumberBox(maximum=_MOST_MEMBERS, singleStep=10, groupSeparatorShown=True)
        self._members.setSpecialValueText(self.tr("Not known"))
        self._members.setValue(plan.members or 0)
        self._members.valueChanged.connect(self._show_claim)
        form.addRow(self._label(self.tr("How many members is it to speak for?")), self._members)
        self._weight = self._column(
            form, self.tr("Column with the weight of each person"), columns, plan.weight
        )
        self._stratum = self._column(
            form, self.tr("Column with the part of the membership drawn from"), columns, plan.stratum
        )
        self._group = self._column(
            form, self.tr("Column with the cooperative or place chosen as a whole"), columns, plan.group
        )
        self._margins: dict[str, QComboBox] = {}
        if register_fields:
            heading = QLabel(self.tr("Weight to the member register"))
            heading.setObjectName("heading")
            form.addRow(heading)
        for field in register_fields:
            chosen = next((column for column, name in plan.margins if name == field), "")
            self._margins[field] = self._column(form, self._asks_for(field), columns, chosen)
            self._margins[field].currentIndexChanged.connect(self._show_claim)
        area = Scrolled(inner)
        self._claim = QLabel(wordWrap=True)
        self._claim.setObjectName("muted")
        self._claim.setMinimumHeight(64)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton(self.tr("Keep the answers"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(area, 1)
        box.addWidget(self._claim)
        box.addWidget(buttons)
        room = inner.sizeHint().height() + self._claim.minimumHeight() + buttons.sizeHint().height() + 48
        self.resize(_WIDTH, min(_HEIGHT, room))
        self._show_claim()

    def plan(self) -> SamplePlan:
        """Return what is answered at the moment."""
        return SamplePlan(
            everybody=_ANSWERS[self._everybody.currentIndex()],
            by_chance=_ANSWERS[self._by_chance.currentIndex()],
            whole_groups=_ANSWERS[self._groups.currentIndex()],
            themselves=_ANSWERS[self._themselves.currentIndex()],
            members=self._members.value() or None,
            weight=self._weight.currentData(),
            stratum=self._stratum.currentData(),
            group=self._group.currentData(),
            margins=self._chosen_margins(),
        )

    def _chosen_margins(self) -> tuple[tuple[str, str], ...]:
        """What is chosen here, and what was chosen for a field the register does not know at the moment."""
        kept = tuple((column, field) for column, field in self._plan.margins if field not in self._margins)
        chosen = ((combo.currentData(), field) for field, combo in self._margins.items())
        return (*kept, *((column, field) for column, field in chosen if column))

    def _asks_for(self, field: str) -> str:
        return {
            "gender": self.tr("Question for women and men"),
            "age": self.tr("Question for age"),
            "region": self.tr("Question for the region"),
            "cooperative": self.tr("Question for the cooperative"),
        }[field]

    def _question(self, form: QFormLayout, text: str, answer: bool | None) -> QComboBox:
        combo = QComboBox()
        combo.addItems([self.tr("Not known"), self.tr("Yes"), self.tr("No")])
        combo.setCurrentIndex(_ANSWERS.index(answer))
        combo.setAccessibleName(text)
        combo.currentIndexChanged.connect(self._show_claim)
        form.addRow(self._label(text), combo)
        return combo

    def _column(self, form: QFormLayout, text: str, columns: Sequence[str], chosen: str) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        combo.addItem(self.tr("None"), "")
        for column in columns:
            combo.addItem(column, column)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.setAccessibleName(text)
        form.addRow(self._label(text), combo)
        return combo

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        label.setMinimumWidth(300)
        return label

    def _show_claim(self) -> None:
        from advocacy.analysis.survey.sampling import claim

        allowed = claim(self.plan(), self._answered)
        whom = self.tr("“of the members”") if allowed.of_members else self.tr("“of those who answered”")
        margin = (
            self.tr("with a margin of error")
            if allowed.has_interval
            else self.tr("without a margin of error")
        )
        self._claim.setText(
            self.tr("The brief will say shares %1, %2. %3")
            .replace("%1", whom)
            .replace("%2", margin)
            .replace("%3", allowed.caveat)
            + self._about_weights()
        )

    def _about_weights(self) -> str:
        from advocacy.analysis.survey.register_weights import can_be_weighted

        plan = self.plan()
        if not plan.margins or can_be_weighted(plan):
            return ""
        return " " + self.tr(
            "Weights to the register are not used: they need a draw, or that every member was asked."
        )

    def _accept(self) -> None:
        self.accept()
        self.decided.emit(self.plan())
