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
from advocacy.analysis.licensing_time import timed
from advocacy.analysis.licensing_words import (
    common,
    field_title,
    groups_by,
    timing_caveats,
)
from advocacy.analysis.survival import kaplan_meier
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
    km = kaplan_meier(cases.waited[used], cases.decided[used])
    waiting, low, high = km.waiting_at(limit.days)
    in_time = used & cases.decided & (cases.waited <= limit.days)
    followed = bool((cases.waited[used] >= limit.days).any()) or km.pending == 0
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
    overall, _ = timed(cases, np.ones(len(cases), dtype=bool))
    said = list(timing_caveats(cases, overall))
    filed_early = cases.timed & _old_enough(cases, limit.days)
    if filed_early.any():
        in_time = filed_early & cases.decided & (cases.waited <= limit.days)
        said.append(
            say(
                "Of the {n} filed at least {days} before the data date, {share} were decided in time.",
                n=numbers.count(int(filed_early.sum())),
                days=numbers.days(limit.days),
                share=numbers.share(in_time.sum() / filed_early.sum()),
            )
        )
    return (*said, *limit.caveats)


def _old_enough(cases: LicensingCases, days: float) -> Mask:
    if cases.on is None:
        return np.zeros(len(cases), dtype=bool)
    applied = cases.frame["date_applied"]
    old: Mask = ((pd.Timestamp(cases.on) - applied).dt.days >= days).to_numpy(dtype=bool)
    return old
