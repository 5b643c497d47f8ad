"""The tables of a workspace, a tab each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from advocacy.importing.table import Table
from ui.erasure_words import table_title
from ui.whole_numbers import whole

_LONGEST = 32  # letters


class TableTabs(QTabBar):
    """Each tab has the title of a table and how many rows it has.

    Signals:
        table_chosen: The user looks at another table. arg: its name
    """

    table_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tables")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(self.tr("Tables"))
        self.currentChanged.connect(self._changed)

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these in place of the former."""
        self.blockSignals(True)
        while self.count() > len(tables):
            self.removeTab(self.count() - 1)
        for place, table in enumerate(tables):
            if place == self.count():
                self.addTab("")
            title = table_title(table.name)
            text = f"{title}  {whole(len(table))}"
            short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
            self.setTabText(place, f"{short}  {whole(len(table))}".replace("&", "&&"))
            self.setTabToolTip(place, f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;')}</qt>")
            self.setTabData(place, table.name)
        self.blockSignals(False)

    def show_current(self, name: str) -> None:
        """Mark the tab of a table; nobody is told."""
        for place in range(self.count()):
            if self.tabData(place) == name and self.currentIndex() != place:
                self.blockSignals(True)
                self.setCurrentIndex(place)
                self.blockSignals(False)

    def _changed(self, place: int) -> None:
        if place >= 0:
            self.table_chosen.emit(str(self.tabData(place)))
