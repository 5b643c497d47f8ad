"""What became of the applications."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.competing_outcomes import cumulative_incidence
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
    share_estimate,
)
from advocacy.schema import code_list
from advocacy.wording import say, say_count

_OUTCOMES = ("granted", "refused", "withdrawn", "lapsed")
_HORIZONS = (365, 180, 90, 30)  # days; the longest that enough cases have been followed
_ENOUGH_FOLLOWED = 20  # cases still waiting on that day, or later decided
_DECIDED = "decided"  # no status of the code list: the day is known, the outcome is not


def outcomes(cases: LicensingCases) -> Finding:
    """What has become of the applications, pending ones included.

    An application called pending that has a day of decision is decided: dates tell, not the status.
    """
    groups = cases.groups("status")
    pending = groups.codes.index("pending") if "pending" in groups.codes else -2
    contrary = (groups.number == pending) & cases.decided
    if contrary.any():
        groups = groups.moved(contrary, _DECIDED)
    recorded = groups.number >= 0
    base = int(recorded.sum())
    each = []
    for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True)):
        rows = groups.rows(number)
        found = int(rows.sum())
        if not found:
            continue
        each.append(
            replace(
                share_estimate(cases, rows, recorded),
                group=code,
                label=say("Decided, outcome not recorded") if code == _DECIDED else label,
                pending=found if code == "pending" else 0,
            )
        )
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
            *_contrary_caveat(int(contrary.sum())),
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


def outcome_probabilities(cases: LicensingCases) -> Finding | None:
    """How probable each outcome is within a year (or what the data reach), by Aalen and Johansen.

    Decisions whose outcome is not recorded are an outcome of their own, so that the shares add up. None where
    fewer than two outcomes are met or hardly anybody was followed for a month.
    """
    if not cases.has("status"):
        return None
    status = cases.groups("status")
    number_of = {code: number for number, code in enumerate(status.codes)}
    known = [
        code
        for code in _OUTCOMES
        if code in number_of and bool(((status.number == number_of[code]) & cases.decided).any())
    ]
    other = cases.decided & ~np.isin(status.number, [number_of[code] for code in known])
    causes = np.zeros(len(cases), dtype=np.int64)
    for number, code in enumerate(known, start=1):
        causes[cases.decided & (status.number == number_of[code])] = number
    codes = [*known, *([_DECIDED] if other.any() else [])]
    causes[other] = len(codes)
    used = cases.timed
    horizon = next((d for d in _HORIZONS if (cases.waited[used] >= d).sum() >= _ENOUGH_FOLLOWED), None)
    if len(codes) < 2 or horizon is None:
        return None
    found = cumulative_incidence(cases.waited[used], causes[used], len(codes))
    labels = {code.code: code.label() for code in code_list("status").codes}
    each = []
    for number, (code, incidence) in enumerate(zip(codes, found, strict=True), start=1):
        share, low, high = incidence.by(horizon)
        met = used & (causes == number) & (cases.waited <= horizon)
        each.append(
            Estimate(
                group=code,
                label=labels.get(code, say("Decided, outcome not recorded")),
                value=share,
                low=low,
                high=high,
                numerator=float(met.sum()),
                denominator=float(incidence.n),
                n=incidence.n,
                missing=int((~used).sum()),
                pending=incidence.pending,
                rows=cases.rows(met),
                counted=(cases.rows(used), cases.rows(used & ~cases.decided), cases.rows(~used)),
            )
        )
    each.sort(key=lambda one: -(one.value or 0.0))
    waiting = max(0.0, 1 - sum(one.value or 0.0 for one in each))
    finding = Finding(
        code="licensing.outcome_probabilities",
        name=say("What to expect within {days}", days=numbers.days(horizon)),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=answered_base(cases, int(used.sum()), say("with a usable day of application")),
        estimates=tuple(each),
        method=say(
            "Cumulative incidence of each outcome {days} after the application (Aalen-Johansen); pending "
            "applications count as waiting until the data date; 95% log-log interval.",
            days=numbers.days(horizon),
        ),
        caveats=(
            say(
                "Still waiting after {days}: {share}.",
                days=numbers.days(horizon),
                share=numbers.share(waiting),
            ),
        ),
        **common(cases),
    )
    headline = say(
        "Within {days} of applying: {first} {share}, still waiting {waiting}",
        days=numbers.days(horizon),
        first=each[0].label.lower(),
        share=numbers.estimate(each[0], finding),
        waiting=numbers.share(waiting),
    )
    return replace(finding, headline=headline)
