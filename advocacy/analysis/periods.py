"""Periods of months by name and by their days. Months are numbers since year 0."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def period_label(month: int, length: int) -> str:
    """Return the name of the period of 1, 3, 6 or 12 months that begins with this month: "2024 Q1"."""
    year, within = divmod(month, 12)
    if length == 12:
        return str(year)
    if length == 6:
        return f"{year} H{within // 6 + 1}"
    if length == 3:
        return f"{year} Q{within // 3 + 1}"
    return f"{year}-{within + 1:02d}"
