"""What is done with the rows chosen in the grid: change a value, withdraw consent, erase a person."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.copy_flow import CopyFlow
from ui.edit_flow import EditFlow
from ui.erasure_flow import ErasureFlow
from ui.messages import Kind, Messages
from ui.models.table_model import TableModel
from ui.reveal_flow import RevealFlow
from ui.whole_numbers import whole
from ui.widgets.data_grid import DataGrid
from ui.widgets.row_menu import RowMenu

_MOST_EDITED = 100_000  # rows
_MOST_OF_A_PERSON = 20  # rows


class RowFlow(QObject):
    """Joins the grid and the menu of its rows with the flows that do it."""

    def __init__(
        self,
        rows: TableModel,
        grid: DataGrid,
        menu: RowMenu,
        messages: Messages,
        revealing: RevealFlow,
        editing: EditFlow,
        erasing: ErasureFlow,
        copying: CopyFlow,
    ) -> None:
        super().__init__(grid)
        self._rows, self._grid, self._menu, self._messages = rows, grid, menu, messages
        self._revealing, self._editing, self._erasing = revealing, editing, erasing
        menu.aboutToShow.connect(self._fill_menu)
        menu.edit_wanted.connect(self.edit)
        menu.copy_wanted.connect(copying.copy)
        menu.reveal_wanted.connect(revealing.ask)
        menu.consent_wanted.connect(self.withdraw_consent)
        menu.erasure_wanted.connect(self.erase_person)
        grid.cell_menu_wanted.connect(menu.popup)
        grid.edit_wanted.connect(self.edit)
        grid.copy_wanted.connect(copying.copy)
        editing.consent_withdrawn.connect(erasing.begin_consent)

    def edit(self) -> None:
        """Ask for another value of the current column in the chosen rows."""
        index, table = self._grid.currentIndex(), self._rows.table
        if not index.isValid() or table is None:
            self._messages.tell(self.tr("No cell is chosen."), self.tr("Choose the cell to change first."))
            return
        if self._rows.is_hidden(index.column()):
            self._revealing.refuse()
            return
        rows = self._grid.chosen_rows()
        chosen = rows if index.row() in rows else [index.row()]
        if len(chosen) > _MOST_EDITED:
            self._messages.tell(
                self.tr("Too many rows are chosen: %1.").replace("%1", whole(len(chosen))),
                self.tr("Change at most %1 at once.").replace("%1", whole(_MOST_EDITED)),
                Kind.WARNING,
            )
            return
        positions = [self._rows.position(row) for row in chosen]
        self._editing.begin(table.name, positions, self._rows.columns[index.column()])

    def withdraw_consent(self) -> None:
        """Ask what is to go with the consent of the chosen rows."""
        if (table := self._rows.table) is not None and (positions := self._positions()):
            self._erasing.begin_consent(table.name, positions)

    def erase_person(self) -> None:
        """Ask which rows are of the person to erase."""
        table, positions = self._rows.table, self._positions()
        # Where many rows are chosen they are hardly one person's: nothing is ticked beforehand then.
        is_person = table is not None and 0 < len(positions) <= _MOST_OF_A_PERSON
        self._erasing.begin_person({table.name: positions} if table is not None and is_person else {})

    def _fill_menu(self) -> None:
        index = self._grid.currentIndex()
        is_hidden = index.isValid() and self._rows.is_hidden(index.column())
        self._menu.fill(index.isValid(), self._rows.columns[index.column()] if is_hidden else None)

    def _positions(self) -> list[int]:
        return [self._rows.position(row) for row in self._grid.chosen_rows()[:_MOST_EDITED]]
