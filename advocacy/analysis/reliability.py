"""How much a number can carry: flags by the people it rests on and the width of its interval.

The thresholds are this program's own; the method note of a brief prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.wording import say

FEW = 30  # people or cases, or as many that a weighted sample is worth
WIDE = 0.30  # of a share, from end to end of its interval
OPEN_WIDE = 1.0  # of other values: the interval is as wide as the value itself


class Reliability(StrEnum):
    """GOOD, or what speaks against leaning on the number."""

    GOOD = "good"
    FEW = "few"
    WIDE = "wide"


def reliability(one: Estimate, unit: Unit) -> Reliability:
    """Return the flag of one estimate. What is not shown has none: it is GOOD."""
    if one.state is not State.SHOWN or one.value is None:
        return Reliability.GOOD
    if 0 < (one.effective_n if one.effective_n is not None else one.n) < FEW:
        return Reliability.FEW
    if one.low is None or one.high is None:
        return Reliability.GOOD
    width = one.high - one.low
    too_wide = width >= WIDE if unit is Unit.SHARE else width > OPEN_WIDE * abs(one.value) > 0
    return Reliability.WIDE if too_wide else Reliability.GOOD


def threshold_of_wide(unit: Unit) -> str:
    """Return from when on an interval counts as wide, in words; it stands wherever one is called so."""
    if unit is Unit.SHARE:
        return say("{points} points or more", points=round(100 * WIDE))
    return say("wider than the value itself")


def fit_for_headlines(each: Sequence[Estimate]) -> Sequence[Estimate]:
    """Return those that rest on enough, where they are two or more: the extremes of few are often chance."""
    enough = [one for one in each if one.n >= FEW]
    return enough if len(enough) > 1 else each


def flagged(finding: Finding) -> Finding:
    """Return the finding with a caveat for what is weak in it."""
    weak = {kind: [] for kind in (Reliability.FEW, Reliability.WIDE)}  # type: dict[Reliability, list[str]]
    for one in finding.estimates:
        kind = reliability(one, finding.unit)
        if kind in weak and not one.series:
            weak[kind].append(one.label or say("All"))
    groups = [one for one in finding.estimates if one.group and not one.series]
    said = []
    if few := weak[Reliability.FEW]:
        said.append(_few(few, len(groups)))
    if wide := weak[Reliability.WIDE]:
        alone = not groups and len(wide) == 1
        threshold, named = threshold_of_wide(finding.unit), ", ".join(wide)
        said.append(
            say("Wide interval ({threshold}): read with care.", threshold=threshold)
            if alone
            else say(
                "Wide interval ({threshold}), read with care: {groups}.", threshold=threshold, groups=named
            )
        )
    return replace(finding, caveats=(*finding.caveats, *said)) if said else finding


def _few(weak: list[str], groups: int) -> str:
    """Which numbers rest on few; not one by one where it is all of them."""
    if not groups and len(weak) == 1:
        return say("Fewer than {few} stand behind it. Read with care.", few=FEW)
    if groups > 1 and len(weak) >= groups:
        return say("Fewer than {few} stand behind each group. Read with care.", few=FEW)
    return say("Fewer than {few} stand behind: {groups}. Read with care.", few=FEW, groups=", ".join(weak))
