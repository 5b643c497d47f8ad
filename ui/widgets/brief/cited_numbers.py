"""Where the numbers of a part come from that are not from the data: a law, a census, another report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.brief.words import words

_LONGEST = 300  # letters
_MOST_SEEN = 3  # fields at a time
_GAP = 4


class CitedNumbers(QWidget):
    """One field per number; not there where a part has no such number.

    Signals:
        cited: args: the number as written, where it comes from
    """

    cited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QLineEdit] = {}
        inner = QWidget()
        inner.setObjectName("page")
        self._form = QFormLayout(inner)
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setVerticalSpacing(_GAP)
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(
            words(self.tr("Numbers that are not from your data: where do they come from?"), "source")
        )
        box.addWidget(self._rows)
        self.hide()

    def show_numbers(self, numbers: Sequence[tuple[str, str]]) -> None:
        """Show these numbers, each with its source ("": not said yet). What is being typed is left alone."""
        if list(self._fields) != [number for number, _ in numbers]:
            self._make([number for number, _ in numbers])
        for number, whence in numbers:
            field = self._fields[number]
            if not field.hasFocus() and field.text().strip() != whence:
                field.setText(whence)
        self.setVisible(bool(numbers))

    def ask(self) -> bool:
        """Give the keyboard to the first field that is empty; False where there is none."""
        field = next((one for one in self._fields.values() if not one.text().strip()), None)
        if field is not None:
            field.setFocus()
        return field is not None

    def _make(self, numbers: Sequence[str]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._fields = {}
        for number in numbers:
            field = QLineEdit()
            field.setMaxLength(_LONGEST)
            field.setPlaceholderText(self.tr("Author, title, year, page"))
            field.setAccessibleName(self.tr("Where %1 comes from").replace("%1", number))
            field.textEdited.connect(lambda text, one=number: self.cited.emit(one, text.strip()))
            label = QLabel(number)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            self._form.addRow(label, field)
            self._fields[number] = field
        heights = [field.sizeHint().height() + _GAP for field in self._fields.values()]
        for field in self._fields.values():
            field.setFixedHeight(field.sizeHint().height())
        self._rows.setFixedHeight(sum(heights[:_MOST_SEEN]))
