"""What can be done with one chart."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget


class Act(StrEnum):
    """One entry of the menu of a chart."""

    ADD = "add"
    COPY = "copy"
    PNG = "png"
    SVG = "svg"
    CSV = "csv"
    CARD = "card"
    ROWS = "rows"
    WHAT = "what"


class ChartMenu(QMenu):
    """Offers what can be done with a chart; what cannot be done now is grey."""

    chosen = Signal(str)

    def __init__(self, possible: Collection[Act], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            Act.ADD: self.tr("Add to brief"),
            Act.COPY: self.tr("Copy picture"),
            Act.PNG: self.tr("Save as PNG…"),
            Act.SVG: self.tr("Save as SVG…"),
            Act.CSV: self.tr("Save as CSV…"),
            Act.CARD: self.tr("Share card…"),
            Act.ROWS: self.tr("Show rows"),
            Act.WHAT: self.tr("What is this?"),
        }
        for act, text in words.items():
            if act in (Act.COPY, Act.CARD, Act.ROWS):
                self.addSeparator()
            entry = self.addAction(text)
            entry.setData(act.value)
            entry.setEnabled(act in possible)
        self.triggered.connect(lambda entry: self.chosen.emit(entry.data()))
