"""Practice against the law: who is decided within the limit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.legal_limit import LegalLimit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
    field_title,
    groups_by,
    median_estimate,
    share_estimate,
    timing_caveats,
)
from advocacy.analysis.survival import KaplanMeier, kaplan_meier
from advocacy.wording import say

_MANY = 40  # groups beyond these are left out of a chart
Mask = NDArray[np.bool_]


def within_limit(cases: LicensingCases, limit: LegalLimit) -> Finding:
    """Share decided within the legal limit: 1 - S(limit) over all applications filed."""
    estimate = _within(cases, limit, np.ones(len(cases), dtype=bool))
    finding = Finding(
        code="licensing.within_limit",
        name=say("Decided within the legal limit"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=cases.base,
        estimates=(estimate,),
        method=_limit_method(limit),
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    headline = say(
        "{share} of applications are decided within the {limit} of the law (95% interval {interval})",
        share=numbers.estimate(estimate, finding),
        limit=numbers.days(limit.days),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)


def within_limit_by(cases: LicensingCases, limit: LegalLimit, field: str) -> Finding | None:
    """The same for each group of a field; None where there are not two groups."""
    groups = groups_by(cases, field)
    if groups is None:
        return None
    each = [
        _within(cases, limit, groups.rows(number), code, label)
        for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True))
    ]
    each = sorted((one for one in each if one.n), key=lambda one: -(one.value or 0.0))[:_MANY]
    if len(each) < 2:
        return None
    overall = _within(cases, limit, np.ones(len(cases), dtype=bool))
    finding = Finding(
        code=f"licensing.within_limit.by.{field}",
        name=say("Decided within the legal limit by {field}", field=field_title(field).lower()),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=cases.base,
        estimates=(overall, *each),
        method=_limit_method(limit),
        dimension=field,
        caveats=_limit_caveats(cases, limit),
        **common(cases),
    )
    headline = say(
        "Decided within {limit}: from {low} ({last}) to {high} ({first})",
        limit=numbers.days(limit.days),
        low=numbers.estimate(each[-1], finding),
        last=each[-1].label,
        high=numbers.estimate(each[0], finding),
        first=each[0].label,
    )
    return replace(finding, headline=headline)


def _within(
    cases: LicensingCases, limit: LegalLimit, mask: Mask, code: str = "", label: str = ""
) -> Estimate:
    used = mask & cases.timed
    passed = cases.waited / limit.of(cases)  # 1 is the limit of the case, whatever law it was filed under
    # Under one law for all whole days do as well, and need no sorting.
    clock, end = (cases.waited, float(limit.days)) if limit.each is None else (passed, 1.0)
    km = kaplan_meier(clock[used], cases.decided[used])
    waiting, low, high = km.waiting_at(end)
    in_time = used & cases.decided & (passed <= 1)
    followed = bool((passed[used] >= 1).any()) or km.pending == 0
    shown = km.n > 0 and followed
    return Estimate(
        group=code,
        label=label,
        value=1 - waiting if shown else None,
        low=None if high is None or not shown else 1 - high,
        high=None if low is None or not shown else 1 - low,
        numerator=float(in_time.sum()),
        denominator=float(km.n),
        n=km.n,
        missing=int((mask & ~cases.timed).sum()),
        pending=km.pending,
        state=State.SHOWN if shown else State.NO_DATA,
        rows=cases.rows(used),
        small=(met := cases.rows(in_time)),
        counted=(
            met,
            cases.rows(used & ~cases.decided),
            cases.rows(mask & ~cases.timed),
        ),
    )


def _limit_method(limit: LegalLimit) -> str:
    return say(
        "One minus the Kaplan-Meier share still waiting after {days}; {law}. 95% log-log interval.",
        days=numbers.days(limit.days),
        law=limit.label,
    )


def _limit_caveats(cases: LicensingCases, limit: LegalLimit) -> tuple[str, ...]:
    said = list(timing_caveats(cases))
    filed_early = cases.timed & _old_enough(cases, limit)
    if filed_early.any():
        in_time = filed_early & cases.decided & (cases.waited <= limit.of(cases))
        said.append(
            say(
                "Of the {n} filed at least {days} before the data date, {share} were decided in time.",
                n=numbers.count(int(filed_early.sum())),
                days=numbers.days(limit.days),
                share=numbers.share(in_time.sum() / filed_early.sum()),
            )
        )
    return (*said, *limit.caveats)


def _old_enough(cases: LicensingCases, limit: LegalLimit) -> Mask:
    if cases.on is None:
        return np.zeros(len(cases), dtype=bool)
    applied = cases.frame["date_applied"]
    old: Mask = (pd.Timestamp(cases.on) - applied).dt.days.to_numpy(dtype=np.float64) >= limit.of(cases)
    return old


def days_over(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """By how much the limit is passed, where it is passed; pending applications count as "at least".

    Among applications that waited longer than the limit: the Kaplan-Meier median of the days beyond it.
    """
    allowed = limit.of(cases)
    late = cases.timed & (cases.waited > allowed)
    if not late.any():
        return None
    km = kaplan_meier((cases.waited - allowed)[late], cases.decided[late])
    told = (cases.rows(late & ~cases.decided), cases.rows(~cases.timed))
    estimate = median_estimate(km, int((~cases.timed).sum()), cases.rows(late), told)
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
            days=numbers.days(limit.days),
            law=limit.label,
        ),
        caveats=(_late_tail(km), *limit.caveats),
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


def _late_tail(km: KaplanMeier) -> str:
    tail = km.quantile(0.9)
    if tail is None:
        return say("Fewer than nine in ten of the late applications are decided yet.")
    return say("Nine in ten of the late are decided within {days} beyond the limit.", days=numbers.days(tail))


def pending_age(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """How old the pending applications are on the data date: the share beyond the limit."""
    open_cases = cases.timed & ~cases.decided
    n = int(open_cases.sum())
    if not n:
        return None
    old = open_cases & (cases.waited > limit.of(cases))
    found = int(old.sum())
    middle = float(np.median(cases.waited[open_cases]))
    estimate = replace(
        share_estimate(cases, old, open_cases),
        missing=int((~cases.timed).sum()),
        pending=n,
        counted=(cases.rows(open_cases), cases.rows(~cases.timed)),
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
            days=numbers.days(limit.days),
            law=limit.label,
        ),
        caveats=(
            say("The pending applications have waited {days} in the middle case.", days=numbers.days(middle)),
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


def within_limit_by_year(cases: LicensingCases, limit: LegalLimit) -> Finding | None:
    """The share decided within the limit by year of application; years too young to tell are left out."""
    if "date_applied" not in cases.frame.columns:
        return None
    filed = cases.frame["date_applied"].dt.year.to_numpy(dtype=np.float64)
    years = sorted({int(year) for year in filed[cases.timed & ~np.isnan(filed)]})
    each = [_within(cases, limit, filed == year, str(year), str(year)) for year in years]
    each = [one for one in each if one.n and one.value is not None][-_MANY:]
    if len(each) < 2:
        return None
    finding = Finding(
        code="licensing.within_limit.by.year",
        name=say("Decided within the legal limit by year of application"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.DOTS,
        base=cases.base,
        estimates=(_within(cases, limit, np.ones(len(cases), dtype=bool)), *each),
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
