"""The clock of the law for every case of a table, whatever the filters: when it starts and how far it ran."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.case_limits import CaseLimits
from advocacy.analysis.case_timing import case_timing, days_of
from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import Groups
from advocacy.analysis.legal_limit import LegalLimit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.step_record import STEPS, days_stopped
from advocacy.analysis.waits import Counts
from advocacy.importing.table import Table

_LEAST = 0.5  # of a day: a limit of no day is passed on the first
_PASSED = 2.0  # times the limit; all that lies beyond it is one, as it does not bear on the share within it
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LawClock:
    """One entry per row of the table.

    waited: days from the start of the clock to the decision or the data date; allowed: days the law allows;
    timed: where both can be used; decided: whether there is a usable day of decision. old: whether the limit
    would have passed by the data date. code: 2 × the part of its limit a case has waited, the different parts
    numbered in rising order, + 1 where decided; `codes` - 1 where it cannot be used. Parts, because cases
    are filed under different limits. before, within: how many parts are less than the limit, and not more.
    """

    waited: Numbers
    allowed: Numbers
    timed: Mask
    decided: Mask
    old: Mask
    code: NDArray[np.int64]
    codes: int
    before: int
    within: int

    @cached_property
    def late(self) -> Mask:
        """Which waited longer than the limit, decided or not."""
        return self.timed & (self.code >= 2 * self.within)

    @cached_property
    def in_time(self) -> Mask:
        """Which were decided within the limit."""
        return self.timed & self.decided & (self.code < 2 * self.within)


def law_clock(cases: LicensingCases, limit: LegalLimit) -> LawClock:
    """Return the clock of the law. A start that lies before the application or after the end is not used."""
    return _clock(cases.table, cases.on, limit.each, limit.days, False, None)


def extended_clock(cases: LicensingCases, limit: LegalLimit) -> LawClock:
    """Return the clock with the extensions agreed on added to the limit."""
    return _clock(cases.table, cases.on, limit.each, limit.days, True, None)


def stopped_clock(cases: LicensingCases, limit: LegalLimit) -> LawClock | None:
    """Return the clock stopped while a step waited for the applicant, for cases with steps on record.

    None where the record does not say whose turn it was.
    """
    steps = cases.workspace.table(STEPS)
    if steps is None or days_stopped(cases.table, steps, cases.on) is None:
        return None
    return _clock(cases.table, cases.on, limit.each, limit.days, False, steps)


@found_once
def has_extensions(table: Table) -> Mask:
    """Which cases have an extension agreed on."""
    mask: Mask = extensions(table) > 0
    return mask


@found_once
def extensions(table: Table) -> Numbers:
    """Return the calendar days of extension agreed on, 0 where there are none."""
    if "extension_days" not in table.frame.columns:
        return np.zeros(len(table))
    days = table.frame["extension_days"].to_numpy(dtype=np.float64, na_value=np.nan)
    agreed: Numbers = np.maximum(np.nan_to_num(days), 0.0)
    return agreed


@found_once
def _clock(
    table: Table, on: date | None, each: CaseLimits | None, days: int, extended: bool, stops: Table | None
) -> LawClock:
    timing = case_timing(table, on)
    today = float((on - date(1970, 1, 1)).days) if on else np.nan
    start = days_of(table, "date_applied") if each is None else each.start
    allowed = np.full(len(table), float(days)) if each is None else each.allowed.astype(np.float64)
    timed, waited = timing.timed & (allowed >= 0), timing.waited
    with np.errstate(invalid="ignore"):
        if each is not None and each.later is not None:
            waited = waited - each.later
            timed = timed & (each.later >= 0) & (waited >= 0)
        if extended:
            allowed = allowed + extensions(table)
        if stops is not None:
            stopped = days_stopped(table, stops, on, each)
            assert stopped is not None
            timed = timed & ~np.isnan(stopped)
            waited = np.maximum(0.0, waited - np.nan_to_num(stopped))
        part = np.where(timed, waited, 0.0) / np.maximum(allowed, _LEAST)
        old = timed & (today - start >= allowed)
    kinds, number = np.unique(np.where(part > 1, _PASSED, part)[timed], return_inverse=True)
    codes = 2 * len(kinds) + 1
    code = np.full(len(table), codes - 1, dtype=np.int64)
    code[timed] = 2 * number + timing.decided[timed]
    before, within = (int(np.searchsorted(kinds, 1.0, side=side)) for side in ("left", "right"))
    return LawClock(waited, allowed, timed, timing.decided, old, code, codes, before, within)


def clock_counts(cases: LicensingCases, clock: LawClock, groups: Groups | None = None) -> Counts:
    """Count the cases by code of the clock: a row per group, and a last one for those in no group."""
    if groups is None:
        return np.bincount(cases.taken(clock.code), minlength=clock.codes)[None, :]
    several = len(groups.codes) + 1
    cells = cases.taken(_cells(cases.table, clock, groups))
    return np.bincount(cells, minlength=several * clock.codes).reshape(several, clock.codes)


@found_once
def _cells(table: Table, clock: LawClock, groups: Groups) -> NDArray[np.integer]:
    group = np.where(groups.number < 0, len(groups.codes), groups.number)
    cells = group * clock.codes + clock.code
    return cells.astype(np.int32) if cells.max(initial=0) < 2**31 else cells


@found_once
def years_filed(table: Table) -> Groups:
    """Return the cases by year of application."""
    applied = days_of(table, "date_applied")
    known = ~np.isnan(applied)
    year = np.full(len(table), -1, dtype=np.int64)
    year[known] = applied[known].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    kinds, number = np.unique(year[known], return_inverse=True)
    names = tuple(str(kind) for kind in kinds)
    place = np.full(len(table), -1, dtype=np.int64)
    place[known] = number
    return Groups(names, names, place)


@found_once
def days_beyond(table: Table, clock: LawClock) -> tuple[NDArray[np.int64], int]:
    """Return per row 2 × the days beyond the limit + 1 where decided, and how many codes there are.

    The last code is that of the cases that did not wait longer than the limit.
    """
    late = clock.late
    beyond = (clock.waited - clock.allowed)[late].astype(np.int64)
    codes = 2 * (int(beyond.max(initial=0)) + 1) + 1
    code = np.full(len(table), codes - 1, dtype=np.int64)
    code[late] = 2 * beyond + clock.decided[late]
    return code, codes


@found_once
def clock_of_same(table: Table, clock: LawClock, other: LawClock) -> LawClock:
    """Return a clock for those cases only that another clock can be used for too."""
    del table
    timed = clock.timed & other.timed
    code = np.where(timed, clock.code, clock.codes - 1)
    return replace(clock, timed=timed, old=clock.old & timed, code=code)
