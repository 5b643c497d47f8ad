"""Periods of months by name. Months are numbers since year 0."""

from __future__ import annotations


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
