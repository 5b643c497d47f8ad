"""How long a decision takes: Kaplan-Meier, pending applications counted as waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.legal_limit import legal_limit
from advocacy.analysis.licensing.waits import Waits, decided_after, decided_by_group, waits
from advocacy.analysis.licensing.words import (
    common,
    field_title,
    known_or_none,
    median_estimate,
    none_if_nan,
    quantile_estimate,
    timing_caveats,
)
from advocacy.analysis.reliability import fit_for_headlines
from advocacy.analysis.statistics.survival import KaplanMeier, log_rank_of_counts
from advocacy.wording import say

_CLEAR = 0.05  # p below which a difference is said to be more than chance
_MANY = 40  # groups beyond these are left out of a chart, with a word
_TESTED = 10  # of more groups some pair always differs
_DRAWN = 8  # of more groups curves would only hide each other
_CURVES = ("gender", "age_group")  # the gap between few groups is best seen over time


def time_to_decision(cases: LicensingCases) -> Finding:
    """Median time to a decision, pending cases counted as still waiting (Kaplan-Meier)."""
    km = decided_after(cases.counts[: cases.timing.usable])
    estimate = time_estimate(cases, km)
    finding = Finding(
        code="licensing.time_to_decision",
        name=say("Time to a decision"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL,
        base=cases.base,
        estimates=(estimate,),
        method=timing_method(),
        curves=(_curve(cases, km),),
        companions=_quarters(km, estimate),
        caveats=(*_late_quarter(km), *timing_caveats(cases)),
        **common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_time_headline(finding, estimate))


def time_to_decision_by(cases: LicensingCases, field: str) -> Finding | None:
    """The same for each group of a field; None where there are not two groups."""
    found = waits_by(cases, field)
    if found is None:
        return None
    if len(found.met) < 2:
        return None
    each = list(_of_groups(found))
    overall = time_estimate(cases, decided_after(cases.counts[: cases.timing.usable]))
    ordered = sorted(each, key=lambda one: _waiting_rank(one[0]), reverse=True)[:_MANY]
    caveats = [*timing_caveats(cases)]
    title = field_title(field)
    if unknown := found.in_no_group:
        caveats.append(
            numbers.count_of(
                "{count} application is in no group: “{field}” is not known.",
                "{count} applications are in no group: “{field}” is not known.",
                unknown,
                field=title,
            )
        )
    if tested := difference_by(cases, field):
        caveats.append(_difference(tested[1]))
    finding = Finding(
        code=f"licensing.time_to_decision.by.{field}",
        name=say("Time to a decision by {field}", field=title.lower()),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL if field in _CURVES else Chart.DOTS,
        base=cases.base,
        estimates=(overall, *(one for one, _ in ordered)),
        method=timing_method(),
        dimension=field,
        curves=tuple(
            _curve(cases, decided_after(found.counts[group]), one.group, one.label) for one, group in ordered
        )
        if len(ordered) <= _DRAWN
        else (),
        caveats=tuple(caveats),
        **common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_split_time_headline(finding, title))


def waits_by(cases: LicensingCases, field: str) -> Waits | None:
    """The waits by the groups of a field, small ones together in documents; None where nothing is known."""
    if field not in cases.table.frame.columns:
        return None
    settings = cases.workspace.settings
    found = waits(cases, field)
    return found.merged(settings.smallest_group) if settings.merge_small else found


def difference_by(cases: LicensingCases, field: str) -> tuple[float, float] | None:
    """Return chi-square and p of the log-rank test between the groups of a field; None of one or of many."""
    found = waits_by(cases, field)
    return _log_rank(found) if found and 1 < len(found.met) <= _TESTED else None


def _of_groups(found: Waits) -> Iterator[tuple[Estimate, int]]:
    """The estimate and the number of each group that has a timed case."""
    cases, km = found.cases, decided_by_group(found.counts[:-1])
    medians, lows, highs = km.medians()
    for group in found.met:
        median = none_if_nan(medians[group])
        yield (
            Estimate(
                group=found.codes[group],
                label=found.labels[group],
                value=median,
                low=none_if_nan(lows[group]),
                high=none_if_nan(highs[group]),
                n=int(km.n[group]),
                missing=int(found.unusable[group]),
                pending=int(km.pending[group]),
                state=State.NOT_REACHED if median is None else State.SHOWN,
                rows=found.rows(group, lambda: cases.timed),
                counted=(
                    found.rows(group, lambda: cases.timed & ~cases.decided),
                    found.rows(group, lambda: ~cases.timed),
                ),
            ),
            group,
        )


def time_estimate(cases: LicensingCases, km: KaplanMeier) -> Estimate:
    """Return the median time to a decision of all cases, as an estimate with its rows."""
    told = (cases.rows(lambda: cases.timed & ~cases.decided), cases.rows(lambda: ~cases.timed))
    return median_estimate(km, len(cases) - km.n, cases.rows(lambda: cases.timed), told)


def _log_rank(found: Waits) -> tuple[float, float] | None:
    counts = found.counts[:-1]
    deaths = counts[:, 1::2]
    return log_rank_of_counts((counts[:, 0::2] + deaths).T, deaths.T)


def _curve(cases: LicensingCases, km: KaplanMeier, code: str = "", label: str = "") -> Curve:
    """The curve as far as enough cases are still waiting that no single one shows."""
    enough = km.at_risk >= cases.workspace.settings.smallest_group
    return Curve(
        code,
        label,
        (0.0, *km.times[enough].tolist()),
        (1.0, *km.share[enough].tolist()),
        (1.0, *known_or_none(km.low[enough])),
        (1.0, *known_or_none(km.high[enough])),
        km.n,
        km.pending,
    )


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
    each = fit_for_headlines([one for one in finding.estimates if one.group])
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
            p=f"< {numbers.probability(0.001)}" if p < 0.001 else f"= {numbers.probability(p)}",
        )
    return say(
        "The difference between the groups could be chance (log-rank test, p = {p}).",
        p=numbers.probability(p, 2),
    )


def _quarters(km: KaplanMeier, median: Estimate) -> tuple[Companion, ...]:
    """When a quarter and three quarters are decided."""
    said = (
        (0.25, say("A quarter are decided within {value} (95% interval {interval}).")),
        (0.75, say("Three quarters are decided within {value} (95% interval {interval}).")),
    )
    return tuple(
        Companion(sentence, Unit.DAYS, quantile_estimate(km, decided, median))
        for decided, sentence in said
        if km.quantile(decided) is not None
    )


def _late_quarter(km: KaplanMeier) -> tuple[str, ...]:
    if km.quantile(0.25) is None or km.quantile(0.75) is not None:
        return ()
    return (say("Three quarters are not decided yet."),)
