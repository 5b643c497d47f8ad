"""A cell as the text its writer would recognise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from advocacy.importing.workbook import Cell


def cell_texts(cells: Sequence[Cell]) -> list[str | None]:
    """Return the cells of a column as text. Columns are mostly of one kind, which is quicker at once."""
    kinds = set(map(type, cells))
    if kinds <= {str, type(None)}:
        return list(cells)  # type: ignore[arg-type]
    if kinds <= {float, type(None)}:
        numbers: Sequence[float | None] = cells  # type: ignore[assignment]
        return [
            None
            if cell is None
            else str(int(cell))
            if cell.is_integer() and -1e15 < cell < 1e15
            else repr(cell)
            for cell in numbers
        ]
    return [cell_text(cell) for cell in cells]


def cell_text(cell: Cell) -> str | None:
    """Return the cell as text; None where it is empty. 5.0 gives "5", a day at midnight its date."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        bare = cell.time() == time(0)
        return cell.date().isoformat() if bare else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
