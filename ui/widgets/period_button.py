"""The button of the filter bar by which a period is chosen: a year, or two days."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from advocacy.workspace.filter import Filter
from ui.dialogs.period_dialog import PeriodDialog
from ui.menu_keys import give_keys
from ui.whole_numbers import whole

if TYPE_CHECKING:
    from advocacy.analysis.period_filter import PeriodChoice

_DAYS = QLocale.FormatType.ShortFormat


class PeriodButton(QToolButton):
    """Offers the years there are, and any two days.

    Signals:
        chosen: arg: the filter; without values it keeps every day
    """

    chosen = Signal(object)

    def __init__(self, choice: PeriodChoice, values: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._ends = _read(values)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        words = self._words()
        text = self.tr("Period: %1").replace("%1", words) if words else self.tr("Period")
        self.setText(text + " ▾")
        self.setToolTip(self._explained())
        self.setMenu(self._menu())

    def _words(self) -> str:
        first, last = self._ends
        if first and last and first == date(first.year, 1, 1) and last == date(first.year, 12, 31):
            return str(first.year)
        said = [QLocale().toString(one, _DAYS) if one else "" for one in (first, last)]
        return "–".join(said) if any(said) else ""

    def _explained(self) -> str:
        if self._choice.field == "period":
            return self.tr("Returns whose days all lie in the period are counted.")
        return self.tr("Applications filed in the period are counted.")

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        give_keys(menu)
        one_of = QActionGroup(menu)
        every = menu.addAction(self.tr("All days"), lambda: self._choose("", ""))
        years = [(every, not any(self._ends))]
        for year, count in reversed(self._choice.years):
            days = date(year, 1, 1), date(year, 12, 31)
            choose = partial(self._choose, *(day.isoformat() for day in days))
            action = menu.addAction(f"{year}  ({whole(count)})", choose)
            years.append((action, self._ends == days))
        for action, is_on in years:
            action.setCheckable(True)
            action.setChecked(is_on)
            one_of.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("From day to day…"), self._ask)
        return menu

    def _ask(self) -> None:
        known = (self._choice.first, self._choice.last)
        dialog = PeriodDialog(self._explained(), self._ends, known, self.window())
        dialog.decided.connect(self._choose)
        dialog.open()

    def _choose(self, first: str, last: str) -> None:
        self.chosen.emit(Filter(self._choice.field, (first, last) if first or last else ()))


def _read(values: tuple[str, ...]) -> tuple[date | None, date | None]:
    first, last = (*values, "", "")[:2]
    return tuple(date.fromisoformat(one) if one else None for one in (first, last))  # type: ignore[return-value]
