"""A spreadsheet file as it is, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Sheet:
    """One sheet. rows[0] is row first_row of the spreadsheet; rows are equally long; empty cells are None.

    Places are row and column as in the spreadsheet, from 1. A cell in error holds its text, "#N/A".
    """

    name: str  # empty for csv
    rows: Sequence[tuple[Cell, ...]]
    first_row: int = 1  # number of rows[0] in the spreadsheet, from 1
    first_column: int = 1  # number of the first cell of a row, A is 1
    hidden: bool = False
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)  # "=SUM(A1)" by place
    uncalculated: frozenset[tuple[int, int]] = frozenset()  # formulas that never gave a value
    currencies: Mapping[int, str] = field(default_factory=dict)  # sign in the format of a column, by number
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row and column, last row and column
    hidden_rows: int = 0


@dataclass(frozen=True)
class Workbook:
    """One file. notes say what was seen and left out (macros, links, charts, the guessed separator)."""

    name: str  # file name without folder
    sha256: str
    size: int  # bytes
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
