"""The texts of a table, made in blocks of rows as they come into view and kept while they are near.

A cell is never asked of pandas by itself: a block costs little more than one cell, and drawing it again costs
a look into a list.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from advocacy.importing.table import Table
from ui.models.cell_text import writer
from ui.models.shown_column import ShownColumn

BLOCK = 128  # rows
_MOST_BLOCKS = 1_500  # 30 columns of 6,000 rows


class CellBlocks:
    """Gives the text of a row and a column; None where there is no value."""

    def __init__(self, table: Table, columns: Sequence[ShownColumn], order: Any = None) -> None:
        """order: the positions in the frame in the order they are shown; None for all as they are."""
        self._table, self._order = table, order
        self._columns = columns
        self._write = [writer(column) for column in columns]
        self._values: dict[int, _Column] = {}
        self._kept: OrderedDict[tuple[int, int], list[str | None]] = OrderedDict()

    def text(self, row: int, column: int) -> str | None:
        key = (column, row // BLOCK)
        block = self._kept.get(key)
        if block is None:
            block = self._kept[key] = self._made(*key)
            if len(self._kept) > _MOST_BLOCKS:
                self._kept.popitem(last=False)
        return block[row % BLOCK]

    def texts(self, column: int, rows: Sequence[int]) -> list[str | None]:
        """Return the texts of many rows, without keeping them."""
        return self._written(column, [self._position(row) for row in rows])

    def _made(self, column: int, block: int) -> list[str | None]:
        last = min((block + 1) * BLOCK, len(self._table) if self._order is None else len(self._order))
        return self._written(column, [self._position(row) for row in range(block * BLOCK, last)])

    def _written(self, column: int, positions: list[int]) -> list[str | None]:
        write = self._write[column]
        values = self._values.get(column)
        if values is None:
            values = self._values[column] = _Column(self._table, self._columns[column].name)
        return [None if value is None else write(value) for value in values.at(positions)]

    def _position(self, row: int) -> int:
        return row if self._order is None else int(self._order[row])


class _Column:
    """The values of one column at any positions."""

    def __init__(self, table: Table, name: str) -> None:
        import numpy as np
        import pyarrow as pa

        self._array = table.frame[name].array
        self._chunks: list[Any] | None = None
        if str(self._array.dtype) == "str":  # taking from many chunks would join them each time
            arrow = pa.array(self._array)
            self._chunks = arrow.chunks if isinstance(arrow, pa.ChunkedArray) else [arrow]
            self._ends = np.cumsum([len(chunk) for chunk in self._chunks])

    def at(self, positions: list[int]) -> list[Any]:
        import pandas as pd

        if self._chunks is None:
            found = self._array.take(positions).tolist()
            return [None if value is None or pd.isna(value) else value for value in found]
        if len(self._chunks) == 1:
            only = self._chunks[0]
            return [only[position].as_py() for position in positions]
        places = self._ends.searchsorted(positions, side="right").tolist()
        starts = [0, *self._ends.tolist()]
        return [
            self._chunks[place][position - starts[place]].as_py()
            for place, position in zip(places, positions, strict=True)
        ]
