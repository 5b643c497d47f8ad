"""Practice against the law: who is decided within the limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.day_codes import ended_after
from advocacy.analysis.licensing.gap import gap
from advocacy.analysis.licensing.law_clock import (
    DECIDED,
    IN_TIME,
    LATE,
    OLD,
    USED,
    LawClock,
    clock_counts,
    clock_counts_by,
    clock_of_same,
    days_beyond,
    days_open,
    extended_clock,
    has_extension,
    law_clock,
    standing,
    stopped_clock,
    years_filed,
)
from advocacy.analysis.licensing.legal_limit import LegalLimit
from advocacy.analysis.licensing.waits import Counts, Waits, decided_by_group
from advocacy.analysis.licensing.words import (
    answered_base,
    common,
    counted_share,
    field_title,
    median_estimate,
    none_if_nan,
    quantile_estimate,
    timing_caveats,
)
from advocacy.analysis.reliability import fit_for_headlines
from advocacy.wording import say

_MANY = 40  # groups beyond these are left out of a chart
Mask = NDArray[np.bool_]
Rows = Callable[[Callable[[], Mask]], SourceRows]


def within_limit(cases: LicensingCases, limit: LegalLimit) -> Finding:
    """Share decided within the legal limit: 1 - S(limit) over all applications filed."""
    clock = law_clock(cases, limit)
    estimate = _everyone(cases, clock)
    finding = Finding(
        code="licensing.within_limit",
        name=say("Decided within the legal limit"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=cases.base,
        estimates=(estimate,),
        method=_limit_method(limit),
        companions=tuple(_counted_otherwise(cases, limit, clock)),
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    headline = say(
        "{share} of applications are decided within the {limit} of the law (95% interval {interval})",
        share=numbers.estimate(estimate, finding),
        limit=limit.words,
        interval=numbers.interval(estimate, finding),
    )
    if not estimate.n:
        headline = say("No application has the days by which the limit of the law could be compared")
    elif estimate.value is None:
        headline = say("No application is old enough to be compared with the limit of the law")
    return replace(finding, headline=headline)


def within_limit_by(cases: LicensingCases, limit: LegalLimit, field: str) -> Finding | None:
    """The same for each group of a field; None where there are not two groups."""
    if not cases.has(field):
        return None
    clock, groups = law_clock(cases, limit), groups_in(cases.table, field)
    alone = tuple((number,) for number in range(len(groups.codes)))
    counts = clock_counts_by(cases, clock, field)
    found = Waits(cases, field, groups.codes, groups.labels, alone, counts[:, :-1], counts[:, -1])
    settings = cases.workspace.settings
    if settings.merge_small:
        found = found.merged(settings.smallest_group)
    in_time = _InTime(clock, found.counts, found.unusable)
    each = [
        replace(
            in_time.estimate(group, cases, partial(found.rows, group)),
            group=found.codes[group],
            label=found.labels[group],
        )
        for group in found.met
    ]
    each = sorted(each, key=lambda one: -(one.value or 0.0))[:_MANY]
    if len(each) < 2:
        return None
    finding = Finding(
        code=f"licensing.within_limit.by.{field}",
        name=say("Decided within the legal limit by {field}", field=field_title(field).lower()),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=cases.base,
        estimates=(_everyone(cases, clock), *each),
        method=_limit_method(limit),
        dimension=field,
        companions=gap(field, each, settings.smallest_group),
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    named = fit_for_headlines(each)
    headline = say(
        "Decided within {limit}: from {low} ({last}) to {high} ({first})",
        limit=limit.words,
        low=numbers.estimate(named[-1], finding),
        last=named[-1].label,
        high=numbers.estimate(named[0], finding),
        first=named[0].label,
    )
    return replace(finding, headline=headline)


def within_limit_by_year(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """The share decided within the limit by year of application; years too young to tell are left out."""
    clock, years = law_clock(cases, limit), years_filed(cases.table)
    counts = clock_counts(cases, clock, years)
    in_time = _InTime(clock, counts[:, :-1], counts[:, -1])
    each = [
        replace(in_time.estimate(number, cases, _of_year(cases, number)), group=year, label=year)
        for number, year in enumerate(years.codes)
        if counts[number, :-1].any()
    ]
    each = [one for one in each if one.value is not None][-_MANY:]
    if len(each) < 2:
        return None
    finding = Finding(
        code="licensing.within_limit.by.year",
        name=say("Decided within the legal limit by year of application"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.DOTS,
        base=cases.base,
        estimates=(_everyone(cases, clock), *each),
        method=_limit_method(limit),
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    named = fit_for_headlines(each)
    headline = say(
        "Filed in {first}: {before} decided in time; filed in {last}: {after}",
        first=named[0].label,
        before=numbers.estimate(named[0], finding),
        last=named[-1].label,
        after=numbers.estimate(named[-1], finding),
    )
    return replace(finding, headline=headline)


def _everyone(cases: LicensingCases, clock: LawClock) -> Estimate:
    counts = clock_counts(cases, clock)
    return _InTime(clock, counts[:, :-1], counts[:, -1]).estimate(0, cases, cases.rows)


def _of_year(cases: LicensingCases, number: int) -> Rows:
    def rows(among: Callable[[], Mask]) -> SourceRows:
        return cases.rows(lambda: (cases.taken(years_filed(cases.table).number) == number) & among())

    return rows


class _InTime:
    """The shares decided within the limit. counts: a row per group, a column per code of the clock that can
    be used; unusable: per group how many cases cannot."""

    def __init__(self, clock: LawClock, counts: Counts, unusable: Counts) -> None:
        self._clock, self._unusable = clock, unusable
        self._km = decided_by_group(counts)
        self._waiting = self._km.waiting_at(clock.within - 1)
        self._met = counts[:, 1 : 2 * clock.within : 2].sum(axis=1)
        self._followed = counts[:, 2 * clock.before :].sum(axis=1) > 0

    def estimate(self, group: int, cases: LicensingCases, rows: Rows) -> Estimate:
        """Return the share of one group; rows: its source rows among a mask."""
        clock, n, pending = self._clock, int(self._km.n[group]), int(self._km.pending[group])
        shown = n > 0 and (pending == 0 or bool(self._followed[group]))
        waiting, low, high = (none_if_nan(ends[group]) if shown else None for ends in self._waiting)
        met = rows(lambda: cases.taken(clock.in_time))
        return Estimate(
            value=None if waiting is None else 1 - waiting,
            low=None if high is None else 1 - high,
            high=None if low is None else 1 - low,
            numerator=float(self._met[group]),
            denominator=float(n),
            n=n,
            missing=int(self._unusable[group]),
            pending=pending,
            state=State.SHOWN if shown else State.NO_DATA,
            rows=rows(lambda: cases.taken(clock.timed)),
            small=met,
            counted=(
                met,
                rows(lambda: cases.taken(clock.timed) & ~cases.taken(clock.decided)),
                rows(lambda: ~cases.taken(clock.timed)),
            ),
        )


def _limit_method(limit: LegalLimit) -> str:
    return say(
        "One minus the Kaplan-Meier share still waiting after {days}; {law}. 95% log-log interval.",
        days=limit.words,
        law=limit.label,
    )


def _limit_caveats(cases: LicensingCases, limit: LegalLimit) -> tuple[str, ...]:
    return (*timing_caveats(cases), *limit.caveats)


def _counted_otherwise(cases: LicensingCases, limit: LegalLimit, clock: LawClock) -> Iterator[Companion]:
    """The same share with extensions, with the clock stopped, and of those filed long enough ago."""
    if cases.taken(has_extension(cases.table, clock)).any():
        yield Companion(
            say("Within the limit or the extension agreed on: {value} (95% interval {interval})."),
            Unit.SHARE,
            _everyone(cases, extended_clock(cases, limit)),
        )
    yield from _with_the_clock_stopped(cases, limit, clock)
    if one := _old_enough(cases, clock):
        yield Companion(
            say("Of the {n} whose limit would have passed by the data date, {value} were decided in time."),
            Unit.SHARE,
            one,
        )


def _with_the_clock_stopped(cases: LicensingCases, limit: LegalLimit, clock: LawClock) -> Iterator[Companion]:
    stopped = stopped_clock(cases, limit)
    if stopped is None:
        return
    one = _everyone(cases, stopped)
    if not one.n:
        return
    yield Companion(
        say(
            "With the clock stopped while the office waited for the applicant, {value} of the {n} with steps "
            "on record are decided within the limit (95% interval {interval})."
        ),
        Unit.SHARE,
        one,
    )
    whole = _everyone(cases, clock_of_same(cases.table, clock, stopped))
    yield Companion(
        say("With every day counted it is {value} of the same {n} applications."), Unit.SHARE, whole
    )


def _old_enough(cases: LicensingCases, clock: LawClock) -> Estimate | None:
    found = standing(cases, clock)
    n = found.having(OLD)
    if not n:
        return None
    met = cases.rows(lambda: cases.taken(clock.old & clock.in_time))
    return replace(
        counted_share(cases, found.having(OLD | IN_TIME), n),
        missing=found.having(0, USED),
        rows=cases.rows(lambda: cases.taken(clock.old)),
        small=met,
        counted=(met, cases.rows(lambda: ~cases.taken(clock.timed))),
    )


def days_over(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """By how much the limit is passed, where it is passed; pending applications count as "at least".

    Among applications that waited longer than the limit: the Kaplan-Meier median of the days beyond it.
    """
    clock = law_clock(cases, limit)
    codes = days_beyond(cases.table, clock)
    km = ended_after(codes.counts(cases.taken(codes.code)))
    if not km.n:
        return None
    unusable = cases.rows(lambda: cases.taken(~clock.timed))
    told = (cases.rows(lambda: cases.taken(clock.late & ~clock.decided)), unusable)
    missing = standing(cases, clock).having(0, USED)
    estimate = median_estimate(km, missing, cases.rows(lambda: cases.taken(clock.late)), told)
    finding = Finding(
        code="licensing.days_over",
        name=say("Days beyond the legal limit"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.NUMBER,
        base=answered_base(cases, km.n, say("that waited longer than the limit")),
        estimates=(estimate,),
        method=say(
            "Kaplan-Meier median of the days beyond {days} ({law}) among applications that passed it; those "
            "still pending count as at least so late. 95% log-log interval.",
            days=limit.words,
            law=limit.label,
        ),
        companions=(
            Companion(
                say("Nine in ten of the late are decided within {value} beyond the limit."),
                Unit.DAYS,
                quantile_estimate(km, 0.9, estimate),
            ),
        )
        if km.quantile(0.9) is not None
        else (),
        caveats=(
            *(
                (say("Fewer than nine in ten of the late applications are decided yet."),)
                if km.quantile(0.9) is None
                else ()
            ),
            *limit.caveats,
        ),
        **common(cases),
    )
    headline = say(
        "Where the limit is passed, half wait {days} or more beyond it (95% interval {interval})",
        days=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    if estimate.value is None:
        headline = say(
            "Fewer than half of the {n} late applications are decided yet", n=numbers.count(estimate.n)
        )
    return replace(finding, headline=headline)


def pending_age(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """How old the pending applications are on the data date: the share beyond the limit."""
    clock = law_clock(cases, limit)
    counts = standing(cases, clock)
    n, found = counts.having(USED, DECIDED), counts.having(USED | LATE, DECIDED)
    if not n:
        return None
    unusable = cases.rows(lambda: cases.taken(~clock.timed))
    pending = cases.rows(lambda: cases.taken(clock.timed & ~clock.decided))
    estimate = replace(
        counted_share(cases, found, n),
        missing=counts.having(0, USED),
        pending=n,
        rows=cases.rows(lambda: cases.taken(clock.late & ~clock.decided)),
        counted=(pending, unusable),
    )
    ages = days_open(cases.table, clock)
    middle = Estimate(
        value=ended_after(ages.counts(cases.taken(ages.code))).median,
        n=n,
        pending=n,
        rows=pending,
        counted=(unusable,),
    )
    finding = Finding(
        code="licensing.pending_age",
        name=say("Pending beyond the legal limit"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=answered_base(cases, n, say("pending on the data date")),
        estimates=(estimate,),
        method=say(
            "Share of the pending applications that waited more than {days}; {law}. Wilson 95% interval.",
            days=limit.words,
            law=limit.label,
        ),
        companions=(
            Companion(
                say("The pending applications have waited {value} in the middle case."), Unit.DAYS, middle
            ),
        ),
        caveats=(
            say("Among pending applications long waits are met more often than among all that are filed."),
            *limit.caveats,
        ),
        **common(cases),
    )
    headline = say(
        "{share} of the pending applications have waited longer than the law allows ({found} of {n})",
        share=numbers.estimate(estimate, finding),
        found=numbers.count(found),
        n=numbers.count(n),
    )
    return replace(finding, headline=headline)
