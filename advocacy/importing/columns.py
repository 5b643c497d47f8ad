"""Rows kept as columns: each column its different cells once, and for every row which of them it holds.

A sheet of a million rows repeats itself. Kept so, it takes a tenth of the memory that rows of cells take, and
each different cell is understood once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from advocacy.importing.workbook import Cell

if TYPE_CHECKING:
    import numpy as np

_TOGETHER = 4_096  # rows put together at a time when somebody walks over them


@dataclass(frozen=True, eq=False)
class CodedColumn(Sequence[Cell]):
    """A column as a sequence of cells. codes: int32, one per row, the place in cells; -1 is an empty cell."""

    cells: Sequence[Cell]
    codes: np.ndarray[Any, Any]

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(at, slice):
            return [self.cells[code] if code >= 0 else None for code in self.codes[at].tolist()]
        code = int(self.codes[at])
        return self.cells[code] if code >= 0 else None

    def at(self, rows: np.ndarray[Any, Any] | slice) -> CodedColumn:
        """Return the column of these rows only."""
        return CodedColumn(self.cells, self.codes[rows])


def coded(cells: Sequence[Cell]) -> CodedColumn:
    """Return the cells as a coded column. True, 1 and 1.0 are different cells."""
    import numpy as np

    if isinstance(cells, CodedColumn):
        return cells
    places: dict[Any, int] = {None: -1}
    different: list[Cell] = []
    codes = np.empty(len(cells), dtype=np.int32)
    if all(cell.__class__ is str or cell is None for cell in cells):
        for row, cell in enumerate(cells):
            code = places.get(cell)
            if code is None:
                code = places[cell] = len(different)
                different.append(cell)
            codes[row] = code
        return CodedColumn(different, codes)
    for row, cell in enumerate(cells):
        key = None if cell is None else (cell.__class__, cell)
        code = places.get(key)
        if code is None:
            code = places[key] = len(different)
            different.append(cell)
        codes[row] = code
    return CodedColumn(different, codes)


@dataclass(frozen=True, eq=False)
class ColumnRows(Sequence[tuple[Cell, ...]]):
    """Columns of equal length as a sequence of rows. A slice of it is again kept as columns."""

    columns: tuple[CodedColumn, ...]

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> ColumnRows: ...
    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | ColumnRows:
        if isinstance(at, slice):
            return self.at(at)
        return tuple(column[at] for column in self.columns)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for start in range(0, len(self), _TOGETHER):
            yield from zip(*(column[start : start + _TOGETHER] for column in self.columns), strict=True)

    def at(self, rows: np.ndarray[Any, Any] | slice) -> ColumnRows:
        """Return these rows only."""
        return ColumnRows(tuple(column.at(rows) for column in self.columns))

    def filled(self) -> np.ndarray[Any, Any]:
        """Return for every row how many of its cells are filled."""
        import numpy as np

        count = np.zeros(len(self), dtype=np.int32)
        for column in self.columns:
            count += column.codes >= 0
        return count

    def written(self) -> np.ndarray[Any, Any]:
        """Return for every row how many of its cells hold text."""
        import numpy as np

        count = np.zeros(len(self), dtype=np.int32)
        for column in self.columns:
            is_text = np.array([*(cell.__class__ is str for cell in column.cells), False], dtype=bool)
            count += is_text[column.codes]
        return count
