"""Looking for a text in the grid: the words, the places, the next and the one before."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from advocacy.importing.table import Table
from ui.models.finding_text import found_in
from ui.models.table_model import TableModel
from ui.tasks import TaskRunner
from ui.widgets.data_grid import DataGrid
from ui.widgets.find_bar import FindBar

_MOST_LOOKED_AT = 100_000  # places among which the first after the current row is looked for


class FindFlow(QObject):
    """Looks through what is shown and not masked, beside the window."""

    def __init__(self, rows: TableModel, grid: DataGrid, bar: FindBar, tasks: TaskRunner) -> None:
        super().__init__(grid)
        self._rows, self._grid, self._bar, self._tasks = rows, grid, bar, tasks
        self._text = ""
        self._found: Any = None
        self._place = 0
        bar.wanted.connect(self.find)
        bar.closed.connect(grid.setFocus)

    def open(self) -> None:
        """Ask for the text."""
        self._bar.open()

    def on(self) -> None:
        """Go to the next place."""
        self.find(self._bar.text, True)

    def back(self) -> None:
        """Go to the place before."""
        self.find(self._bar.text, False)

    def forget(self) -> None:
        """Look anew next time: other rows or columns can be seen."""
        self._found = None

    def find(self, text: str, on: bool) -> None:
        """Go to the next or former place of a text, the first time to the first after the current row."""
        table = self._rows.table
        if not text or table is None:
            self._bar.open()
            return
        if self._found is not None and self._text == text:
            if len(self._found):
                self._place = (self._place + (1 if on else -1)) % len(self._found)
            self._show()
            return
        visible = self._grid.visible_columns()
        self._tasks.run(
            self.tr("Looking for “%1”").replace("%1", text[:40]),
            found_in,
            table,
            [(n, self._rows.columns[n]) for n in visible if not self._rows.is_hidden(n)],
            self._rows.order,
            text,
            on_done=partial(self._take, text, table, self._rows.order),
            key="data.find",
        )

    def _take(self, text: str, table: Table, order: Any, found: Any) -> None:
        if table is not self._rows.table or order is not self._rows.order:
            return  # other rows are shown by now
        self._text, self._found = text, found
        here = self._grid.currentIndex().row()
        later = (place for place, (row, _) in enumerate(found[:_MOST_LOOKED_AT].tolist()) if row >= here)
        self._place = next(later, 0)
        self._show()

    def _show(self) -> None:
        self._bar.show_found(self._place, len(self._found))
        if len(self._found):
            row, column = self._found[self._place].tolist()
            self._grid.go_to(row, column)
