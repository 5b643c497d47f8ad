"""Periods of months by name. Months are numbers since year 0."""

from __future__ import annotations

from datetime import date

from advocacy.analysis import numbers
from advocacy.wording import say


def period_label(month: int, length: int) -> str:
    """Return the name of the 1, 3, 6 or 12 months that begin with this one: "2024 Q1", "May 2024"."""
    year, within = divmod(month, 12)
    if length == 12:
        return str(year)
    if length == 6:
        return say("{year} H{half}", year=year, half=within // 6 + 1)
    if length == 3:
        return say("{year} Q{quarter}", year=year, quarter=within // 3 + 1)
    return numbers.month(date(year, within + 1, 1))


def month_code(month: int) -> str:
    """Return the code of a month, the same in every language: "2024-05"."""
    year, within = divmod(month, 12)
    return f"{year}-{within + 1:02d}"
