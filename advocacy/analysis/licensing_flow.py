"""Applications filed, decided and waiting over time, in periods long enough to protect small numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.wording import say

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
    if not cases.timed.any() or cases.on is None:
        return None
    applied, decided = _months(cases, "date_applied"), _months(cases, "date_decided")
    used = cases.timed
    first, last = int(applied[used].min()), cases.on.year * 12 + cases.on.month - 1
    smallest = cases.workspace.settings.smallest_group
    finding = Finding(
        code="licensing.flow",
        name=say("Filed, decided, waiting"),
        headline="",
        unit=Unit.COUNT,
        chart=Chart.MONTHS,
        base=cases.base,
        estimates=(Estimate(state=State.SUPPRESSED),),
        method=say(
            "Counts by the day of application and of decision; waiting is counted at the end of the period."
        ),
        series_labels=(("applied", say("Filed")), ("decided", say("Decided")), ("waiting", say("Waiting"))),
        caveats=(say("Not used: {faults}.", faults="; ".join(cases.contradictions)),)
        if cases.contradictions
        else (),
        filters=cases.filters,
        sources=cases.sources,
        data_date=cases.on,
        example=cases.workspace.settings.example,
    )
    for length in _PERIODS.values():
        if periods := _safe_periods(
            first, last, length, applied[used], decided[used], cases.decided[used], smallest
        ):
            return _with_counts(finding, cases, periods, applied, decided)
    return _hidden(finding)


def _with_counts(
    finding: Finding,
    cases: LicensingCases,
    periods: list[_Period],
    applied: NDArray[np.int64],
    decided: NDArray[np.int64],
) -> Finding:
    estimates = []
    missing = int((~cases.timed).sum())
    for period in periods:
        filed = cases.timed & (applied >= period.first) & (applied <= period.last)
        closed = cases.timed & cases.decided & (decided >= period.first) & (decided <= period.last)
        waiting = cases.timed & (applied <= period.last) & ~(cases.decided & (decided <= period.last))
        for series, rows in (("applied", filed), ("decided", closed), ("waiting", waiting)):
            estimates.append(
                Estimate(
                    group=_iso(period.last),
                    label=period.label,
                    series=series,
                    value=float(rows.sum()),
                    n=int(cases.timed.sum()),
                    missing=missing,
                    rows=cases.rows(rows),
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


def _hidden(finding: Finding) -> Finding:
    return replace(finding, headline=say("Too few applications to show them over time"))


def _safe_periods(
    first: int,
    last: int,
    length: int,
    applied: NDArray[np.int64],
    decided: NDArray[np.int64],
    closed: Mask,
    smallest: int,
) -> list[_Period]:
    """Periods in which no count is between 1 and smallest-1; none where the length does not allow it."""
    starts = list(range(first - first % length, last + 1, length))
    months = starts[-1] + length - starts[0]
    filed_until = _running(applied - starts[0], months)
    done_until = _running(decided[closed] - starts[0], months)
    for joined in range(max(1, len(starts) // _LEADING[length])):
        edges = [starts[0], *starts[joined + 1 :], starts[-1] + length]
        at = np.array(edges) - starts[0]
        filed, done = np.diff(filed_until[at]), np.diff(done_until[at])
        waiting = (filed_until - done_until)[at[1:]]
        counts = np.concatenate([filed, done, waiting])
        if np.all((counts == 0) | (counts >= smallest)):
            periods = [_Period(begin, end - 1, _label(begin, length)) for begin, end in pairwise(edges)]
            if joined:
                until = _label(edges[1] - length, length)
                periods[0] = _Period(edges[0], edges[1] - 1, say("up to {period}", period=until))
            return periods
    return []


def _running(months: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """How many lie before each month, from 0 to size; what lies outside is counted at the nearest end."""
    counted = np.bincount(np.clip(months, 0, size - 1), minlength=size)
    return np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)


def _months(cases: LicensingCases, name: str) -> NDArray[np.int64]:
    """Months since year 0; a large negative number where there is no day."""
    if name not in cases.frame.columns:
        return np.full(len(cases), -(10**6), dtype=np.int64)
    stamps = cases.frame[name].to_numpy(dtype="datetime64[M]")
    months: NDArray[np.int64] = stamps.astype(np.int64) + 1970 * 12
    months[np.isnat(stamps)] = -(10**6)
    return months


def _label(month: int, length: int) -> str:
    year, within = divmod(month, 12)
    if length == 12:
        return str(year)
    if length == 6:
        return f"{year} H{within // 6 + 1}"
    if length == 3:
        return f"{year} Q{within // 3 + 1}"
    return f"{year}-{within + 1:02d}"


def _iso(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
