"""What an application costs: the official fee, all that was paid with receipt, and the work lost; apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.licensing.amounts import Amounts, Measured, Values, base_of
from advocacy.analysis.licensing.words import common, field_title, field_titles
from advocacy.analysis.traits import PAID_FOR
from advocacy.wording import say


def official_cost(amounts: Amounts) -> Finding | None:
    """Median of the official fee alone: what the state charges, and nothing else that is paid."""
    if not amounts.has("official_fee"):
        return None
    fee = amounts.measured(("official fee",), lambda: amounts.money("official_fee"))
    return _median_finding(
        amounts,
        fee,
        "licensing.official_cost",
        say("Official cost of an application"),
        say("with the official fee recorded"),
        say("The official fee of an application is {value} in the middle case (95% interval {interval})"),
        (say("Only the official fee. No other cost and no payment without receipt is in it."),),
    )


def total_cost(amounts: Amounts) -> Finding | None:
    """Median of what an application cost in all, payments without receipt kept apart."""
    parts = amounts.parts
    if not parts:
        return None
    return _median_finding(
        amounts,
        paid(amounts, parts),
        "licensing.total_cost",
        say("Cost of an application"),
        say("with every cost recorded"),
        say("An application costs {value} in the middle case (95% interval {interval})"),
        (counted_words(parts),),
    )


def work_lost(amounts: Amounts) -> Finding | None:
    """Median worth of the days of work an application took, at the applicant's own income."""
    if not amounts.has("days_lost") or not amounts.has("monthly_income"):
        return None
    lost = amounts.measured(
        ("work lost",), lambda: amounts.plain("days_lost") * amounts.money("monthly_income")
    )
    stated = amounts.cases.workspace.settings.burden.days_per_month
    days = amounts.cases.workspace.settings.burden.days_a_month
    divisor = (
        say(
            "A day is worth a month's income over {days} days (stated by the user).", days=numbers.exact(days)
        )
        if stated
        else say(
            "A day is worth a month's income over {days} days (an assumption: with days of rest it would be "
            "worth more).",
            days=numbers.exact(days),
        )
    )
    return _median_finding(
        amounts,
        lost,
        "licensing.work_lost",
        say("Work lost to an application"),
        say("with the days lost and the income recorded"),
        say("The days of work lost to an application are worth {value} in the middle case"),
        (divisor, say("It is not added to what was paid. Income is what applicants said it was.")),
        1 / days,
    )


def cost_parts(amounts: Amounts) -> Finding | None:
    """What the money of an application goes to: each part's share of all that was paid."""
    parts, cases = amounts.parts, amounts.cases
    if len(parts) < 2:
        return None
    whole = paid(amounts, parts)
    share_of = _Sums(amounts, parts)
    if share_of.all <= 0:
        return None
    each = [
        Estimate(
            group=name,
            label=field_title(name),
            value=share_of.each[name] / share_of.all,
            numerator=share_of.each[name],
            denominator=share_of.all,
            n=whole.n,
            missing=whole.missing,
            rows=whole.known,
            counted=(whole.unknown,),
            amounts=share_of.in_doubt(name),
        )
        for name in parts
    ]
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.cost_parts",
        name=say("Where the money goes"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.STACK,
        base=base_of(cases, whole.n, say("with every cost recorded")),
        estimates=tuple(each),
        method=say("Sum of each part over the sum of all parts. No interval: it is a share of money."),
        dimension=PAID_FOR,
        currency=amounts.currency,
        companions=amounts.companions,
        caveats=(say("Payments without receipt are not in it."), *amounts.caveats),
        **common(cases),
    )
    headline = say(
        "{share} of what an applicant pays is “{part}”",
        share=numbers.estimate(each[0], finding),
        part=each[0].label,
    )
    return replace(finding, headline=headline)


def paid(amounts: Amounts, parts: tuple[str, ...]) -> Measured:
    """Return the sum of these costs, where each of them is known."""
    return amounts.measured(("paid", *parts), lambda: amounts.paid(parts))


def counted_words(parts: tuple[str, ...]) -> str:
    """Say which costs a sum is made of."""
    return say("Counted: {parts}. Payments without receipt are not in it.", parts=field_titles(list(parts)))


def _median_finding(
    amounts: Amounts,
    measured: Measured,
    code: str,
    name: str,
    whom: str,
    headline: str,
    caveats: tuple[str, ...],
    factor: float = 1.0,
) -> Finding | None:
    """A finding that is one median of money; headline: a sentence with the places {value} and {interval}."""
    if not measured.n:
        return None
    estimate = measured.median(factor)
    finding = Finding(
        code=code,
        name=name,
        headline="",
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        base=base_of(amounts.cases, measured.n, whom),
        estimates=(estimate,),
        method=say("Median; 95% interval between order statistics (binomial)."),
        currency=amounts.currency,
        companions=amounts.companions,
        caveats=(*caveats, *amounts.caveats),
        **common(amounts.cases),
    )
    said = headline.replace("{value}", numbers.estimate(estimate, finding))
    return replace(finding, headline=said.replace("{interval}", numbers.interval(estimate, finding)))


class _Sums:
    """What the cases with every cost recorded paid of each part, and of all of them."""

    def __init__(self, amounts: Amounts, parts: tuple[str, ...]) -> None:
        self._amounts, self._parts = amounts, parts
        self.each = {name: float(amounts.cases.taken(self._column(name)).sum()) for name in parts}
        self.all = sum(self.each.values())

    def in_doubt(self, name: str) -> Values | None:
        """What each of these cases paid of a part, for the protection; None where no payer can stand out.

        Where all paid three times what the largest did, the rest is as large as he: this is seen without
        looking at every amount.
        """
        named = ("largest", name, *self._parts, self._amounts.currency)
        largest = self._amounts.kept(named, lambda: np.array([self._column(name).max(initial=0.0)]))
        if self.each[name] >= 3 * float(largest[0]):
            return None
        return self._column(name)[self._amounts.chosen]

    def _column(self, name: str) -> Values:
        """What each row of the table paid of a part, nothing where not every cost is recorded."""
        amounts, parts = self._amounts, self._parts
        return amounts.kept(
            ("of complete", name, *parts, amounts.currency),
            lambda: np.where(np.isnan(amounts.paid(parts)), 0.0, amounts.money(name)),
        )
