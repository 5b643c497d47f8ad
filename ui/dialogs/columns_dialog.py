"""Which columns of the table are shown?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from ui.dialogs.framed import framed
from ui.models.shown_column import ShownColumn

_SIZE = (420, 480)


class ColumnsDialog(QDialog):
    """Lists the columns with a tick each, in their order; at least one stays.

    Signals:
        decided: args: the names that are hidden, all names in their order
    """

    decided = Signal(object, object)

    def __init__(
        self, columns: Sequence[ShownColumn], hidden: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns that are shown"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for column in columns:
            item = QListWidgetItem(column.heading)
            item.setData(Qt.ItemDataRole.UserRole, column.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = column.name not in hidden
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._show_state)
        row = QHBoxLayout()
        for text, do in ((self.tr("Tick all"), self._all), (self.tr("Tick none"), self._none)):
            button = QPushButton(text)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch()
        for text, step in ((self.tr("Further up"), -1), (self.tr("Further down"), 1)):
            button = QPushButton(text)
            button.clicked.connect(partial(self._move, step))
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.addButton(self.tr("Show these"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(QLabel(self.tr("Hidden columns are kept; they are only out of sight.")))
        box.addLayout(row)
        box.addWidget(self.list, 1)
        box.addWidget(buttons)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _all(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked)

    def _none(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def _move(self, step: int) -> None:
        """Move the current column; it can be dragged as well."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)

    def _hidden(self) -> frozenset[str]:
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() is not Qt.CheckState.Checked
        )

    def _show_state(self) -> None:
        self._ok.setEnabled(len(self._hidden()) < self.list.count())

    def _accept(self) -> None:
        self.accept()
        names = tuple(item.data(Qt.ItemDataRole.UserRole) for item in self._items())
        self.decided.emit(self._hidden(), names)
