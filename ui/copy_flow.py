"""The selection of the grid on the clipboard, as a spreadsheet takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.messages import Kind, Messages
from ui.models.harmless import tab_separated
from ui.models.table_model import TableModel
from ui.tasks import TaskRunner
from ui.whole_numbers import whole
from ui.widgets.data_grid import DataGrid

_AT_ONCE = 5_000  # cells copied without a thread
_MOST = 2_000_000  # cells


class CopyFlow(QObject):
    """Copies with headings; what is masked stays masked, what begins like a formula is made harmless."""

    def __init__(self, rows: TableModel, grid: DataGrid, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__(grid)
        self._rows, self._grid, self._tasks, self._messages = rows, grid, tasks, messages

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        cells = self._grid.chosen_count()
        if not cells:
            return
        if cells > _MOST:
            self._messages.tell(
                self.tr("That is too much for the clipboard: %1 cells.").replace("%1", whole(cells)),
                self.tr("Choose fewer rows or columns, or export the workbook annex from the brief."),
                Kind.WARNING,
            )
            return
        rows, columns = self._grid.chosen_rows(), self._grid.chosen_columns()
        if cells <= _AT_ONCE:
            self._take(_text(self._rows, rows, columns))
            return
        self._tasks.run(
            self.tr("Copying"), _text, self._rows, rows, columns, on_done=self._take, key="data.copy"
        )

    def _take(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._messages.tell(
            self.tr("Copied with the headings. Paste it into a spreadsheet."),
            self.tr("Hidden values stay hidden."),
        )


def _text(model: TableModel, rows: Sequence[int], columns: Sequence[int]) -> str:
    headings = [model.columns[column].heading for column in columns]
    return tab_separated([headings, *model.copied(rows, columns)])
