"""Where the chosen cell came from, told beside the grid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from advocacy.workspace import Workspace
from ui.models.table_model import TableModel
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.data_grid import DataGrid
from ui.widgets.data_side import DataSide

if TYPE_CHECKING:
    from advocacy.workspace.provenance import Provenance

Cell = tuple[int, str]  # position of the row, name of the column


class StoryFlow(QObject):
    """Looks the story of a cell up beside the window."""

    def __init__(
        self, session: Session, tasks: TaskRunner, rows: TableModel, grid: DataGrid, side: DataSide
    ) -> None:
        super().__init__(grid)
        self._session, self._tasks, self._rows, self._grid, self._side = session, tasks, rows, grid, side

    @property
    def cell(self) -> Cell | None:
        """The cell that is chosen."""
        index = self._grid.currentIndex()
        if not index.isValid() or index.row() >= self._rows.rowCount():
            return None
        return self._rows.position(index.row()), self._rows.columns[index.column()].name

    def tell(self) -> None:
        """Tell of the chosen cell, or that none is chosen."""
        cell, table = self.cell, self._rows.table
        if cell is None or table is None or self._session.workspace.table(table.name) is not table:
            self._side.story.show_nothing()
            return
        self._tasks.run(
            "",
            _story_of,
            self._session.workspace,
            table.name,
            *cell,
            on_done=partial(self._show, cell),
            key="data.story",
        )

    def _show(self, cell: Cell, told: Provenance) -> None:
        number = self._rows.number_of(cell[1])
        if cell == self.cell and number is not None:
            self._side.show_story(cell[0], number, told)


def _story_of(workspace: Workspace, table: str, position: int, field: str) -> Provenance:
    from advocacy.workspace.provenance import provenance

    return provenance(workspace, table, position, field)
