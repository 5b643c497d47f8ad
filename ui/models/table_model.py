"""A table of the workspace for a grid: a million rows cost no more than the rows in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QWidget

from advocacy.importing.table import Table
from advocacy.issue import Severity
from ui.models.arrangement import Arrangement
from ui.models.cell_blocks import CellBlocks
from ui.models.cell_text import MASK, MISSING
from ui.models.harmless import harmless
from ui.models.marked_cells import Marks
from ui.models.shown_column import Kind, ShownColumn, shown_columns
from ui.whole_numbers import whole

_LONGEST = 200  # letters in a cell; all of them are beside the grid
_EMPTY = ("“”",)
_TEXTS = (Kind.TEXT, Kind.CODE, Kind.MANY)
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
# Plain numbers: Qt asks for each role of each cell in view, and comparing enums costs more than all the rest.
_DISPLAY, _DECORATION, _TIP = 0, 1, 3
_ALIGNMENT, _FOREGROUND, _SPOKEN = 7, 9, 11


@dataclass(frozen=True)
class Signs:
    """How marked cells look: a sign each, so that nothing is told by colour alone."""

    muted: QColor
    edited: QIcon
    issues: Mapping[Severity, QIcon]
    filtered: QIcon


class TableModel(QAbstractTableModel):
    """Shows the rows of a table in an order. Personal and secret columns are masked until revealed."""

    def __init__(self, signs: Signs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = signs
        self._table: Table | None = None
        self.columns: tuple[ShownColumn, ...] = ()
        self.arrangement = Arrangement()
        self._order: Any = None
        self._rows_of: Any = None
        self._blocks: CellBlocks | None = None
        self._marks = Marks()
        self._masked: tuple[bool, ...] = ()
        self._align: tuple[int, ...] = ()
        self._marked: tuple[tuple[frozenset[int], Mapping[int, Severity]] | None, ...] = ()
        self._rows = 0
        self.revealed: frozenset[str] = frozenset()

    @property
    def table(self) -> Table | None:
        return self._table

    @property
    def order(self) -> Any:
        """The positions shown, None for all as they are."""
        return self._order

    def show(
        self,
        table: Table | None,
        arrangement: Arrangement,
        order: Any,
        marks: Marks,
        columns: Sequence[str] = (),
    ) -> None:
        """Show this table so; what was revealed of the same table stays so.

        order: the positions of the rows. columns: names in the order of the grid; the others follow.
        """
        self.beginResetModel()
        if table is None or self._table is None or table.name != self._table.name:
            self.revealed = frozenset()
        self._table, self.arrangement, self._order, self._marks = table, arrangement, order, marks
        place = {name: number for number, name in enumerate(columns)}
        found = shown_columns(table) if table is not None else ()
        self.columns = tuple(sorted(found, key=lambda column: place.get(column.name, len(place))))
        self._rows_of = None
        self._rows = 0 if table is None else len(table) if order is None else len(order)
        self._blocks = CellBlocks(table, self.columns, order) if table is not None else None
        self._align = tuple(_RIGHT if c.kind is Kind.NUMBER else _LEFT for c in self.columns)
        self._prepare()
        self.endResetModel()

    def set_marks(self, marks: Marks) -> None:
        """Show other marks on the same cells."""
        self._marks = marks
        self._prepare()
        self._all_changed()

    def set_signs(self, signs: Signs) -> None:
        """Draw the marks for another look."""
        self._signs = signs
        self._all_changed()

    def reveal(self, names: frozenset[str]) -> None:
        """Show the values of these masked columns, and of no others."""
        self.revealed = names
        self._prepare()
        self._all_changed()

    def is_hidden(self, column: int) -> bool:
        """Whether the values of the column are masked now."""
        return self._masked[column]

    def position(self, row: int) -> int:
        """Return the position in the frame of a row shown."""
        return row if self._order is None else int(self._order[row])

    def row_of(self, position: int) -> int | None:
        """Return the row that shows a position, None where it is not shown."""
        if self._table is None or not 0 <= position < len(self._table):
            return None
        if self._order is None:
            return position
        if self._rows_of is None:
            import numpy as np

            self._rows_of = np.full(len(self._table), -1, dtype="int64")
            self._rows_of[self._order] = np.arange(len(self._order))
        row = int(self._rows_of[position])
        return row if row >= 0 else None

    def number_of(self, name: str) -> int | None:
        """Return the number of the column of this name."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), None)

    def whole_text(self, position: int, column: int) -> str:
        """Return what is written for a position, however long and whether masked or not; "" for no value."""
        assert self._table is not None
        return CellBlocks(self._table, self.columns).texts(column, [position])[0] or ""

    def copied(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """Return cells as another program may be given them; masked ones stay masked, missing ones empty."""
        if self._table is None or self._blocks is None:
            return []
        across = [self._copied_column(number, rows) for number in columns]
        return [list(cells) for cells in zip(*across, strict=True)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = 0) -> Any:
        column = index.column()
        if role == _DISPLAY:
            return self._shown(index.row(), column)
        if role == _ALIGNMENT:
            return self._align[column]
        if role == _DECORATION:
            return self._sign(index.row(), column) if self._marked[column] else None
        if role == _FOREGROUND:
            assert self._blocks is not None
            text = self._blocks.text(index.row(), column)
            return self._signs.muted if text is None or self._masked[column] or text in _EMPTY else None
        if role == _SPOKEN:
            return self._spoken(index.row(), column)
        if role == _TIP:
            return self._tip(index.row(), column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == _DISPLAY:
                return whole(self.position(section) + 1)
            return _RIGHT if role == _ALIGNMENT else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.heading
        if role == _TIP:
            about = f"{column.heading}\n{column.about}".strip()
            return f"<qt>{about.replace('&', '&amp;').replace('<', '&lt;')}</qt>"
        if role == _DECORATION and self.arrangement.filter_of(column.name):
            return self._signs.filtered
        if role == _ALIGNMENT:
            return self._align[section] | _WRAPPED
        return None

    def _shown(self, row: int, column: int) -> str:
        assert self._blocks is not None
        text = self._blocks.text(row, column)
        if text is None:
            return MISSING
        if self._masked[column]:
            return MASK
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _spoken(self, row: int, column: int) -> str:
        """What a screen reader says: signs and dashes in words."""
        assert self._blocks is not None
        text = self._blocks.text(row, column)
        if text is None:
            said = self.tr("no value")
        elif self._masked[column]:
            said = self.tr("hidden")
        else:
            said = text
        marked = self._marked[column]
        if marked:
            position = self.position(row)
            said += self.tr(", edited") if position in marked[0] else ""
            said += self.tr(", has an issue") if position in marked[1] else ""
        return f"{self.columns[column].title}: {said}"

    def _tip(self, row: int, column: int) -> str | None:
        shown = self._shown(row, column)
        if self._masked[column] and shown == MASK:
            return self.tr("Hidden because it tells about a person. “Show the hidden values” shows it.")
        if len(shown) < 20:
            return None
        return f"<qt>{shown.replace('&', '&amp;').replace('<', '&lt;')}</qt>"

    def _sign(self, row: int, column: int) -> QIcon | None:
        marked = self._marked[column]
        if not marked:
            return None
        position = self.position(row)
        severity = marked[1].get(position)
        if severity is not None and severity is not Severity.NOTE:
            return self._signs.issues[severity]
        if position in marked[0]:
            return self._signs.edited
        return self._signs.issues[severity] if severity is not None else None

    def _copied_column(self, number: int, rows: Sequence[int]) -> list[str]:
        assert self._blocks is not None
        column = self.columns[number]
        texts = self._blocks.texts(number, rows)
        if self._masked[number]:
            return ["" if text is None else MASK for text in texts]
        if column.kind is Kind.NUMBER and column.grouped:  # set apart, thousands are read as text
            assert self._table is not None
            texts = CellBlocks(self._table, (replace(column, grouped=False),), self._order).texts(0, rows)
        if column.kind in _TEXTS:
            return ["" if text is None or text in _EMPTY else harmless(text) for text in texts]
        return ["" if text is None else text for text in texts]

    def _prepare(self) -> None:
        """Work out for each column what drawing its cells asks for again and again."""
        self._masked = tuple(c.is_masked and c.name not in self.revealed for c in self.columns)
        nowhere: frozenset[int] = frozenset()
        marks: list[tuple[frozenset[int], Mapping[int, Severity]] | None] = []
        for number, column in enumerate(self.columns):
            edited = self._marks.edited.get(column.name, nowhere)
            faulty = dict(self._marks.faulty.get(column.name, {}))
            if number == 0:  # what concerns a whole row, or a field the table does not have
                for name, cells in self._marks.faulty.items():
                    if self.number_of(name) is None:
                        faulty = {**cells, **faulty}
            marks.append((edited, faulty) if edited or faulty else None)
        self._marked = tuple(marks)

    def _all_changed(self) -> None:
        if self._rows and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(self.columns) - 1))
