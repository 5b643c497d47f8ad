"""“The typical cost is inflated by a few large bills.”"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import Estimate, Unit
from advocacy.analysis.licensing.amounts import Amounts
from advocacy.analysis.licensing.questions import amounts_of
from advocacy.analysis.licensing.words import counted_share
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, furthest, moved, of_finding
from advocacy.wording import say

_TENTH = 0.9  # what lies above it are the dearest tenth
_TIMES = 2  # the typical cost: a bill beyond is large


def large_bills(found: Evidence) -> Iterator[Challenge]:
    """The typical cost without the dearest tenth, its quarters, and how many paid twice as much."""
    finding, cases = found.attacked("licensing.total_cost"), found.cases
    if finding is None or cases is None or finding.overall is None:
        return
    amounts = amounts_of(cases)
    costs = cases.taken(amounts.paid(amounts.parts))
    known = ~np.isnan(costs)
    typical = of_finding(say("Cost in the middle case"), finding.overall, finding)
    without = _without_the_dearest(found, amounts, costs, known)
    quarters = _quarters(found, amounts, costs[known])
    above = _above(found, amounts, costs, known)
    is_tried = without.value is not None
    strength = moved(typical, without) if is_tried else furthest(typical)
    yield challenge(
        "large_bills",
        finding.code,
        say("Your typical cost is inflated by a few large bills."),
        " ".join(_answer(found, typical, without, quarters, above, bool(amounts.companions))),
        strength,
        verdict_on(strength) if is_tried else Verdict.PARTLY,
        typical,
        without,
        *quarters,
        above,
    )


def _answer(
    found: Evidence,
    typical: Number,
    without: Number,
    quarters: tuple[Number, ...],
    above: Number,
    foreign: bool,
) -> Iterator[str]:
    yield say("The cost told is that of the middle case, {typical}, not an average.", typical=typical.words)
    yield (
        say("Without the dearest tenth it is {without}.", without=without.words)
        if without.value is not None
        else say("The costs are too few for the dearest tenth to be left out.")
    )
    if len(quarters) == 2:
        yield say(
            "A quarter paid {low} or less, a quarter {high} or more.",
            low=quarters[0].words,
            high=quarters[1].words,
        )
    if above.value is not None:
        yield say("{share} paid more than {times} times the middle case.", share=above.words, times=_TIMES)
    if "licensing.informal_payment_asked" in found.findings or "licensing.informal_payment" in found.findings:
        yield say("Payments without receipt are not in it; they are told apart.")
    if foreign:
        yield say("Amounts in other currencies are changed at the rate of their day, or left out and told.")


def _without_the_dearest(
    found: Evidence, amounts: Amounts, costs: NDArray[np.float64], known: NDArray[np.bool_]
) -> Number:
    order = np.argsort(costs[known], kind="stable")
    kept = np.flatnonzero(known)[order[: int(np.ceil(_TENTH * len(order)))]]
    median, low, high = median_with_interval(costs[kept])
    mask = np.zeros(len(costs), dtype=bool)
    mask[kept] = True
    one = Estimate(value=median, low=low, high=high, n=len(kept), rows=amounts.cases.rows(mask))
    whole = Estimate(n=int(known.sum()))
    label = say("Cost in the middle case without the dearest tenth")
    return found.told(label, one, Unit.MONEY, whole, currency=amounts.currency)


def _quarters(found: Evidence, amounts: Amounts, costs: NDArray[np.float64]) -> tuple[Number, ...]:
    """The quarters, in two digits: a quartile is what one person paid. None of fewer than four groups."""
    if len(costs) < 4 * found.k:
        return ()
    labels = say("A quarter paid this or less"), say("A quarter paid this or more")
    return tuple(
        found.told(
            label, Estimate(value=float(f"{value:.2g}"), n=len(costs)), Unit.MONEY, currency=amounts.currency
        )
        for label, value in zip(labels, np.quantile(costs, (0.25, 0.75)).tolist(), strict=True)
    )


def _above(found: Evidence, amounts: Amounts, costs: NDArray[np.float64], known: NDArray[np.bool_]) -> Number:
    n, limit = int(known.sum()), _TIMES * float(np.median(costs[known]))
    with np.errstate(invalid="ignore"):
        mine = known & (costs > limit)
    count = int(mine.sum())
    one = replace(
        counted_share(amounts.cases, count, n),
        rows=amounts.cases.rows(mine),
        counted=(amounts.cases.rows(known),),
    )
    return found.told(say("Paid more than {times} times the middle case", times=_TIMES), one, Unit.SHARE)
