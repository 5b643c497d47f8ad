"""The line above the grid: how many rows are seen, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.whole_numbers import say_number, whole
from ui.widgets.row_menu import RowMenu


class TableTools(QWidget):
    clear_wanted = Signal()
    find_wanted = Signal()
    columns_wanted = Signal()

    def __init__(self, menu: RowMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QLabel()
        self.clear = QPushButton(self.tr("Clear filters"))
        self.clear.clicked.connect(self.clear_wanted)
        columns = QPushButton(self.tr("Columns…"))
        columns.clicked.connect(self.columns_wanted)
        find = QPushButton(self.tr("Find"))
        find.setToolTip("Ctrl+F")
        find.clicked.connect(self.find_wanted)
        actions = QToolButton()
        actions.setText(self.tr("Change") + " ▾")
        actions.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        actions.setMenu(menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._count)
        line.addWidget(self.clear)
        line.addStretch()
        for part in (find, columns, actions):
            line.addWidget(part)

    @property
    def count_text(self) -> str:
        return self._count.text()

    def show_count(self, shown: int, every: int, chosen: int, is_filtered: bool) -> None:
        """Say how many rows are seen, of how many, and how many of them are chosen."""
        if shown == every:
            text = say_number("{count} row", "{count} rows", every)
        else:
            text = say_number("{shown} of {count} row", "{shown} of {count} rows", every, shown=whole(shown))
        if chosen > 1:
            text += self.tr(", %1 chosen").replace("%1", whole(chosen))
        self._count.setText(text)
        self.clear.setVisible(is_filtered)
