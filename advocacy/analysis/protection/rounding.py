"""Counts to the nearest multiple of 5, and everything that would tell more than those counts.

Rounding as in the Integrated Farm Statistics of Eurostat and in OpenSAFELY: always the same way for the same
count, so that two editions of a brief cannot be set off against each other but where a count crosses a step.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor, log10

from advocacy.analysis.finding import Curve, Estimate, State, Unit
from advocacy.analysis.protection.suppression import rounded
from advocacy.analysis.statistics.proportion import wilson

BASE = 5
_NEAR = 1e-9


def rounded_estimate(one: Estimate, unit: Unit, currency: str, k: int) -> Estimate:
    """Return the estimate with its counts rounded.

    A share is that of the rounded counts; one that is no quotient of counts (from a curve, or weighted) is
    put on the same steps: so many fives of the base. A median or mean of fewer than k is hidden.
    """
    if one.state is State.SUPPRESSED:
        return one
    is_money = tells_money(one, currency)
    counts = replace(
        one,
        n=rounded(one.n),
        missing=_rounded(one.missing),
        pending=_rounded(one.pending),
        numerator=one.numerator if is_money else _rounded(one.numerator),
        denominator=one.denominator if is_money else _rounded(one.denominator),
        effective_n=_rounded(one.effective_n),
    )
    if unit is Unit.SHARE:
        return _share(one, counts, is_money)
    if unit is Unit.COUNT:
        return replace(
            counts,
            value=_rounded(one.value),
            low=None if one.low is None else floor(one.low / BASE) * float(BASE),
            high=None if one.high is None else ceil(one.high / BASE) * float(BASE),
        )
    if 0 < one.n < k:
        return Estimate(group=one.group, label=one.label, series=one.series, state=State.SUPPRESSED)
    return counts


def rounded_curve(curve: Curve) -> Curve:
    """Return the curve in steps of five people; a step of one would tell how many there are."""
    people = rounded(curve.n)
    if not people:
        return replace(curve, times=(), share=(), low=(), high=(), n=0, pending=rounded(curve.pending))
    step = BASE / people
    kept: list[int] = []
    shares: list[float] = []
    for place, share in enumerate(curve.share):
        level = _level(share, step)
        if not shares or level != shares[-1]:
            kept.append(place)
            shares.append(level)
    return replace(
        curve,
        times=tuple(curve.times[place] for place in kept),
        share=tuple(shares),
        low=tuple(_down(curve.low[place], step) for place in kept),
        high=tuple(_up(curve.high[place], step) for place in kept),
        n=people,
        pending=rounded(curve.pending),
    )


def rounded_share(value: float, people: int) -> float:
    """Return a share of so many people in steps of five of them; of nobody it is no count, as it is."""
    if not people:
        return value
    base = rounded(people)
    return _level(value, BASE / base) if base else round(value)


def without_own_amounts(one: Estimate, unit: Unit, currency: str, k: int, *, is_rounding: bool) -> Estimate:
    """Return the estimate with money in few digits where it could be an amount that one person paid.

    The middle one of an odd number of amounts is what one person paid, to the last digit. Of fewer than 2k it
    is given with two digits; where counts are rounded always with three, so that it does not tell of one
    person more or less. The rule is this program's own.
    """
    if unit is Unit.MONEY and one.n and (is_rounding or one.n < 2 * k):  # of nobody: worked out, not counted
        digits = 2 if one.n < 2 * k else 3
        return replace(
            one,
            value=_digits(one.value, digits),
            low=_digits(one.low, digits),
            high=_digits(one.high, digits),
        )
    if is_rounding and tells_money(one, currency):
        return replace(one, numerator=_digits(one.numerator, 3), denominator=_digits(one.denominator, 3))
    return one


def tells_money(one: Estimate, currency: str) -> bool:
    """Whether numerator and denominator are sums of money, not people."""
    return bool(currency) and one.denominator is not None and one.denominator != one.n


def _share(one: Estimate, counts: Estimate, is_money: bool) -> Estimate:
    if one.value is None:
        return counts
    if is_money:  # nobody is counted in it: whole per cents, as printed
        return replace(counts, value=round(one.value, 2), low=_down(one.low, 0.01), high=_up(one.high, 0.01))
    base = counts.denominator if counts.denominator is not None else float(counts.n)
    if not base:
        return Estimate(group=one.group, label=one.label, series=one.series, state=State.SUPPRESSED)
    whole = one.denominator if one.denominator is not None else float(one.n)
    value = min(1.0, rounded(one.value * whole) / base)
    low, high = _down(one.low, BASE / base), _up(one.high, BASE / base)
    if one.numerator is not None and low is not None and high is not None and whole >= one.numerator:
        simple = wilson(one.numerator, whole)
        if max(abs(simple[0] - (one.low or 0.0)), abs(simple[1] - (one.high or 0.0))) < _NEAR:
            low, high = wilson(counts.numerator or 0.0, base)
    return replace(counts, value=value, low=low, high=high)


def _rounded(count: float | None) -> int | None:
    return None if count is None else rounded(count)


def _level(share: float, step: float) -> float:
    return float(min(1.0, round(share / step) * step))


def _down(share: float | None, step: float) -> float | None:
    return None if share is None else max(0.0, floor(share / step + _NEAR) * step)


def _up(share: float | None, step: float) -> float | None:
    return None if share is None else min(1.0, ceil(share / step - _NEAR) * step)


def _digits(amount: float | None, digits: int) -> float | None:
    if not amount:
        return amount
    return float(round(amount, digits - 1 - floor(log10(abs(amount)))))
