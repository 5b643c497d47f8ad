"""Where the numbers of a part come from that are not from the data: a law, a census, another report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.brief.tab_order import tab_through
from ui.widgets.brief.words import words

_LONGEST = 300  # letters
_MOST_SEEN = 3  # fields at a time
_GAP = 4


class CitedNumbers(QWidget):
    """One field per number; not there where a part has no such number.

    Signals:
        cited: args: the number as written, where it comes from
        asked_changed: There are such numbers now, or there are none any more
        live_wanted: A number of the findings is wanted in its place. arg: the number as written
    """

    cited = Signal(str, str)
    asked_changed = Signal()
    live_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QLineEdit] = {}
        self._replaceable: Collection[str] = ()
        inner = QWidget()
        inner.setObjectName("page")
        self._form = QFormLayout(inner)
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setVerticalSpacing(_GAP)
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setWidget(inner)
        self._rows.setAccessibleName(self.tr("Numbers that are not from your data"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(
            words(self.tr("Numbers that are not from your data: where do they come from?"), "source")
        )
        box.addWidget(self._rows)
        self.hide()

    def show_numbers(
        self, numbers: Sequence[tuple[str, str]], replaceable: Collection[str] = frozenset()
    ) -> None:
        """Show these numbers, each with its source ("": not said yet). What is being typed is left alone.

        replaceable: those in whose place a number of the findings can be put.
        """
        names = [number for number, _ in numbers]
        can_be_live = frozenset(replaceable) & frozenset(names)
        if (list(self._fields), self._replaceable) != (names, can_be_live):
            self._replaceable = can_be_live
            self._make(names)
        for number, whence in numbers:
            field = self._fields[number]
            if not field.hasFocus() and field.text().strip() != whence:
                field.setText(whence)
        if self.isHidden() is bool(numbers):
            self.setVisible(bool(numbers))
            self.asked_changed.emit()

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
            self._form.addRow(label, self._with_button(number, field))
            self._fields[number] = field
        heights = [field.sizeHint().height() + _GAP for field in self._fields.values()]
        for field in self._fields.values():
            field.setFixedHeight(field.sizeHint().height())
        self._rows.setFixedHeight(sum(heights[:_MOST_SEEN]))
        tab_through(self._rows, self._rows.widget())

    def _with_button(self, number: str, field: QLineEdit) -> QWidget:
        """The field, and beside it the way to a number that follows the data."""
        if number not in self._replaceable:
            return field
        spoken = self.tr("Put a number of your data in the place of %1").replace("%1", number)
        button = QToolButton(text=self.tr("Data…"))
        button.setToolTip(f"<p>{escape(spoken)}</p>")
        button.setAccessibleName(spoken)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        button.clicked.connect(partial(self.live_wanted.emit, number))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(field, 1)
        row.addWidget(button)
        return pair
