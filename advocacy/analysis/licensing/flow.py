"""Applications filed, decided and waiting over time, in periods long enough to protect small numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.found_once import found_once
from advocacy.analysis.licensing.case_timing import case_timing
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.words import common
from advocacy.analysis.period_filter import DECIDED, FILED, days_of
from advocacy.analysis.periods import first_day, last_day, month_code, period_label
from advocacy.analysis.traits import WAITING_ON
from advocacy.importing.table import Table
from advocacy.wording import listed, say
from advocacy.workspace import Filter

_PERIODS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LEADING = {1: 3, 3: 3, 6: 2, 12: 1}  # one period in so many may be drawn together at the beginning
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Period:
    """One period: its months as numbers since year 0, and its label."""

    first: int
    last: int
    label: str


def flow(cases: LicensingCases) -> Finding | None:
    """Applications and decisions per period and the number waiting at its end.

    The shortest period is taken in which every count is 0 or at least the smallest group that may be shown;
    a waiting number is the sum of all before it, so that hiding single months would not hide them.
    """
    if cases.on is None:
        return None
    tally = _tally(cases)
    if tally is None:
        return None
    smallest = cases.workspace.settings.smallest_group
    finding = Finding(
        code="licensing.flow",
        name=say("Filed, decided, waiting"),
        headline="",
        unit=Unit.COUNT,
        chart=Chart.MONTHS,
        counted_in=say("Applications"),
        base=cases.base,
        estimates=(Estimate(state=State.SUPPRESSED),),
        method=say(
            "Counts by the day of application and of decision; waiting is counted at the end of the period."
        ),
        series_labels=(("applied", say("Filed")), ("decided", say("Decided")), ("waiting", say("Waiting"))),
        caveats=(say("Not used: {faults}.", faults=listed(cases.contradictions)),)
        if cases.contradictions
        else (),
        **common(cases),
    )
    for length in _PERIODS.values():
        if periods := _safe_periods(tally, length, smallest):
            return _with_counts(finding, cases, tally, periods)
    return _hidden(finding)


@dataclass(frozen=True, eq=False)
class _Tally:
    """Timed cases by month, as running counts from the first month on: filed and decided before each."""

    first: int  # months since year 0, as are all months here
    last: int
    filed: NDArray[np.int64]
    decided: NDArray[np.int64]

    def counts(self, edges: Sequence[int]) -> NDArray[np.int64]:
        """Filed, decided, and waiting at the end, per period from one edge up to and without the next."""
        at = np.clip(np.array(edges) - self.first, 0, len(self.filed) - 1)
        waiting = (self.filed - self.decided)[at[1:]]
        return np.stack([np.diff(self.filed[at]), np.diff(self.decided[at]), waiting], axis=1)


def _tally(cases: LicensingCases) -> _Tally | None:
    """None where no case can be timed."""
    assert cases.on is not None
    filed = np.bincount(cases.taken(_month_timed(cases.table, cases.on, "date_applied")))[1:]
    done = np.bincount(cases.taken(_month_timed(cases.table, cases.on, "date_decided")))[1:]
    if not filed.any():
        return None
    first, last = int(np.flatnonzero(filed)[0]), cases.on.year * 12 + cases.on.month - 1
    return _Tally(first, last, _running(filed, first, last), _running(done, first, last))


def _running(by_month: NDArray[np.int64], first: int, last: int) -> NDArray[np.int64]:
    """How many lie before each month from first to the one after last."""
    counts = np.zeros(last - first + 2, dtype=np.int64)
    inside = by_month[first : last + 1]
    counts[1 : len(inside) + 1] = inside
    return np.cumsum(counts)


@found_once
def _month_timed(table: Table, on: date, name: str) -> NDArray[np.int32]:
    """Months since year 0 plus one; 0 where the case cannot be timed or has no such day."""
    months = _months(table, name) + 1
    usable = case_timing(table, on).timed & (months > 0)
    if name == "date_decided":
        usable &= case_timing(table, on).decided
    return np.where(usable, months, 0).astype(np.int32)


def _with_counts(finding: Finding, cases: LicensingCases, tally: _Tally, periods: list[_Period]) -> Finding:
    estimates = []
    n, missing = int(tally.filed[-1]), len(cases) - int(tally.filed[-1])
    edges = [*(period.first for period in periods), periods[-1].last + 1]
    until = cases.on or date.max
    for period, counts in zip(periods, tally.counts(edges).tolist(), strict=True):
        for (series, rows), count in zip(_rows(cases, period), counts, strict=True):
            estimates.append(
                Estimate(
                    group=month_code(period.last),
                    label=period.label,
                    series=series,
                    value=float(count),
                    n=n,
                    missing=missing,
                    rows=cases.rows(rows),
                    keeps=_filter(series, period, until),
                )
            )
    end = estimates[-1]
    most = max((one for one in estimates if one.series == "waiting"), key=lambda one: one.value or 0.0)
    headline = say(
        "{waiting} applications were waiting at the end of {period}",
        waiting=numbers.count(end.value or 0.0),
        period=end.label,
    )
    if most.value == end.value and len(periods) > 1:
        headline = say(
            "{waiting} applications were waiting at the end of {period}, more than ever before",
            waiting=numbers.count(end.value or 0.0),
            period=end.label,
        )
    return replace(finding, estimates=tuple(estimates), headline=headline)


def _filter(series: str, period: _Period, until: date) -> Filter:
    """What keeps the cases behind a count. What came after the data date was not known yet."""
    first, last = first_day(period.first), last_day(period.last)
    if series == "waiting":
        return Filter(WAITING_ON, (min(last, until).isoformat(),))
    return days_of(FILED, first, last) if series == "applied" else days_of(DECIDED, first, min(last, until))


def _hidden(finding: Finding) -> Finding:
    return replace(finding, headline=say("Too few applications to show them over time"))


def _rows(cases: LicensingCases, period: _Period) -> Iterator[tuple[str, Callable[[], Mask]]]:
    """The masks of the cases behind the three counts of a period."""

    def month(name: str) -> NDArray[np.int64]:
        return cases.taken(_months(cases.table, name))

    def closed(until: int) -> Mask:
        return cases.decided & (month("date_decided") <= until)

    def filed() -> Mask:
        applied = month("date_applied")
        return cases.timed & (applied >= period.first) & (applied <= period.last)

    yield "applied", filed
    yield "decided", lambda: cases.timed & closed(period.last) & ~closed(period.first - 1)
    yield "waiting", lambda: cases.timed & (month("date_applied") <= period.last) & ~closed(period.last)


def _safe_periods(tally: _Tally, length: int, smallest: int) -> list[_Period]:
    """Periods in which no count is between 1 and smallest-1; none where the length does not allow it."""
    starts = list(range(tally.first - tally.first % length, tally.last + 1, length))
    for joined in range(max(1, len(starts) // _LEADING[length])):
        edges = [starts[0], *starts[joined + 1 :], starts[-1] + length]
        counts = tally.counts(edges)
        if np.all((counts == 0) | (counts >= smallest)):
            periods = [_Period(begin, end - 1, period_label(begin, length)) for begin, end in pairwise(edges)]
            if joined:
                until = period_label(edges[1] - length, length)
                periods[0] = _Period(edges[0], edges[1] - 1, say("up to {period}", period=until))
            return periods
    return []


@found_once
def _months(table: Table, name: str) -> NDArray[np.int64]:
    """Months since year 0; a large negative number where there is no day."""
    if name not in table.frame.columns:
        return np.full(len(table), -(10**6), dtype=np.int64)
    stamps = table.frame[name].to_numpy(dtype="datetime64[M]")
    months: NDArray[np.int64] = stamps.astype(np.int64) + 1970 * 12
    months[np.isnat(stamps)] = -(10**6)
    return months
