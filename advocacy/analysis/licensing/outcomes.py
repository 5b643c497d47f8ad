"""What became of the applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Curve, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.waits import by_day, decided_after, decided_count, waits
from advocacy.analysis.licensing.words import (
    answered_base,
    common,
    counted_share,
    known_or_none,
)
from advocacy.analysis.statistics.competing_outcomes import (
    CumulativeIncidence,
    cumulative_incidence_of_counts,
)
from advocacy.analysis.statistics.survival import KaplanMeier
from advocacy.schema import code_list
from advocacy.wording import say

_OUTCOMES = ("granted", "refused", "withdrawn", "lapsed")
_HORIZONS = (365, 180, 90, 30)  # days; the longest that enough cases have been followed
_ENOUGH_FOLLOWED = 20  # cases still waiting on that day, or later decided
DECIDED = "decided"  # no status of the code list: the day is known, the outcome is not


def outcomes(cases: LicensingCases) -> Finding:
    """What has become of the applications, pending ones included.

    An application called pending that has a day of decision is decided: dates tell, not the status.
    """
    found = waits(cases, "status")
    base = int(found.counts[:-1].sum() + found.unusable[:-1].sum())
    each, contrary = [], 0
    for group, (code, label) in enumerate(zip(found.codes, found.labels, strict=True)):
        count = int(found.counts[group].sum() + found.unusable[group])
        if code == "pending":
            contrary = decided_count(found.counts[group])
            count -= contrary
            rows = found.rows(group, lambda: ~cases.decided)
        else:
            rows = found.rows(group, lambda: np.ones(len(cases), dtype=bool))
        if count:
            each.append(_share(cases, count, base, rows, code, label))
    if contrary:
        pending = found.codes.index("pending")
        rows = found.rows(pending, lambda: cases.decided)
        each.append(_share(cases, contrary, base, rows, DECIDED, _unknown()))
    finding = Finding(
        code="licensing.outcomes",
        name=say("What became of the applications"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.STACK,
        base=answered_base(cases, base, say("with a status recorded")),
        estimates=tuple(each),
        method=say("Share of applications by the status recorded; Wilson 95% interval."),
        dimension="status",
        caveats=(
            say("Recent applications had less time to be decided; the time to a decision allows for that."),
            *_contrary_caveat(contrary),
        ),
        **common(cases),
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


def _share(cases: LicensingCases, count: int, base: int, rows: SourceRows, code: str, label: str) -> Estimate:
    return replace(
        counted_share(cases, count, base),
        group=code,
        label=label,
        pending=count if code == "pending" else 0,
        rows=rows,
        counted=(cases.rows(lambda: cases.known("status")), cases.rows(lambda: ~cases.known("status"))),
    )


def _contrary_caveat(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        numbers.count_of(
            "{count} application called pending has a day of decision; it is counted as decided.",
            "{count} applications called pending have a day of decision; they are counted as decided.",
            count,
        ),
    )


def outcome_probabilities(cases: LicensingCases) -> Finding | None:
    """How probable each outcome is within a year (or what the data reach), by Aalen and Johansen.

    Decisions whose outcome is not recorded are an outcome of their own, so that the shares add up. None where
    fewer than two outcomes are met or hardly anybody was followed for a month.
    """
    if not cases.has("status"):
        return None
    by_status = waits(cases, "status")
    met_by_status = by_status.counts[:, 1::2]  # decided cases by day; the last row: no status
    number_of = {code: number for number, code in enumerate(by_status.codes)}
    known = [code for code in _OUTCOMES if code in number_of and met_by_status[number_of[code]].any()]
    numbers_known = [number_of[code] for code in known]
    other = np.delete(met_by_status, numbers_known, axis=0).sum(axis=0)
    codes = [*known, *([DECIDED] if other.any() else [])]
    days, leaving, _ = by_day(cases.counts[: cases.timing.usable])
    horizon = next((d for d in _HORIZONS if leaving[days >= d].sum() >= _ENOUGH_FOLLOWED), None)
    if len(codes) < 2 or horizon is None:
        return None
    met = np.stack([*met_by_status[numbers_known], *([other] if other.any() else [])])
    found = cumulative_incidence_of_counts(days, leaving, met[:, days.astype(np.int64)])

    def cases_of(code: str) -> SourceRows:
        def mask() -> NDArray[np.bool_]:
            number = cases.taken(groups_in(cases.table, "status").number)
            mine = (number == number_of[code]) if code in number_of else ~np.isin(number, numbers_known)
            return mine & cases.decided & (cases.waited <= horizon)

        return cases.rows(mask)

    labels = {code.code: code.label() for code in code_list("status").codes}
    each = []
    told = (
        cases.rows(lambda: cases.timed),
        cases.rows(lambda: cases.timed & ~cases.decided),
        cases.rows(lambda: ~cases.timed),
    )
    for code, incidence, deaths in zip(codes, found, met, strict=True):
        share, low, high = incidence.by(horizon)
        each.append(
            Estimate(
                group=code,
                label=labels.get(code, _unknown()),
                value=share,
                low=low,
                high=high,
                numerator=float(deaths[: horizon + 1].sum()),
                denominator=float(incidence.n),
                n=incidence.n,
                missing=len(cases) - incidence.n,
                pending=incidence.pending,
                rows=cases_of(code),
                counted=told,
            )
        )
    each.sort(key=lambda one: -(one.value or 0.0))
    km = decided_after(cases.counts[: cases.timing.usable])
    waiting = _waiting(cases, km, horizon)
    finding = Finding(
        code="licensing.outcome_probabilities",
        name=say("What to expect within {days}", days=numbers.days(horizon)),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.INCIDENCE,
        base=answered_base(cases, km.n, say("with a usable day of application")),
        estimates=tuple(each),
        method=say(
            "Cumulative incidence of each outcome {days} after the application (Aalen-Johansen); pending "
            "applications count as waiting until the data date; 95% log-log interval.",
            days=numbers.days(horizon),
        ),
        dimension="status",
        curves=_curves(cases, km, found, [(code, labels.get(code, _unknown())) for code in codes]),
        companions=(
            Companion(
                say(
                    "Still waiting after {days}: {{value}} (95% interval {{interval}}).",
                    days=numbers.days(horizon),
                ),
                Unit.SHARE,
                waiting,
            ),
        ),
        **common(cases),
    )
    headline = say(
        "Within {days} of applying: {first} {share}, still waiting {waiting}",
        days=numbers.days(horizon),
        first=each[0].label.lower(),
        share=numbers.estimate(each[0], finding),
        waiting=numbers.estimate(waiting, finding),
    )
    return replace(finding, headline=headline)


def _waiting(cases: LicensingCases, km: KaplanMeier, horizon: float) -> Estimate:
    """The share still waiting at the horizon; numerator: cases followed beyond it or still pending."""
    share, low, high = km.waiting_at(horizon)
    open_still = int(cases.counts[: cases.timing.usable].sum()) - int(
        cases.counts[1 : min(2 * horizon + 2, cases.timing.usable) : 2].sum()
    )
    return Estimate(
        value=share,
        low=low,
        high=high,
        numerator=float(open_still),
        denominator=float(km.n),
        n=km.n,
        pending=km.pending,
        rows=cases.rows(lambda: cases.timed & ~(cases.decided & (cases.waited <= horizon))),
    )


def _curves(
    cases: LicensingCases,
    km: KaplanMeier,
    found: Sequence[CumulativeIncidence],
    groups: Sequence[tuple[str, str]],
) -> tuple[Curve, ...]:
    """The shares over time, as far as enough cases are still waiting that no single one shows."""
    enough = km.at_risk >= cases.workspace.settings.smallest_group
    return tuple(
        Curve(
            code,
            label,
            (0.0, *one.times[enough].tolist()),
            (0.0, *one.share[enough].tolist()),
            (None, *known_or_none(one.low[enough])),
            (None, *known_or_none(one.high[enough])),
            one.n,
            one.pending,
        )
        for (code, label), one in zip(groups, found, strict=True)
    )


def _unknown() -> str:
    return say("Decided, outcome not recorded")
