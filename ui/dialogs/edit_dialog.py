"""Another value for a cell, or for one column of many rows, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from advocacy.errors import AdvocacyError
from ui.dialogs.framed import framed
from ui.models.cell_text import yes_no
from ui.models.shown_column import Kind, ShownColumn
from ui.whole_numbers import whole

_WIDTH = 460


class EditDialog(QDialog):
    """Stays open while a value is refused, and says why.

    Signals:
        decided: args: what is typed, the reason
    """

    decided = Signal(str, str)

    def __init__(self, column: ShownColumn, now: str, rows: int, parent: QWidget | None = None) -> None:
        """now: the value as it is typed, "" where the rows differ or have none."""
        super().__init__(parent)
        title = self.tr("Change “%1”") if rows == 1 else self.tr("Change “%1” in %2 rows")
        self.setWindowTitle(title.replace("%2", whole(rows)).replace("%1", column.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.choice = self._choice(column, now)
        self.line = QLineEdit(now)
        self.line.setPlaceholderText(self._hint(column))
        self.line.selectAll()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("for example: letter of the office seen"))
        self._fault = QLabel(wordWrap=True)
        self._fault.setObjectName("fault")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        value = self.choice or self.line
        form = QFormLayout()
        name = column.heading
        label = QLabel(name, wordWrap=True)
        label.setBuddy(value)
        value.setAccessibleName(name)
        self.reason.setAccessibleName(self.tr("Reason"))
        form.addRow(label, value)
        form.addRow(self.tr("Reason"), self.reason)
        words = QLabel(
            self.tr("The cell of the file stays as it is. The change is recorded and can be undone."),
            wordWrap=True,
        )
        words.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = buttons.addButton(self.tr("Change"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setObjectName("primary")
        self._save.setDefault(True)
        self._save.clicked.connect(self._decide)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addLayout(form)
        for part in (self._fault, words, buttons):
            box.addWidget(part)
        value.setFocus()

    def show_fault(self, error: BaseException) -> None:
        """Say why the value is refused; another can be typed."""
        words = f"{error.message} {error.hint}" if isinstance(error, AdvocacyError) else str(error)
        self._fault.setText(words.strip())
        self._fault.show()
        self.adjustSize()
        self._save.setEnabled(True)

    @property
    def fault(self) -> str:
        return self._fault.text()

    def _choice(self, column: ShownColumn, now: str) -> QComboBox | None:
        offered = dict(column.labels) if column.kind is Kind.CODE else {}
        if column.kind in (Kind.YES_NO, Kind.TICK):
            offered = {"yes": yes_no(True), "no": yes_no(False)}
            now = {"1": "yes", "0": "no"}.get(now, now)
        if not offered:
            return None
        box = QComboBox()
        box.addItem(self.tr("(no value)"), "")
        for code, label in offered.items():
            box.addItem(label, code)
        if now and now not in offered:
            box.addItem(now, now)
        box.setCurrentIndex(max(0, box.findData(now)))
        return box

    def _hint(self, column: ShownColumn) -> str:
        if column.kind is Kind.DATE:
            return self.tr("2024-03-31")
        if column.kind is Kind.MANY:
            return self.tr("several, with a semicolon between them")
        return self.tr("empty: no value")

    def _decide(self) -> None:
        typed = str(self.choice.currentData()) if self.choice else self.line.text()
        self._fault.hide()
        self._save.setEnabled(False)
        self.decided.emit(typed, self.reason.text().strip())
