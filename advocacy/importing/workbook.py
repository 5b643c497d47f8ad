"""A spreadsheet file as it is, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Sheet:
    """One sheet. rows[0] is row first_row of the spreadsheet; rows are equally long; empty cells are None."""

    name: str  # empty for csv
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1  # number of rows[0] in the spreadsheet, from 1
    first_column: int = 1  # number of the first cell of a row, A is 1
    hidden: bool = False


@dataclass(frozen=True)
class Workbook:
    """One file. notes say what was seen and left out (macros, links, charts, the guessed separator)."""

    name: str  # file name without folder
    sha256: str
    size: int  # bytes
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
