"""Days that count: calendar days, or the days on which offices work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]  # days since 1 January 1970
SATURDAY_AND_SUNDAY = frozenset({5, 6})  # Monday is 0
_THURSDAY = 3  # day 0 was one


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Which days are worked. first: the first day it knows; worked: for each day from then on.

    source: where its holidays come from, in words; "" where it knows none.
    """

    first: int
    worked: NDArray[np.bool_]
    source: str = ""

    def worked_until(self, days: Days) -> Days:
        """Return how many days are worked from the first day of the calendar up to and with each of these."""
        counted = np.concatenate([[0], np.cumsum(self.worked)])
        place = np.clip(days - self.first + 1, 0, len(self.worked))
        until: Days = counted[place].astype(np.int64)
        return until

    def deadline(self, filed: Days, limit: int) -> Days:
        """Return the last day within the limit: the limit-th day worked after the day of filing.

        The day of the event itself is not counted, as in most laws on administrative procedure. Raises
        ValueError where the calendar ends before.
        """
        if limit <= 0 or not len(filed):
            return filed
        wanted = self.worked_until(filed) + limit
        places = np.flatnonzero(self.worked)
        if filed.min() < self.first - 1 or wanted.max() > len(places):
            raise ValueError("the calendar does not reach so far")
        due: Days = places[wanted - 1].astype(np.int64) + self.first
        return due


def weekdays(first: int, last: int, weekend: frozenset[int] = SATURDAY_AND_SUNDAY) -> WorkCalendar:
    """Return the calendar from the first to the last day that knows weekends only."""
    weekday = (np.arange(first, last + 1) + _THURSDAY) % 7
    return WorkCalendar(first, ~np.isin(weekday, sorted(weekend)))


def working_days_between(first: Days, last: Days, calendar: WorkCalendar) -> Days:
    """Return how many days are worked after first, up to and with last."""
    return calendar.worked_until(last) - calendar.worked_until(first)
