"""Findings about licensing: how long it takes, what stands in the way, what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.groups import Groups, codes_held, groups_of, holds_code
from advocacy.analysis.legal_limit import LegalLimit, legal_limit
from advocacy.analysis.licensing_cases import LicensingCases, licensing_cases
from advocacy.analysis.middle import median_with_interval
from advocacy.analysis.proportion import wilson
from advocacy.analysis.survival import KaplanMeier, kaplan_meier, log_rank
from advocacy.schema import code_list, schemas
from advocacy.wording import say, say_count
from advocacy.workspace import Filter, Workspace

SPLITS = ("gender", "region", "authority", "association")
COST_PARTS = ("official_fee", "travel_cost", "consultant_cost", "other_cost")
_DECIDED = "decided"  # no status of the code list: the day is known, the outcome is not
_CLEAR = 0.05  # p below which a difference is said to be more than chance
_MANY = 40  # groups beyond these are left out of a chart, with a word
Mask = NDArray[np.bool_]


def licensing_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield every licensing finding the data allow.

    A finding by groups of a field ignores the filter on that field: the groups chosen stay among the others.
    """
    cases = licensing_cases(workspace)
    if cases is None:
        return
    limit = legal_limit(cases)
    if cases.timed.any():
        yield time_to_decision(cases)
        for field in SPLITS:
            if split := time_to_decision_by(_unfiltered_by(field, cases), field):
                yield split
        if limit:
            yield within_limit(cases, limit)
            for field in ("authority", "region"):
                if split := within_limit_by(_unfiltered_by(field, cases), limit, field):
                    yield split
    if (all_hurdles := _unfiltered_by("hurdles", cases)).has("hurdles"):
        yield hurdles(all_hurdles)
    if cost := total_cost(cases):
        yield cost
    if parts := cost_parts(cases):
        yield parts
    if (any_status := _unfiltered_by("status", cases)).has("status"):
        yield outcomes(any_status)


def _unfiltered_by(field: str, cases: LicensingCases) -> LicensingCases:
    if not any(chosen.field == field for chosen in cases.workspace.filters):
        return cases
    return licensing_cases(cases.workspace.with_filter(Filter(field, ()))) or cases


def time_to_decision(cases: LicensingCases) -> Finding:
    """Median time to a decision, pending cases counted as still waiting (Kaplan-Meier)."""
    estimate, curve = _timed(cases, np.ones(len(cases), dtype=bool))
    finding = Finding(
        code="licensing.time_to_decision",
        name=say("Time to a decision"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL,
        base=cases.base,
        estimates=(estimate,),
        method=_timing_method(),
        curves=(curve,),
        caveats=_timing_caveats(cases, estimate),
        **_common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_time_headline(finding, estimate))


def time_to_decision_by(cases: LicensingCases, field: str) -> Finding | None:
    """The same for each group of a field; None where there are not two groups."""
    groups = _groups(cases, field)
    if groups is None:
        return None
    timed = [
        (*_timed(cases, groups.rows(number), code, label), number)
        for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True))
    ]
    timed = [one for one in timed if one[0].n]
    if len(timed) < 2:
        return None
    overall, _ = _timed(cases, np.ones(len(cases), dtype=bool))
    unknown = int((cases.timed & (groups.number < 0)).sum())
    ordered = sorted(timed, key=lambda one: _waiting_rank(one[0]), reverse=True)[:_MANY]
    caveats = [*_timing_caveats(cases, overall)]
    title = _title(field)
    if unknown:
        caveats.append(
            say_count(
                "{count} application is in no group: “{field}” is not known.",
                "{count} applications are in no group: “{field}” is not known.",
                unknown,
                field=title,
            )
        )
    kept = cases.timed & np.isin(groups.number, [one[2] for one in timed])
    if len(timed) <= 10 and (
        tested := log_rank(cases.waited[kept], cases.decided[kept], groups.number[kept])
    ):
        caveats.append(_difference(tested[1]))
    finding = Finding(
        code=f"licensing.time_to_decision.by.{field}",
        name=say("Time to a decision by {field}", field=title.lower()),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.SURVIVAL if field == "gender" else Chart.DOTS,
        base=cases.base,
        estimates=(overall, *(one[0] for one in ordered)),
        method=_timing_method(),
        dimension=field,
        curves=tuple(one[1] for one in ordered),
        caveats=tuple(caveats),
        **_common(cases),
    )
    if limit := legal_limit(cases):
        finding = replace(finding, reference=float(limit.days), reference_label=limit.label)
    return replace(finding, headline=_split_time_headline(finding, title))


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
        **_common(cases),
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
    groups = _groups(cases, field)
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
        name=say("Decided within the legal limit by {field}", field=_title(field).lower()),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=cases.base,
        estimates=(overall, *each),
        method=_limit_method(limit),
        dimension=field,
        caveats=_limit_caveats(cases, limit),
        **_common(cases),
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


def hurdles(cases: LicensingCases) -> Finding:
    """Share of applications that met each hurdle, the most frequent first."""
    column = cases.frame["hurdles"]
    answered = column.notna().to_numpy()
    base, listed = int(answered.sum()), code_list("hurdle")
    each = []
    for code in codes_held(column):
        if code == "none":
            continue
        met = holds_code(column, code)
        low, high = wilson(int(met.sum()), base)
        each.append(
            Estimate(
                group=code,
                label=listed.label(code),
                value=met.sum() / base,
                low=low,
                high=high,
                numerator=float(met.sum()),
                denominator=float(base),
                n=base,
                missing=len(cases) - base,
                pending=0,
                rows=cases.rows(met),
                counted=(cases.rows(answered), cases.rows(~answered)),
            )
        )
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.hurdles",
        name=say("Hurdles met"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=_answered_base(cases, base, say("with hurdles recorded")),
        estimates=tuple(each),
        method=say("Share of applications with hurdles recorded; Wilson 95% interval."),
        dimension="hurdles",
        caveats=(say("One application can meet several hurdles; the shares do not add up to 100%."),),
        **_common(cases),
    )
    if not each:
        return replace(finding, headline=say("No hurdle is recorded"))
    words = [
        say("{hurdle} ({share})", hurdle=one.label, share=numbers.estimate(one, finding)) for one in each[:3]
    ]
    return replace(finding, headline=say("Met most often: {hurdles}", hurdles=", ".join(words)))


def total_cost(cases: LicensingCases) -> Finding | None:
    """Median of what an application cost in all, payments without receipt kept apart."""
    parts = [name for name in COST_PARTS if cases.has(name)]
    if not parts:
        return None
    currency, same = _currency(cases)
    complete = cases.frame[parts].notna().all(axis=1).to_numpy() & same
    if not complete.any():
        return None
    sums = cases.frame.loc[complete, parts].astype("float64").sum(axis=1).to_numpy()
    middle, low, high = median_with_interval(sums)
    estimate = Estimate(
        value=middle,
        low=low,
        high=high,
        n=len(sums),
        missing=len(cases) - len(sums),
        rows=cases.rows(complete),
    )
    finding = Finding(
        code="licensing.total_cost",
        name=say("Cost of an application"),
        headline="",
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        base=_answered_base(cases, len(sums), say("with every cost recorded")),
        estimates=(estimate,),
        method=say("Median of the sum; 95% interval between order statistics (binomial)."),
        currency=currency,
        caveats=(
            say("Counted: {parts}. Payments without receipt are not in it.", parts=_titles(parts)),
            *_currency_caveat(currency, same),
        ),
        **_common(cases),
    )
    headline = say(
        "An application costs {value} in the middle case (95% interval {interval})",
        value=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)


def cost_parts(cases: LicensingCases) -> Finding | None:
    """What the money of an application goes to: each part's share of all that was paid."""
    parts = [name for name in COST_PARTS if cases.has(name)]
    if len(parts) < 2:
        return None
    currency, same = _currency(cases)
    complete = cases.frame[parts].notna().all(axis=1).to_numpy() & same
    paid = cases.frame.loc[complete, parts].astype("float64").to_numpy()
    if not complete.any() or paid.sum() <= 0:
        return None
    each = [
        Estimate(
            group=name,
            label=_title(name),
            value=float(paid[:, place].sum() / paid.sum()),
            numerator=float(paid[:, place].sum()),
            denominator=float(paid.sum()),
            n=len(paid),
            missing=len(cases) - len(paid),
            rows=cases.rows(complete),
        )
        for place, name in enumerate(parts)
    ]
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.cost_parts",
        name=say("Where the money goes"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.STACK,
        base=_answered_base(cases, len(paid), say("with every cost recorded")),
        estimates=tuple(each),
        method=say("Sum of each part over the sum of all parts. No interval: it is a share of money."),
        currency=currency,
        caveats=(say("Payments without receipt are not in it."), *_currency_caveat(currency, same)),
        **_common(cases),
    )
    headline = say(
        "{share} of what an applicant pays is “{part}”",
        share=numbers.estimate(each[0], finding),
        part=each[0].label,
    )
    return replace(finding, headline=headline)


def outcomes(cases: LicensingCases) -> Finding:
    """What has become of the applications, pending ones included.

    An application called pending that has a day of decision is decided: dates tell, not the status.
    """
    contrary = (cases.frame["status"] == "pending").to_numpy(dtype=bool) & cases.decided
    groups = groups_of(cases.frame["status"].mask(contrary, _DECIDED), "licensing_case", "status")
    base = int((groups.number >= 0).sum())
    each = []
    for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True)):
        rows = groups.rows(number)
        found = int(rows.sum())
        if not found:
            continue
        low, high = wilson(found, base)
        each.append(
            Estimate(
                group=code,
                label=say("Decided, outcome not recorded") if code == _DECIDED else label,
                value=found / base,
                low=low,
                high=high,
                numerator=float(found),
                denominator=float(base),
                n=base,
                missing=len(cases) - base,
                pending=found if code == "pending" else 0,
                rows=cases.rows(rows),
                counted=(cases.rows(groups.number >= 0), cases.rows(groups.number < 0)),
            )
        )
    finding = Finding(
        code="licensing.outcomes",
        name=say("What became of the applications"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.STACK,
        base=_answered_base(cases, base, say("with a status recorded")),
        estimates=tuple(each),
        method=say("Share of applications by the status recorded; Wilson 95% interval."),
        dimension="status",
        caveats=(
            say("Recent applications had less time to be decided; the time to a decision allows for that."),
            *_contrary_caveat(int(contrary.sum())),
        ),
        **_common(cases),
    )
    said = {one.group: numbers.estimate(one, finding) for one in each}
    headline = (
        say("{pending} of applications are still pending", pending=said["pending"])
        if "pending" in said
        else say(
            "{share} of applications: “{label}”",
            share=numbers.estimate(each[0], finding),
            label=each[0].label,
        )
        if each
        else say("No status is recorded")
    )
    return replace(finding, headline=headline)


def _timed(cases: LicensingCases, mask: Mask, code: str = "", label: str = "") -> tuple[Estimate, Curve]:
    used = mask & cases.timed
    km = kaplan_meier(cases.waited[used], cases.decided[used])
    low, high = km.median_interval
    state = State.SHOWN if km.median is not None else State.NOT_REACHED if km.n else State.NO_DATA
    estimate = Estimate(
        group=code,
        label=label,
        value=km.median,
        low=low,
        high=high,
        n=km.n,
        missing=int((mask & ~cases.timed).sum()),
        pending=km.pending,
        state=state,
        rows=cases.rows(used),
        counted=(cases.rows(used & ~cases.decided), cases.rows(mask & ~cases.timed)),
    )
    return estimate, _curve(cases, km, code, label)


def _curve(cases: LicensingCases, km: KaplanMeier, code: str, label: str) -> Curve:
    """The curve as far as enough cases are still waiting that no single one shows."""
    enough = km.at_risk >= cases.workspace.settings.smallest_group
    return Curve(
        code,
        label,
        (0.0, *km.times[enough].tolist()),
        (1.0, *km.share[enough].tolist()),
        (1.0, *(None if np.isnan(v) else float(v) for v in km.low[enough])),
        (1.0, *(None if np.isnan(v) else float(v) for v in km.high[enough])),
        km.n,
        km.pending,
    )


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


def _groups(cases: LicensingCases, field: str) -> Groups | None:
    if not cases.has(field):
        return None
    groups = groups_of(cases.frame[field], "licensing_case", field)
    return groups if len(groups.codes) > 1 else None


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


def _timing_method() -> str:
    return say(
        "Kaplan-Meier median of days from application to decision of any kind; pending applications count as "
        "waiting until the data date; 95% log-log interval."
    )


def _timing_caveats(cases: LicensingCases, one: Estimate) -> tuple[str, ...]:
    said = []
    if one.pending:
        said.append(
            say(
                "{pending} of {n} were pending on {day}; leaving them out would make the wait look shorter.",
                pending=numbers.count(one.pending),
                n=numbers.count(one.n),
                day=numbers.day(cases.on) if cases.on else numbers.MISSING,
            )
        )
    if cases.contradictions:
        said.append(say("Not used: {faults}.", faults="; ".join(cases.contradictions)))
    return tuple(said)


def _limit_method(limit: LegalLimit) -> str:
    return say(
        "One minus the Kaplan-Meier share still waiting after {days}; {law}. 95% log-log interval.",
        days=numbers.days(limit.days),
        law=limit.label,
    )


def _limit_caveats(cases: LicensingCases, limit: LegalLimit) -> tuple[str, ...]:
    overall, _ = _timed(cases, np.ones(len(cases), dtype=bool))
    said = list(_timing_caveats(cases, overall))
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


def _difference(p: float) -> str:
    if p < _CLEAR:
        return say(
            "The groups differ by more than chance alone would explain (log-rank test, p {p}).",
            p="< 0.001" if p < 0.001 else f"= {p:.3f}",
        )
    return say("The difference between the groups could be chance (log-rank test, p = {p}).", p=f"{p:.2f}")


def _answered_base(cases: LicensingCases, n: int, words: str) -> str:
    return say("{n} of {base} {words}", n=numbers.count(n), base=cases.base, words=words)


def _contrary_caveat(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        say_count(
            "{count} application called pending has a day of decision; it is counted as decided.",
            "{count} applications called pending have a day of decision; they are counted as decided.",
            count,
        ),
    )


def _currency(cases: LicensingCases) -> tuple[str, Mask]:
    """The currency most cases are in, and the cases in it; those without one are taken to be in it."""
    if "currency" not in cases.frame.columns or not cases.frame["currency"].notna().any():
        return "", np.ones(len(cases), dtype=bool)
    column = cases.frame["currency"]
    main = str(column.value_counts().index[0])
    same: Mask = (column.isna() | (column == main)).to_numpy(dtype=bool)
    return main, same


def _currency_caveat(currency: str, same: Mask) -> tuple[str, ...]:
    others = int((~same).sum())
    if not currency:
        return (say("The files do not say in which currency the amounts are."),)
    if not others:
        return ()
    return (
        say_count(
            "{count} application in another currency than {currency} is not used.",
            "{count} applications in other currencies than {currency} are not used.",
            others,
            currency=currency,
        ),
    )


def _title(field: str) -> str:
    known = schemas()["licensing_case"].field(field)
    return known.title() if known else field


def _titles(fields: list[str]) -> str:
    return ", ".join(_title(field).lower() for field in fields)


def _common(cases: LicensingCases) -> dict[str, Any]:
    return {
        "filters": cases.filters,
        "sources": cases.sources,
        "data_date": cases.on,
        "example": cases.workspace.settings.example,
    }
