"""What can be done with one column of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.menu_keys import give_keys
from ui.models.arrangement import Arrangement
from ui.models.shown_column import ShownColumn


@dataclass(frozen=True)
class ColumnState:
    """How a column stands. place: its number among those in view, from 1; frozen: how many are kept there."""

    column: ShownColumn
    arrangement: Arrangement
    place: int
    visible: int
    frozen: int
    is_hidden: bool
    is_revealed: bool


class ColumnMenu(QMenu):
    """Offers what the state allows; deletes itself when it closes."""

    sort_wanted = Signal(str, bool)  # name of the column, "" for the order as imported; downwards
    filter_wanted = Signal(object)  # ShownColumn
    no_filter_wanted = Signal(str, object)  # name, None
    reveal_wanted = Signal(object)  # ShownColumn
    conceal_wanted = Signal()
    freeze_wanted = Signal(int)
    hide_wanted = Signal(str)

    def __init__(self, state: ColumnState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_keys(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column, how = state.column, state.arrangement
        self.addAction(self.tr("Sort upwards"), partial(self.sort_wanted.emit, column.name, False))
        self.addAction(self.tr("Sort downwards"), partial(self.sort_wanted.emit, column.name, True))
        if how.sort:
            self.addAction(self.tr("Order as imported"), partial(self.sort_wanted.emit, "", False))
        self.addSeparator()
        self.addAction(self.tr("Filter…"), partial(self.filter_wanted.emit, column))
        if how.filter_of(column.name):
            self.addAction(
                self.tr("No filter on this column"), partial(self.no_filter_wanted.emit, column.name, None)
            )
        self.addSeparator()
        if state.is_hidden:
            self.addAction(self.tr("Show the hidden values…"), partial(self.reveal_wanted.emit, column))
        elif state.is_revealed:
            self.addAction(self.tr("Hide the values again"), self.conceal_wanted.emit)
        if state.place and state.frozen != state.place:
            self.addAction(
                self.tr("Keep the columns up to here in view"),
                partial(self.freeze_wanted.emit, state.place),
            )
        if state.frozen:
            self.addAction(self.tr("Let all columns scroll"), partial(self.freeze_wanted.emit, 0))
        if state.visible > 1:
            self.addAction(self.tr("Hide this column"), partial(self.hide_wanted.emit, column.name))
