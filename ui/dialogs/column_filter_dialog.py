"""Which rows are shown, by the values of one column?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui.dialogs.framed import framed
from ui.models.arrangement import ColumnFilter
from ui.models.cell_text import typed_day, typed_number
from ui.models.shown_column import Kind, ShownColumn
from ui.whole_numbers import whole

MOST_LISTED = 500  # different values that can be ticked
_WIDTH, _LIST_HEIGHT = 420, 300


class ColumnFilterDialog(QDialog):
    """Asks for a range of numbers or days, else for a part of the text and the values to tick.

    Signals:
        decided: arg: ColumnFilter, None to take the filter away
    """

    decided = Signal(object)

    def __init__(
        self,
        column: ShownColumn,
        now: ColumnFilter | None,
        values: Sequence[tuple[str, int]],
        missing: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Filter by “%1”").replace("%1", column.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._column, now = column, now or ColumnFilter(column.name, missing=False)
        self._box = framed(self)
        self._low, self._high, self.contains = QLineEdit(), QLineEdit(), QLineEdit(now.contains)
        self.list = QListWidget()
        self._is_range = column.kind in (Kind.NUMBER, Kind.DATE)
        if self._is_range:
            self._add_range(now)
        else:
            self._add_values(now, values)
        self._missing = QCheckBox(self.tr("Also rows without a value (%1)").replace("%1", whole(missing)))
        self._missing.setChecked(now.missing)
        self._missing.setEnabled(missing > 0)
        self._fault = QLabel(wordWrap=True)
        self._fault.setObjectName("fault")
        self._fault.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton(self.tr("Keep these rows"), QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setObjectName("primary")
        clear = buttons.addButton(self.tr("No filter"), QDialogButtonBox.ButtonRole.ResetRole)
        clear.clicked.connect(self._clear)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        for part in (self._missing, self._fault, buttons):
            self._box.addWidget(part)

    def _add_range(self, now: ColumnFilter) -> None:
        form = QFormLayout()
        hint = self.tr("2024-03-31") if self._column.kind is Kind.DATE else ""
        for label, field, value in (
            (self.tr("From"), self._low, now.low),
            (self.tr("Up to"), self._high, now.high),
        ):
            field.setText("" if value is None else _typed(value))
            field.setPlaceholderText(hint or self.tr("any"))
            field.setAccessibleName(label)
            form.addRow(label, field)
        if self._column.unit:
            self._box.addWidget(QLabel(self.tr("Unit: %1").replace("%1", self._column.unit)))
        self._box.addLayout(form)

    def _add_values(self, now: ColumnFilter, values: Sequence[tuple[str, int]]) -> None:
        self.contains.setPlaceholderText(self.tr("Contains …"))
        self.contains.setAccessibleName(self.tr("Contains"))
        self._box.addWidget(self.contains)
        if len(values) > MOST_LISTED:
            words = self.tr("%1 different values: write a part of those you want.")
            self._box.addWidget(QLabel(words.replace("%1", whole(len(values))), wordWrap=True))
            return
        self.list.setAccessibleName(self.tr("Values that are kept; none ticked keeps all"))
        for text, count in values:
            item = QListWidgetItem(f"{text}  ({whole(count)})")
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = now.values is not None and text in now.values
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.contains.textChanged.connect(self._narrow)
        self._narrow(self.contains.text())
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self._box.addWidget(self.list, 1)

    def _narrow(self, part: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            text = str(item.data(Qt.ItemDataRole.UserRole))
            item.setHidden(part.casefold() not in text.casefold())

    def _wanted(self) -> ColumnFilter | None:
        """What is asked for; None where everything is kept. Raises ValueError where it cannot be read."""
        name, missing = self._column.name, self._missing.isChecked()
        if self._is_range:
            read: Callable[[str], Any] = typed_day if self._column.kind is Kind.DATE else typed_number
            low, high = (_end(field.text(), read) for field in (self._low, self._high))
            if low is not None and high is not None and low > high:
                low, high = high, low
            return (
                None
                if low is None and high is None
                else ColumnFilter(name, low=low, high=high, missing=missing)
            )
        ticked = frozenset(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in (self.list.item(row) for row in range(self.list.count()))
            if item.checkState() is Qt.CheckState.Checked
        )
        contains = self.contains.text().strip()
        if ticked or contains:
            return ColumnFilter(name, ticked or None, contains, missing=missing)
        return ColumnFilter(name, frozenset(), missing=True) if missing else None

    def _accept(self) -> None:
        try:
            wanted = self._wanted()
        except ValueError as error:
            self._fault.setText(self._unreadable(str(error)))
            self._fault.show()
            return
        self.accept()
        self.decided.emit(wanted)

    def _unreadable(self, text: str) -> str:
        if self._column.kind is Kind.DATE:
            return self.tr("“%1” is not a day. Write it as 2024-03-31.").replace("%1", text)
        return self.tr("“%1” is not a number.").replace("%1", text)

    def _clear(self) -> None:
        self.accept()
        self.decided.emit(None)


def _typed(value: float | date) -> str:
    """An end as it can be typed again."""
    return str(value).removesuffix(".0")


def _end(text: str, read: Callable[[str], Any]) -> Any:
    """The value of one end; None where nothing is typed."""
    if not text.strip():
        return None
    value = read(text.strip())
    if value is None:
        raise ValueError(text.strip())
    return value
