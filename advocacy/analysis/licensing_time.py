"""How long a decision takes: Kaplan-Meier, pending applications counted as waiting."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.legal_limit import legal_limit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    common,
    field_title,
    groups_by,
    median_estimate,
    timing_caveats,
)
from advocacy.analysis.survival import KaplanMeier, kaplan_meier, log_rank
from advocacy.wording import say, say_count

_CLEAR = 0.05  # p below which a difference is said to be more than chance
_MANY = 40  # groups beyond these are left out of a chart, with a word
Mask = NDArray[np.bool_]


def time_to_decision(cases: LicensingCases) -> Finding:
    """Median time to a decision, pending cases counted as still waiting (Kaplan-Meier)."""
    estimate, curve = timed(cases, np.ones(len(cases), dtype=bool))
    finding = Finding(
        code="licensing.time_to_decision",
        name=say("Time to a decision"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL,
        base=cases.base,
        estimates=(estimate,),
        method=timing_method(),
        curves=(curve,),
        caveats=(*_quarters(cases), *timing_caveats(cases)),
        **common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_time_headline(finding, estimate))


def time_to_decision_by(cases: LicensingCases, field: str) -> Finding | None:
    """The same for each group of a field; None where there are not two groups."""
    groups = groups_by(cases, field)
    if groups is None:
        return None
    each = [
        (*timed(cases, groups.rows(number), code, label), number)
        for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True))
    ]
    each = [one for one in each if one[0].n]
    if len(each) < 2:
        return None
    overall, _ = timed(cases, np.ones(len(cases), dtype=bool))
    unknown = int((cases.timed & (groups.number < 0)).sum())
    ordered = sorted(each, key=lambda one: _waiting_rank(one[0]), reverse=True)[:_MANY]
    caveats = [*timing_caveats(cases)]
    title = field_title(field)
    if unknown:
        caveats.append(
            say_count(
                "{count} application is in no group: “{field}” is not known.",
                "{count} applications are in no group: “{field}” is not known.",
                unknown,
                field=title,
            )
        )
    kept = cases.timed & np.isin(groups.number, [one[2] for one in each])
    if len(each) <= 10 and (tested := log_rank(cases.waited[kept], cases.decided[kept], groups.number[kept])):
        caveats.append(_difference(tested[1]))
    finding = Finding(
        code=f"licensing.time_to_decision.by.{field}",
        name=say("Time to a decision by {field}", field=title.lower()),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL if field == "gender" else Chart.DOTS,
        base=cases.base,
        estimates=(overall, *(one[0] for one in ordered)),
        method=timing_method(),
        dimension=field,
        curves=tuple(one[1] for one in ordered),
        caveats=tuple(caveats),
        **common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_split_time_headline(finding, title))


def timed(cases: LicensingCases, mask: Mask, code: str = "", label: str = "") -> tuple[Estimate, Curve]:
    used = mask & cases.timed
    km = kaplan_meier(cases.waited[used], cases.decided[used])
    unusable = mask & ~cases.timed
    told = (cases.rows(used & ~cases.decided), cases.rows(unusable))
    one = median_estimate(km, int(unusable.sum()), cases.rows(used), told)
    estimate = replace(one, group=code, label=label)
    return estimate, _curve(cases, km, code, label)


def _curve(cases: LicensingCases, km: KaplanMeier, code: str, label: str) -> Curve:
    """The curve as far as enough cases are still waiting that no single one shows."""
    enough = km.at_risk >= cases.workspace.settings.smallest_group
    return Curve(
        code,
        label,
        (0.0, *km.times[enough].tolist()),
        (1.0, *km.share[enough].tolist()),
        (1.0, *_or_none(km.low[enough])),
        (1.0, *_or_none(km.high[enough])),
        km.n,
        km.pending,
    )


def _or_none(values: NDArray[np.float64]) -> list[float | None]:
    boxed = values.astype(object)
    boxed[np.isnan(values)] = None
    plain: list[float | None] = boxed.tolist()
    return plain


def _waiting_rank(one: Estimate) -> tuple[float, float]:
    """Longest first; a median that is not reached is longer than any that is."""
    return (np.inf if one.state is State.NOT_REACHED else one.value or 0.0, one.low or 0.0)


def _time_headline(finding: Finding, one: Estimate) -> str:
    if one.value is None:
        return say(
            "Fewer than half of the applications have a decision yet; {pending} of {n} are pending",
            pending=numbers.count(one.pending),
            n=numbers.count(one.n),
        )
    return say(
        "Half of the applications wait {days} or more for a decision (95% interval {interval})",
        days=numbers.days(one.value),
        interval=numbers.interval(one, finding),
    )


def _split_time_headline(finding: Finding, title: str) -> str:
    each = [one for one in finding.estimates if one.group]
    longest, shortest = each[0], each[-1]
    return say(
        "Longest wait: {longest} (median {long}); shortest: {shortest} ({short})",
        longest=longest.label,
        long=numbers.estimate(longest, finding),
        shortest=shortest.label,
        short=numbers.estimate(shortest, finding),
    )


def timing_method() -> str:
    return say(
        "Kaplan-Meier median of days from application to decision of any kind; pending applications count as "
        "waiting until the data date; 95% log-log interval."
    )


def _difference(p: float) -> str:
    if p < _CLEAR:
        return say(
            "The groups differ by more than chance alone would explain (log-rank test, p {p}).",
            p="< 0.001" if p < 0.001 else f"= {p:.3f}",
        )
    return say("The difference between the groups could be chance (log-rank test, p = {p}).", p=f"{p:.2f}")


def _quarters(cases: LicensingCases) -> tuple[str, ...]:
    """When a quarter and three quarters are decided."""
    km = kaplan_meier(cases.waited[cases.timed], cases.decided[cases.timed])
    quarter, most = km.quantile(0.25), km.quantile(0.75)
    if quarter is None:
        return ()
    if most is None:
        return (
            say(
                "A quarter are decided within {first}; three quarters are not decided yet.",
                first=numbers.days(quarter),
            ),
        )
    return (
        say(
            "A quarter are decided within {first}, three quarters within {last}.",
            first=numbers.days(quarter),
            last=numbers.days(most),
        ),
    )
