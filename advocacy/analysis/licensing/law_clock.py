"""The clock of the law for every case of a table, whatever the filters: when it starts and how far it ran."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import Groups, groups_in
from advocacy.analysis.licensing.case_limits import CaseLimits
from advocacy.analysis.licensing.case_timing import case_timing, days_of
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.day_codes import DayCodes, day_codes
from advocacy.analysis.licensing.legal_limit import LegalLimit
from advocacy.analysis.licensing.step_record import STEPS, days_stopped
from advocacy.analysis.licensing.waits import Counts, waits
from advocacy.importing.table import Table

USED, DECIDED, IN_TIME, LATE, OLD = 1, 2, 4, 8, 16  # what is true of a case
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
    days: where every case has the same limit, days waited for each part within it; else None.
    """

    waited: Numbers
    allowed: Numbers
    timed: Mask
    decided: Mask
    old: Mask
    code: NDArray[np.int32]
    codes: int
    before: int
    within: int
    days: NDArray[np.int64] | None = None

    @cached_property
    def standing(self) -> NDArray[np.uint8]:
        """The sum of USED, DECIDED, IN_TIME, LATE and OLD, as far as each is true of a case."""
        facts = (
            (USED, self.timed),
            (DECIDED, self.timed & self.decided),
            (IN_TIME, self.in_time),
            (LATE, self.late),
            (OLD, self.old),
        )
        each = np.zeros(len(self.timed), dtype=np.uint8)
        for bit, is_so in facts:
            each |= np.where(is_so, np.uint8(bit), np.uint8(0))
        return each

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
def has_extension(table: Table, clock: LawClock) -> Mask:
    """Which cases of the clock have an extension agreed on."""
    mask: Mask = clock.timed & (extensions(table) > 0)
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
    code = np.full(len(table), codes - 1, dtype=np.int32)
    code[timed] = 2 * number + timing.decided[timed]
    before, within = (int(np.searchsorted(kinds, 1.0, side=side)) for side in ("left", "right"))
    alike = each is None and not extended and stops is None and days > 0
    passed = np.round(kinds[:within] * days).astype(np.int64) if alike else None
    return LawClock(
        waited, allowed, timed, timing.decided, old, code.astype(np.int32), codes, before, within, passed
    )


def clock_counts_by(cases: LicensingCases, clock: LawClock, field: str) -> Counts:
    """Count the cases by the groups of a field and by code of the clock."""
    if clock.days is None:
        return clock_counts(cases, clock, groups_in(cases.table, field))
    by_days = waits(cases, field)
    return _by_part(by_days.counts, by_days.unusable, clock)


def _by_part(counts: Counts, unusable: Counts, clock: LawClock) -> Counts:
    """The counts by days waited as counts by code of the clock, without looking at the cases once more."""
    assert clock.days is not None
    late = 2 * (int(clock.days[-1]) + 1) if len(clock.days) else 0
    columns = np.zeros((len(counts), clock.codes), dtype=np.int64)
    for decided in (0, 1):
        columns[:, decided : 2 * clock.within : 2] = counts[:, 2 * clock.days + decided]
        if clock.codes - 1 > 2 * clock.within:
            columns[:, 2 * clock.within + decided] = counts[:, late + decided :: 2].sum(axis=1)
    columns[:, -1] = unusable
    return columns


@dataclass(frozen=True)
class Standing:
    """How many cases there are of each sum of facts."""

    counts: Counts

    def having(self, facts: int, lacking: int = 0) -> int:
        """Return how many have all of these facts and none of those lacking."""
        sums = np.arange(len(self.counts))
        return int(self.counts[((sums & facts) == facts) & ((sums & lacking) == 0)].sum())


def standing(cases: LicensingCases, clock: LawClock) -> Standing:
    """Count how the cases stand to the limit."""
    return Standing(np.bincount(cases.taken(clock.standing), minlength=2 * OLD))


def clock_counts(cases: LicensingCases, clock: LawClock, groups: Groups | None = None) -> Counts:
    """Count the cases by code of the clock: a row per group, and a last one for those in no group."""
    if groups is None and clock.days is not None:
        usable = cases.counts[None, : cases.timing.usable]
        return _by_part(usable, len(cases) - usable.sum(axis=1), clock)
    if groups is None:
        return np.bincount(cases.taken(clock.code), minlength=clock.codes)[None, :]
    several = len(groups.codes) + 1
    cells = cases.taken(_cells(cases.table, clock, groups))
    return np.bincount(cells, minlength=several * clock.codes).reshape(several, clock.codes)


@found_once
def _cells(table: Table, clock: LawClock, groups: Groups) -> NDArray[np.integer]:
    return groups.cells(clock.code, clock.codes)


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
def days_beyond(table: Table, clock: LawClock) -> DayCodes:
    """Return the days by which each case that waited longer than the limit is beyond it."""
    del table
    return day_codes(clock.waited - clock.allowed, clock.decided, clock.late)


@found_once
def days_open(table: Table, clock: LawClock) -> DayCodes:
    """Return the days each pending case has waited, as if all ended on the data date: their age."""
    del table
    pending = clock.timed & ~clock.decided
    return day_codes(clock.waited, pending, pending)


@found_once
def days_allowed(table: Table, clock: LawClock) -> DayCodes:
    """Return the days each case is allowed."""
    del table
    return day_codes(clock.allowed, clock.timed, clock.timed)


@found_once
def clock_of_same(table: Table, clock: LawClock, other: LawClock) -> LawClock:
    """Return a clock for those cases only that another clock can be used for too."""
    del table
    timed = clock.timed & other.timed
    code = np.where(timed, clock.code, clock.codes - 1)
    return replace(clock, timed=timed, old=clock.old & timed, code=code)
