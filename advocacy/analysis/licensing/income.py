"""What an application costs beside what people earn: the applicant's own income, and the income per head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Finding, Unit
from advocacy.analysis.licensing.amounts import Amounts, Values, base_of
from advocacy.analysis.licensing.cost import counted_words
from advocacy.analysis.licensing.income_per_head import IncomePerHead
from advocacy.analysis.licensing.words import common
from advocacy.wording import say

_MONTHS_A_YEAR = 12


def months_of_income(amounts: Amounts) -> Finding | None:
    """What an application costs in months of the applicant's own income: the median over applications.

    Cost and income of one applicant are in one currency, so none has to be changed into another.
    """
    parts = amounts.parts
    if not parts or not amounts.has("monthly_income"):
        return None

    def months() -> Values:
        income = amounts.plain("monthly_income")
        paid = np.sum([amounts.plain(name) for name in parts], axis=0)
        ratio: Values = paid / np.where(income > 0, income, np.nan)
        return ratio

    measured = amounts.measured(("months of income", *parts), months)
    if not measured.n:
        return None
    estimate, year = measured.median(), measured.median(1 / _MONTHS_A_YEAR)
    finding = Finding(
        code="licensing.months_of_income",
        name=say("Cost in months of income"),
        headline="",
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        base=base_of(amounts.cases, estimate.n, say("with every cost and the income recorded")),
        estimates=(estimate,),
        method=say(
            "Median of cost over monthly income of the same applicant; 95% interval between order statistics "
            "(binomial)."
        ),
        companions=(
            Companion(
                say("That is {value} of what the applicant earns in a year (95% interval {interval})."),
                Unit.SHARE,
                year,
            ),
        ),
        caveats=(
            counted_words(parts),
            say("Income is what applicants said it was; a year is twelve such months."),
        ),
        **common(amounts.cases),
    )
    headline = say(
        "An application costs {value} months of the applicant's income in the middle case",
        value=numbers.estimate(estimate, finding),
    )
    return replace(finding, headline=headline)


def cost_of_income_per_head(amounts: Amounts) -> Finding | None:
    """The official cost and all that was paid, each as a share of a year's income per head of the country."""
    income = IncomePerHead(amounts)
    if not income.used:
        return None
    parts = amounts.parts
    asked: list[tuple[str, str, Callable[[], Values]]] = []
    if amounts.has("official_fee"):
        asked.append(("official", say("Official fee"), lambda: amounts.money("official_fee")))
    if parts:
        asked.append(("total", say("All that was paid with receipt"), lambda: amounts.paid(parts)))
    estimates = []
    for group, label, money in asked:
        named = ("of income per head", group, *parts)
        measured = amounts.measured(named, lambda money=money: money() / income.values)  # type: ignore[misc]
        if measured.n:
            estimates.append(replace(measured.median(), group=group, label=label))
    if not estimates:
        return None
    finding = Finding(
        code="licensing.cost_of_income_per_head",
        name=say("Cost as a share of income per head"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.DOTS,
        base=say("{base} whose country and year have an income per head", base=amounts.cases.base),
        estimates=tuple(estimates),
        method=say(
            "Median of cost over the yearly income per head of the country, the latest of the year of the "
            "case or an earlier one; 95% interval between order statistics (binomial)."
        ),
        currency="",
        companions=amounts.companions,
        caveats=(*income.caveats, *((counted_words(parts),) if parts else ()), *amounts.caveats),
        **common(amounts.cases),
    )
    last = estimates[-1]
    sentence = (
        say(
            "In the middle case an application costs {value} of a year's income per head "
            "(95% interval {interval})"
        )
        if last.group == "total"
        else say(
            "In the middle case the official fee costs {value} of a year's income per head "
            "(95% interval {interval})"
        )
    )
    value, interval = numbers.estimate(last, finding), numbers.interval(last, finding)
    headline = sentence.format(value=value, interval=interval)
    return replace(finding, headline=headline)
