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
    FILTER = "filter"
    WHAT = "what"


class ChartMenu(QMenu):
    """Offers what can be done with a chart; what cannot be done now is grey.

    mark: the bar, point or cell that the menu was asked for, in words; "" where it is for the whole chart.
    can_filter: whether a click on any mark of the chart filters; is_kept: whether this one is filtered on.
    """

    chosen = Signal(str)

    def __init__(
        self,
        possible: Collection[Act],
        mark: str = "",
        parent: QWidget | None = None,
        *,
        can_filter: bool = True,
        is_kept: bool = False,
    ) -> None:
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
        named = _short(mark).replace("&", "&&")
        of_mark = self.tr("Show rows of “%1”").replace("%1", named)
        self._add_filter(named, can_filter, is_kept, Act.FILTER in possible)
        for act, text in words.items():
            if act in (Act.ADD, Act.COPY, Act.CARD, Act.ROWS):
                self.addSeparator()
            entry = self.addAction(text)
            entry.setData(act.value)
            entry.setEnabled(act in possible)
            if act is Act.ROWS and mark and Act.MARK in possible:
                self.addAction(of_mark).setData(Act.MARK.value)
        self.triggered.connect(lambda entry: self.chosen.emit(entry.data()))

    def _add_filter(self, mark: str, can_filter: bool, is_kept: bool, is_possible: bool) -> None:
        """What a click does, also where it does nothing: nobody should have to try it out."""
        if not can_filter:
            text = self.tr("A click filters nothing here")
        elif not mark:
            text = self.tr("Click a mark to filter by it")
        else:
            text = self.tr("Filter by “%1”").replace("%1", mark)
        entry = self.addAction(text)
        entry.setData(Act.FILTER.value)
        entry.setEnabled(can_filter and bool(mark) and is_possible)
        entry.setCheckable(is_kept)
        entry.setChecked(is_kept)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
