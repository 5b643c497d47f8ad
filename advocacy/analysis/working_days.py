"""Days that count: calendar days, or working days less the holidays of the country."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]


def working_days_between(first: Days, last: Days, holidays: Collection[date] = ()) -> NDArray[np.float64]:
    """Return how many working days lie after first up to and with last; Monday to Friday, no holidays.

    The day of the event itself is not counted, as in most laws on administrative procedure. NaN where a day
    is missing.
    """
    known = ~(np.isnat(first) | np.isnat(last))
    counted = np.full(len(first), np.nan)
    one = np.timedelta64(1, "D")
    free = np.array(sorted(holidays), dtype="datetime64[D]")
    counted[known] = np.busday_count(
        first[known].astype("datetime64[D]") + one, last[known].astype("datetime64[D]") + one, holidays=free
    )
    return counted


def deadline(filed: Days, limit: int, *, is_working: bool, holidays: Collection[date] = ()) -> Days:
    """Return the last day within the limit. A day missing stays missing."""
    days: Days = filed.astype("datetime64[D]")
    if not is_working:
        return days + np.timedelta64(limit, "D")
    free = np.array(sorted(holidays), dtype="datetime64[D]")
    known = ~np.isnat(days)
    due = days.copy()
    due[known] = np.busday_offset(days[known], limit, roll="backward", holidays=free)
    return due
