"""Periods of months by name and by their days. Months are numbers since year 0."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from advocacy.analysis import numbers
from advocacy.wording import say


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


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
