"""What can be done with one chart."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.menu_keys import give_keys

_LONGEST = 48  # letters of the name of a mark


class Act(StrEnum):
    """One entry of the menu of a chart."""

    ADD = "add"
    COPY = "copy"
    PNG = "png"
    SVG = "svg"
    CSV = "csv"
    CARD = "card"
    ROWS = "rows"
    MARK = "mark"
    WHAT = "what"


class ChartMenu(QMenu):
    """Offers what can be done with a chart; what cannot be done now is grey.

    mark: the bar, point or cell that the menu was asked for, in words; "" where it is for the whole chart.
    """

    chosen = Signal(str)

    def __init__(self, possible: Collection[Act], mark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_keys(self)
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
        of_mark = self.tr("Show rows of “%1”").replace("%1", _short(mark).replace("&", "&&"))
        for act, text in words.items():
            if act in (Act.COPY, Act.CARD, Act.ROWS):
                self.addSeparator()
            entry = self.addAction(text)
            entry.setData(act.value)
            entry.setEnabled(act in possible)
            if act is Act.ROWS and mark and Act.MARK in possible:
                self.addAction(of_mark).setData(Act.MARK.value)
        self.triggered.connect(lambda entry: self.chosen.emit(entry.data()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
