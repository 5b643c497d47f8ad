"""The calendar of reporting: the periods in which returns are due, and which months each return covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.cooperatives.returns import Returns
from advocacy.analysis.period_filter import PERIOD, days_of
from advocacy.analysis.periods import first_day, last_day, month_code, period_label
from advocacy.wording import say
from advocacy.workspace import Filter

_MOST = 24  # periods that are shown, the latest; more cannot be read from one chart
_FEW = 0.05  # of the cooperatives; with fewer at the edge of the calendar a period is a slip of the pen


@dataclass(frozen=True)
class Period:
    """Some whole months in a row; months are counted since year 0."""

    first: int
    length: int

    @property
    def code(self) -> str:
        return month_code(self.first)

    @property
    def begins(self) -> date:
        return first_day(self.first)

    @property
    def ends(self) -> date:
        return last_day(self.first + self.length - 1)

    @property
    def kept(self) -> Filter:
        """The filter that keeps the returns for this period."""
        return days_of(PERIOD, self.begins, self.ends)

    @property
    def label(self) -> str:
        """ "2024", "2024 H1", "2024 Q1", "March 2024", else "February 2024 to May 2024"."""
        if self.length in (1, 3, 6, 12) and self.first % self.length == 0:
            return period_label(self.first, self.length)
        first, last = period_label(self.first, 1), period_label(self.first + self.length - 1, 1)
        return say("{first} to {last}", first=first, last=last)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The periods in order of time, and per cooperative and period whether a return covers it wholly.

    exact: per return the number of the period whose very months it reports, -1 where there is none.
    """

    periods: tuple[Period, ...]
    covered: NDArray[np.bool_]
    exact: NDArray[np.int64]

    def within(self, first: date | None, last: date | None) -> Calendar | None:
        """Return the calendar of the periods that lie wholly between two days; None where there is none."""
        kept = [
            number
            for number, period in enumerate(self.periods)
            if (first is None or period.begins >= first) and (last is None or period.ends <= last)
        ]
        if not kept:
            return None
        start, after = kept[0], kept[-1] + 1  # what lies between two days is in one run
        exact = np.where((self.exact >= start) & (self.exact < after), self.exact - start, -1)
        return Calendar(self.periods[start:after], self.covered[:, start:after], exact)


def calendar(returns: Returns) -> Calendar | None:
    """Return the calendar the returns follow; None where no return has a day.

    The length of a period is the one most returns have. A longer return, or several shorter ones, cover every
    period whose months they hold; a return without an end is taken to be of the usual length. The calendar
    begins and ends with a period that at least one in twenty of the cooperatives reports.
    """
    dated = ~np.isnat(returns.first)
    if not dated.any():
        return None
    first, last = _months(returns.first), _months(returns.last)
    ended = dated & ~np.isnat(returns.days("period_end")) & ~np.isnat(returns.days("period_start"))
    length = _usual_length(first, last, dated, ended)
    last = np.where(ended, last, first + length - 1)
    regular = dated & (last - first + 1 == length)
    phases = np.bincount(first[regular] % length) if regular.any() else np.ones(1)
    phase = int(phases.argmax())
    # Typing errors such as 1924 would make a calendar of a thousand periods: only months that are used count.
    sane = np.flatnonzero(dated & (last - first < 120))
    starts = np.unique(first[sane] - (first[sane] - phase) % length)
    starts = starts[-10 * _MOST :]
    covered = _covered(returns.cooperative, first, last, dated, starts, length)
    often = np.flatnonzero(covered.sum(axis=0) >= max(1.0, _FEW * len(covered)))
    if not len(often):
        return None
    begin = max(int(starts[often[0]]), int(starts[often[-1]]) - (_MOST - 1) * length)
    whole = np.arange(begin, int(starts[often[-1]]) + 1, length)  # also those in between nobody reports
    covered = _covered(returns.cooperative, first, last, dated, whole, length)
    exact = np.where(regular & ((first - phase) % length == 0), (first - begin) // length, -1)
    exact[(exact < 0) | (exact >= len(whole))] = -1
    return Calendar(tuple(Period(int(start), length) for start in whole), covered, exact)


def _usual_length(
    first: NDArray[np.int64], last: NDArray[np.int64], dated: NDArray[np.bool_], ended: NDArray[np.bool_]
) -> int:
    if ended.any():
        return int(np.bincount(np.clip(last[ended] - first[ended] + 1, 1, 12)).argmax())
    gaps = np.diff(np.unique(first[dated]))
    return int(min(12, gaps.min())) if len(gaps) else 1


def _covered(
    cooperative: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    dated: NDArray[np.bool_],
    starts: NDArray[np.int64],
    length: int,
) -> NDArray[np.bool_]:
    """Per cooperative and period whether returns of the cooperative hold all its months."""
    size = int(cooperative.max(initial=-1)) + 1
    covered = np.zeros((size, len(starts)), dtype=bool)
    if not len(starts):
        return covered
    origin, end = int(starts[0]), int(starts[-1]) + length
    begins = np.clip(first[dated] - origin, 0, end - origin)
    ends = np.clip(last[dated] + 1 - origin, 0, end - origin)
    steps = np.zeros((size, end - origin + 1), dtype=np.int64)
    np.add.at(steps, (cooperative[dated], begins), 1)
    np.add.at(steps, (cooperative[dated], ends), -1)
    held = np.cumsum(steps, axis=1)[:, :-1] > 0
    for place, start in enumerate(starts):
        covered[:, place] = held[:, start - origin : start - origin + length].all(axis=1)
    return covered


def _months(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    months: NDArray[np.int64] = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months
