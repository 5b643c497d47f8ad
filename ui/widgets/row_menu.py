"""What can be done with the chosen cell and rows of the grid."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.menu_keys import give_keys_now
from ui.models.shown_column import ShownColumn


class RowMenu(QMenu):
    """Filled anew for what is chosen."""

    edit_wanted = Signal()
    copy_wanted = Signal()
    reveal_wanted = Signal(object)  # ShownColumn
    consent_wanted = Signal()
    erasure_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def fill(self, has_cell: bool, hidden: ShownColumn | None) -> None:
        """Offer what can be done. hidden: the column of the cell, where its values are masked."""
        self.clear()
        self.addAction(self.tr("Change the value…") + "\tF2", self.edit_wanted.emit).setEnabled(has_cell)
        self.addAction(self.tr("Copy with headings") + "\tCtrl+C", self.copy_wanted.emit).setEnabled(has_cell)
        if hidden is not None:
            self.addAction(self.tr("Show the hidden values…"), partial(self.reveal_wanted.emit, hidden))
        self.addSeparator()
        self.addAction(self.tr("Withdraw consent…"), self.consent_wanted.emit).setEnabled(has_cell)
        self.addAction(self.tr("Erase a person…"), self.erasure_wanted.emit)
        give_keys_now(self)
