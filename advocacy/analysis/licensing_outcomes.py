"""What became of the applications."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.groups import groups_of
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
)
from advocacy.analysis.proportion import wilson
from advocacy.wording import say, say_count

_DECIDED = "decided"  # no status of the code list: the day is known, the outcome is not


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
