"""Practice against the law: who is decided within the limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.law_clock import (
    LawClock,
    clock_counts,
    clock_of_same,
    days_beyond,
    extended_clock,
    has_extensions,
    law_clock,
    stopped_clock,
    years_filed,
)
from advocacy.analysis.legal_limit import LegalLimit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
    counted_share,
    field_title,
    median_estimate,
    quantile_estimate,
    timing_caveats,
)
from advocacy.analysis.survival import kaplan_meier_of_counts
from advocacy.analysis.waits import Counts, Waits, by_day
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
    counts = clock_counts(cases, clock, groups)
    found = Waits(cases, field, groups.codes, groups.labels, alone, counts[:, :-1], counts[:, -1])
    settings = cases.workspace.settings
    if settings.merge_small:
        found = found.merged(settings.smallest_group)
    each = [_of_group(found, clock, group) for group in found.met]
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
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    headline = say(
        "Decided within {limit}: from {low} ({last}) to {high} ({first})",
        limit=limit.words,
        low=numbers.estimate(each[-1], finding),
        last=each[-1].label,
        high=numbers.estimate(each[0], finding),
        first=each[0].label,
    )
    return replace(finding, headline=headline)


def within_limit_by_year(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """The share decided within the limit by year of application; years too young to tell are left out."""
    clock, years = law_clock(cases, limit), years_filed(cases.table)
    counts = clock_counts(cases, clock, years)
    each = []
    for number, year in enumerate(years.codes):
        if counts[number, :-1].any():
            missing = int(counts[number, -1])
            one = _in_time(clock, counts[number, :-1], missing, _of_year(cases, number), cases)
            each.append(replace(one, group=year, label=year))
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
    headline = say(
        "Filed in {first}: {before} decided in time; filed in {last}: {after}",
        first=each[0].label,
        before=numbers.estimate(each[0], finding),
        last=each[-1].label,
        after=numbers.estimate(each[-1], finding),
    )
    return replace(finding, headline=headline)


def _everyone(cases: LicensingCases, clock: LawClock) -> Estimate:
    counts = clock_counts(cases, clock)[0]
    return _in_time(clock, counts[:-1], int(counts[-1]), cases.rows, cases)


def _of_group(found: Waits, clock: LawClock, group: int) -> Estimate:
    missing = int(found.unusable[group])
    one = _in_time(clock, found.counts[group], missing, lambda among: found.rows(group, among), found.cases)
    return replace(one, group=found.codes[group], label=found.labels[group])


def _of_year(cases: LicensingCases, number: int) -> Rows:
    def rows(among: Callable[[], Mask]) -> SourceRows:
        return cases.rows(lambda: (cases.taken(years_filed(cases.table).number) == number) & among())

    return rows


def _in_time(clock: LawClock, counts: Counts, missing: int, rows: Rows, cases: LicensingCases) -> Estimate:
    """The share decided within the limit of cases counted by code; rows: their source rows among a mask."""
    parts, leaving, deaths = by_day(counts)
    km = kaplan_meier_of_counts(parts, leaving, deaths)
    waiting, low, high = km.waiting_at(clock.within - 1)
    followed = km.pending == 0 or bool((parts >= clock.before).any())
    shown = km.n > 0 and followed

    def used() -> Mask:
        return cases.taken(clock.timed)

    met = rows(lambda: cases.taken(clock.in_time))
    return Estimate(
        value=1 - waiting if shown else None,
        low=None if high is None or not shown else 1 - high,
        high=None if low is None or not shown else 1 - low,
        numerator=float(deaths[parts < clock.within].sum()),
        denominator=float(km.n),
        n=km.n,
        missing=missing,
        pending=km.pending,
        state=State.SHOWN if shown else State.NO_DATA,
        rows=rows(used),
        small=met,
        counted=(
            met,
            rows(lambda: used() & ~cases.taken(clock.decided)),
            rows(lambda: ~used()),
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
    if bool((cases.taken(has_extensions(cases.table)) & cases.taken(clock.timed)).any()):
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
    old = cases.taken(clock.old)
    n = int(np.count_nonzero(old))
    if not n:
        return None
    in_time = cases.taken(clock.in_time)
    met = cases.rows(lambda: old & in_time)
    return replace(
        counted_share(cases, int(np.count_nonzero(old & in_time)), n),
        missing=int(np.count_nonzero(~cases.taken(clock.timed))),
        rows=cases.rows(old),
        small=met,
        counted=(met, cases.rows(lambda: ~cases.taken(clock.timed))),
    )


def days_over(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """By how much the limit is passed, where it is passed; pending applications count as "at least".

    Among applications that waited longer than the limit: the Kaplan-Meier median of the days beyond it.
    """
    clock = law_clock(cases, limit)
    codes, size = days_beyond(cases.table, clock)
    km = kaplan_meier_of_counts(*by_day(np.bincount(cases.taken(codes), minlength=size)[:-1]))
    if not km.n:
        return None
    late = cases.taken(clock.late)
    unusable = cases.rows(lambda: ~cases.taken(clock.timed))
    told = (cases.rows(lambda: late & ~cases.taken(clock.decided)), unusable)
    missing = int(np.count_nonzero(~cases.taken(clock.timed)))
    estimate = median_estimate(km, missing, cases.rows(late), told)
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
    open_cases = cases.taken(clock.timed) & ~cases.taken(clock.decided)
    n = int(np.count_nonzero(open_cases))
    if not n:
        return None
    old = open_cases & cases.taken(clock.late)
    found = int(np.count_nonzero(old))
    unusable = cases.rows(lambda: ~cases.taken(clock.timed))
    estimate = replace(
        counted_share(cases, found, n),
        missing=int(np.count_nonzero(~cases.taken(clock.timed))),
        pending=n,
        rows=cases.rows(old),
        counted=(cases.rows(open_cases), unusable),
    )
    ages = cases.taken(clock.waited)[open_cases]
    middle = Estimate(
        value=float(np.median(ages)), n=n, pending=n, rows=cases.rows(open_cases), counted=(unusable,)
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
