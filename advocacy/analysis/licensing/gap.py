"""The gap between two groups, women and men or young and old, in the share decided in time."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.analysis.finding import Companion, Estimate, State, Unit
from advocacy.wording import say_count

_WOMEN_AND_MEN = ("female", "male")
_AGES = ("under_25", "25_34", "35_44", "45_54", "55_and_over")


def gap(field: str, each: Sequence[Estimate], k: int) -> tuple[Companion, ...]:
    """Return by how much the one group is ahead of the other; nothing for other fields.

    Where any group is of fewer than k cases nothing is said: of groups hidden together the gap would tell
    the one from the other.
    """
    by_code = {one.group: one for one in each}
    order = {"gender": _WOMEN_AND_MEN, "age_group": _AGES}.get(field, ())
    met = [by_code[code] for code in order if code in by_code]
    if len(met) < 2 or any(one.n < k or one.state is not State.SHOWN for one in each):
        return ()
    ahead, behind = sorted((met[0], met[-1]), key=lambda one: -(one.value or 0.0))
    interval = difference(ahead, behind)
    points = _points((ahead.value or 0.0) - (behind.value or 0.0)) or 0.0
    names = {"ahead": ahead.label, "behind": behind.label, "value": "{value}", "interval": "{interval}"}
    if interval is None:
        sentence = say_count(
            "“{ahead}” is {value} percentage point above “{behind}”.",
            "“{ahead}” is {value} percentage points above “{behind}”.",
            int(points),
            **names,
        )
    elif interval[0] <= 0 <= interval[1]:
        sentence = say_count(
            "“{ahead}” is {value} percentage point above “{behind}” (95% interval {interval}; the "
            "difference could be chance).",
            "“{ahead}” is {value} percentage points above “{behind}” (95% interval {interval}; the "
            "difference could be chance).",
            int(points),
            **names,
        )
    else:
        sentence = say_count(
            "“{ahead}” is {value} percentage point above “{behind}” (95% interval {interval}).",
            "“{ahead}” is {value} percentage points above “{behind}” (95% interval {interval}).",
            int(points),
            **names,
        )
    low, high = interval or (None, None)
    return (
        Companion(
            sentence,
            Unit.NUMBER,
            Estimate(
                value=points,
                low=_points(low),
                high=_points(high),
                n=_fewest((ahead, behind)),
            ),
        ),
    )


def difference(one: Estimate, other: Estimate) -> tuple[float, float] | None:
    """Return the 95 % interval of one share less another, from the interval of each.

    Square and add: Zou and Donner, Statistics in Medicine 27 (2008). It keeps the ends of intervals that are
    not symmetric, as those of Kaplan and Meier. None where one of them has no interval.
    """
    if None in (one.value, one.low, one.high, other.value, other.low, other.high):
        return None
    assert one.value is not None and one.low is not None and one.high is not None
    assert other.value is not None and other.low is not None and other.high is not None
    between = one.value - other.value
    below = ((one.value - one.low) ** 2 + (other.high - other.value) ** 2) ** 0.5
    above = ((one.high - one.value) ** 2 + (other.value - other.low) ** 2) ** 0.5
    return float(max(-1.0, between - below)), float(min(1.0, between + above))


def _points(share: float | None) -> float | None:
    return None if share is None else float(round(100 * share))


def _fewest(pair: tuple[Estimate, Estimate]) -> int:
    """The smallest count that the gap, beside the share of the one group, would tell of the other."""
    counts = [one.n for one in pair]
    for one in pair:
        counts += [int(one.numerator or 0), one.n - int(one.numerator or 0)]
    return min((count for count in counts if count), default=0)
