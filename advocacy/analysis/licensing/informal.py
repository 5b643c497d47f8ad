"""Payments without receipt: how many were asked, and what those paid who say how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.finding import Beside, Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.licensing.amounts import Amounts, Measured, Values, base_of
from advocacy.analysis.licensing.words import common, counted_share
from advocacy.wording import say

_ASKED = "informal_payment_asked"


def informal_payment_asked(amounts: Amounts) -> Finding | None:
    """Share of applicants who were asked for a payment without receipt, with both bounds for silence."""
    cases = amounts.cases
    given = amounts.mask(("asked for a payment", "answered"), lambda: ~np.isnan(amounts.answers(_ASKED)))
    yes = amounts.mask(("asked for a payment", "yes"), lambda: amounts.answers(_ASKED) == 1)
    found, n = amounts.count(yes), amounts.count(given)
    if not n:
        return None
    estimate = replace(
        counted_share(cases, found, n),
        rows=amounts.rows(yes),
        counted=(amounts.rows(given), amounts.rows(~given)),
    )
    finding = Finding(
        code="licensing.informal_payment_asked",
        name=say("Asked for a payment without receipt"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=base_of(cases, n, say("in which the question was answered")),
        estimates=(estimate,),
        method=say("Share of applications in which the question was answered; Wilson 95% interval."),
        companions=_bounds(found, len(cases), len(cases) - n),
        caveats=(_accuses_nobody(),),
        **common(cases),
    )
    headline = say(
        "{share} of applicants say they were asked for a payment without receipt (95% interval {interval})",
        share=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)


def informal_payment(amounts: Amounts) -> Finding | None:
    """Median of what was paid without receipt, over those who say they paid and how much.

    A median is the amount of one or two people, and this one is secret: it is rounded to two digits and only
    told where at least twice as many paid as make a group that may be shown.
    """
    cases = amounts.cases
    if not amounts.has("informal_payment"):
        return None

    def of_payers() -> Values:
        money = amounts.money("informal_payment")
        return np.where(money > 0, money, np.nan)

    paid = amounts.measured(("informal payment",), of_payers)
    if not paid.n:
        return None
    exact = paid.median()
    few = exact.n < 2 * cases.workspace.settings.smallest_group
    rounded = replace(
        exact, value=_two_digits(exact.value), low=_two_digits(exact.low), high=_two_digits(exact.high)
    )
    estimate = Estimate(state=State.SUPPRESSED) if few else rounded
    name = say("Paid without receipt")
    finding = Finding(
        code="licensing.informal_payment",
        name=name,
        headline=say("{name}: too few say what they paid to show it", name=name),
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        base=say("{base}; those who say they paid and how much", base=cases.base),
        estimates=(estimate,),
        method=say(
            "Median of the amounts paid, rounded to two digits; 95% interval between order statistics "
            "(binomial). It is told from {least} payers on.",
            least=2 * cases.workspace.settings.smallest_group,
        ),
        currency=amounts.currency,
        companions=(*_payers(amounts, paid), *amounts.companions),
        caveats=(
            say("It is in no other cost of this brief."),
            _accuses_nobody(),
            *amounts.caveats,
        ),
        **common(cases),
    )
    if few:
        return finding
    headline = say(
        "Those who paid without receipt paid {value} in the middle case (95% interval {interval})",
        value=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)


def _bounds(found: int, of: int, silent: int) -> tuple[Companion, ...]:
    """The share of all if none of those who are silent was asked, and if all were.

    n is the silent ones: where they are few, the bounds beside the share would tell their number.
    """
    if not silent:
        return ()
    bounds = Estimate(low=found / of, high=(found + silent) / of, n=silent)
    sentence = say(
        "{n} did not answer; of all applications it is {interval}, if none of them was asked and if all were."
    )
    return (Companion(sentence, Unit.SHARE, bounds, Beside.BOUNDS),)


def _payers(amounts: Amounts, paid: Measured) -> tuple[Companion, ...]:
    """How many of all say that they paid, and how much."""
    n, of = paid.n, len(amounts.cases)
    share = Estimate(
        value=n / of,
        numerator=float(n),
        denominator=float(of),
        n=of,
        rows=paid.known,
        counted=(paid.unknown,),
    )
    sentence = say(
        "Of all {n} applications {value} say that something was paid without receipt, and how much."
    )
    return (Companion(sentence, Unit.SHARE, share),)


def _two_digits(amount: float | None) -> float | None:
    return amount if amount is None else float(f"{amount:.2g}")


def _accuses_nobody() -> str:
    return say("It is what applicants reported; no office and no person is accused.")
