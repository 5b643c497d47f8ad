"""What the official record of steps says of every application, whatever the filters: spans, gaps, turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.case_limits import CaseLimits
from advocacy.analysis.licensing.case_timing import case_timing, days_of
from advocacy.analysis.licensing.day_codes import DayCodes, day_codes
from advocacy.importing.table import Table

STEPS = "licensing_step"
_DECISION = "decision"
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Steps:
    """One entry per step of the record; days are since 1970.

    case: number of its case, -1 where no case imported has that number. ended: finished by the data date;
    finished: that day, else the data date. usable: whether its days can be used.
    case_of_row: for each row of the table of cases the number of its case, -1 where it has none.
    """

    case: Places
    started: Numbers
    finished: Numbers
    ended: Mask
    usable: Mask
    case_of_row: Places
    cases: int

    @cached_property
    def lasted(self) -> Numbers:
        return self.finished - self.started

    @cached_property
    def by_days(self) -> DayCodes:
        return day_codes(self.lasted, self.ended, self.usable)

    def per_row(self, per_case: NDArray[np.float64], none: float = np.nan) -> Numbers:
        """Return for each row of the table of cases the value of its case; none where it has no number."""
        of_row: Numbers = np.append(per_case, none)[self.case_of_row]
        return of_row


@dataclass(frozen=True, eq=False)
class Record:
    """One entry per row of the table of cases.

    days: from the first start to the last end on record, or to the data date; under_way: days on which a
    step was under way, steps side by side counted once. NaN where no step is on record. ended: whether the
    record says that the procedure is over.
    """

    days: Numbers
    under_way: Numbers
    ended: Mask

    @cached_property
    def on_record(self) -> Mask:
        """Which cases have a step on record."""
        known: Mask = ~np.isnan(self.days)
        return known

    @cached_property
    def by_days(self) -> DayCodes:
        return day_codes(self.days, self.ended, self.on_record)

    @cached_property
    def has_gaps(self) -> bool:
        """Whether there are days between the first start and the end on which no step was under way."""
        return bool((self.under_way[self.on_record] < self.days[self.on_record]).any())

    @cached_property
    def by_days_under_way(self) -> DayCodes:
        return day_codes(self.under_way, self.ended, self.on_record)


@found_once
def steps_of(table: Table, record: Table, on: date | None) -> Steps | None:
    """Return the steps on record, joined to the cases by their number; None where they cannot be."""
    if on is None or "case_id" not in table.frame.columns:
        return None
    if not {"case_id", "date_started"} <= set(record.frame.columns):
        return None
    row, step, cases = _joined(table, record)
    today = float((on - date(1970, 1, 1)).days)
    started, finished = days_of(record, "date_started"), days_of(record, "date_finished")
    with np.errstate(invalid="ignore"):
        ended = finished <= today
        until = np.where(ended, finished, today)
        usable = until >= started
    return Steps(step, started, until, ended, usable, row, cases)


def _joined(table: Table, record: Table) -> tuple[Places, Places, int]:
    """For each row of cases and of steps the number of its case, -1 where it is not certain; how many.

    Where several cases have the same number, as associations count from 1, the steps in the file of a case
    are its own.
    """
    number = _numbered(table.frame["case_id"], record.frame["case_id"])
    source = _numbered(table.origin["source"], record.origin["source"])
    rows = len(table)
    shared = np.append(np.bincount(number[:rows][number[:rows] >= 0], minlength=number.max() + 1) > 1, False)
    files = int(source.max()) + 1
    key = np.where(shared[number], number.max() + 1 + number * files + source, number)
    key[number < 0] = -1
    kinds, place = np.unique(key, return_inverse=True)
    counts = np.bincount(place[:rows], minlength=len(kinds))
    certain = (counts == 1) & (kinds >= 0)
    place = np.where(certain[place], place, -1)
    return place[:rows], place[rows:], len(kinds)


def _numbered(one: pd.Series, other: pd.Series) -> Places:
    both = pd.concat([one, other], ignore_index=True).astype("object")
    number: Places = pd.factorize(both, use_na_sentinel=True)[0].astype(np.int64)
    return number


@found_once
def record_of(table: Table, record: Table, on: date | None) -> Record | None:
    """Return what the record says of every case; None where there is no record to be joined.

    The procedure is over by the record when each of its steps is finished and, where the record has steps of
    decision at all, one of them is among them.
    """
    steps = steps_of(table, record, on)
    if steps is None:
        return None
    used = steps.usable & (steps.case >= 0)
    case = steps.case[used]
    first, last = np.full(steps.cases, np.inf), np.full(steps.cases, -np.inf)
    np.minimum.at(first, case, steps.started[used])
    np.maximum.at(last, case, steps.finished[used])
    still_open = np.bincount(case, weights=~steps.ended[used], minlength=steps.cases)
    over = np.isfinite(first) & (still_open == 0)
    if "step" in record.frame.columns:
        decision = (record.frame["step"] == _DECISION).to_numpy(dtype=bool, na_value=False)
        if decision.any():
            over &= np.bincount(case, weights=decision[used], minlength=steps.cases) > 0
    with np.errstate(invalid="ignore"):
        days = np.where(np.isfinite(first), last - first, np.nan)
    days = np.where(over | ~np.isfinite(first), days, _today(on) - first)
    union = _union(case, steps.started[used], steps.finished[used], steps.cases)
    return Record(
        days=steps.per_row(days),
        under_way=steps.per_row(np.where(np.isfinite(first), union, np.nan)),
        ended=steps.per_row(over.astype(np.float64), 0.0) > 0,
    )


@found_once
def days_stopped(
    table: Table, record: Table, on: date | None, each: CaseLimits | None = None
) -> Numbers | None:
    """Return for each case on how many days the office waited for the applicant, NaN where no step is known.

    Only days between the start of the clock and the decision or the data date; days on which several steps
    waited count once. each: the limits with the starts of the clock; None: from the application on. None is
    returned where no step waited for an applicant.
    """
    steps = steps_of(table, record, on)
    if steps is None or "waiting_for" not in record.frame.columns:
        return None
    theirs = (record.frame["waiting_for"] == "applicant").to_numpy(dtype=bool, na_value=False)
    on_record = np.bincount(steps.case[steps.case >= 0], minlength=steps.cases) > 0
    used = theirs & steps.usable & (steps.case >= 0) & (steps.lasted > 0)
    if not used.any():
        return None
    row_of_case = np.zeros(steps.cases, dtype=np.int64)
    known = np.flatnonzero(steps.case_of_row >= 0)
    row_of_case[steps.case_of_row[known]] = known
    row = row_of_case[steps.case[used]]
    timing = case_timing(table, on)
    applied = days_of(table, "date_applied")
    begin = applied if each is None else each.start
    with np.errstate(invalid="ignore"):
        started = np.fmax(steps.started[used], begin[row])
        finished = np.fmin(steps.finished[used], (applied + timing.waited)[row])
        finished = np.maximum(started, finished)
    stopped = _union(steps.case[used], started, finished, steps.cases)
    return steps.per_row(np.where(on_record, stopped, np.nan))


def _today(on: date | None) -> float:
    return float((on - date(1970, 1, 1)).days) if on else np.nan


def _union(case: Places, started: Numbers, finished: Numbers, cases: int) -> Numbers:
    """The days covered by spans, per case: what several cover counts once."""
    if not len(case):
        return np.zeros(cases)
    order = np.lexsort((started, case))
    case, started, finished = case[order], started[order], finished[order]
    # Shifted case by case beyond each other, so that one running maximum does for all.
    shift = case * (finished.max() - started.min() + 1.0)
    reached = np.maximum.accumulate(finished + shift)
    before = np.concatenate([[-np.inf], reached[:-1]])
    fresh = np.maximum(0.0, finished + shift - np.maximum(started + shift, before))
    covered: Numbers = np.bincount(case, weights=fresh, minlength=cases).astype(np.float64)
    return covered


@found_once
def step_cells(record: Table, steps: Steps) -> NDArray[np.integer]:
    """Per step the number of its cell: kind of step × code of its days."""
    return groups_in(record, "step").cells(steps.by_days.code, steps.by_days.size)


@found_once
def net_of_stops(table: Table, record: Table, on: date | None) -> tuple[DayCodes, DayCodes, Mask] | None:
    """Return the days from application to decision without and with the applicant's turns, and who has steps.

    None where no step waited for an applicant.
    """
    stopped = days_stopped(table, record, on, None)
    if stopped is None:
        return None
    timing = case_timing(table, on)
    used = timing.timed & ~np.isnan(stopped)
    net = np.maximum(0.0, timing.waited - np.nan_to_num(stopped))
    return day_codes(net, timing.decided, used), day_codes(timing.waited, timing.decided, used), used
