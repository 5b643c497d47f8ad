"""A cell as the text its writer would recognise."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from advocacy.importing.workbook import Cell


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
