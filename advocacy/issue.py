"""Trouble in the data is data: an issue says what is wrong in which cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters."""

    ERROR = "error"  # the value cannot be used
    WARNING = "warning"  # the value is used, and may be wrong
    NOTE = "note"  # worth knowing


@dataclass(frozen=True)
class Issue:
    """One thing wrong, or worth knowing, in one place of a spreadsheet."""

    code: str  # kind of issue, for grouping: "missing-value"
    severity: Severity
    message: str  # "Row 14 has no value for “Region”."
    hint: str = ""  # "Fill the cell, or leave the row out."
    source: str = ""  # file name
    sheet: str = ""  # sheet name; empty for csv
    row: int | None = None  # as the user sees it in the spreadsheet, from 1
    column: str = ""  # letter, as in the spreadsheet: "F"
    field: str = ""  # field name, empty where no field is concerned
    value: str = ""  # raw text of the cell
