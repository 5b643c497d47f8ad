"""What an application costs, and what the money goes to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import (
    answered_base,
    common,
    field_title,
    field_titles,
    share_estimate,
)
from advocacy.analysis.middle import median_with_interval
from advocacy.analysis.suppression import dominated
from advocacy.wording import say, say_count

COST_PARTS = ("official_fee", "travel_cost", "consultant_cost", "other_cost")
Mask = NDArray[np.bool_]


def total_cost(cases: LicensingCases) -> Finding | None:
    """Median of what an application cost in all, payments without receipt kept apart."""
    parts = [name for name in COST_PARTS if cases.has(name)]
    if not parts:
        return None
    currency, same = _currency(cases)
    complete = cases.frame[parts].notna().all(axis=1).to_numpy() & same
    if not complete.any():
        return None
    sums = cases.frame.loc[complete, parts].astype("float64").sum(axis=1).to_numpy()
    middle, low, high = median_with_interval(sums)
    estimate = Estimate(
        value=middle,
        low=low,
        high=high,
        n=len(sums),
        missing=len(cases) - len(sums),
        rows=cases.rows(complete),
    )
    finding = Finding(
        code="licensing.total_cost",
        name=say("Cost of an application"),
        headline="",
        unit=Unit.MONEY,
        chart=Chart.NUMBER,
        base=answered_base(cases, len(sums), say("with every cost recorded")),
        estimates=(estimate,),
        method=say("Median of the sum; 95% interval between order statistics (binomial)."),
        currency=currency,
        caveats=(
            say("Counted: {parts}. Payments without receipt are not in it.", parts=field_titles(parts)),
            *_currency_caveat(currency, same),
        ),
        **common(cases),
    )
    headline = say(
        "An application costs {value} in the middle case (95% interval {interval})",
        value=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)


def cost_parts(cases: LicensingCases) -> Finding | None:
    """What the money of an application goes to: each part's share of all that was paid."""
    parts = [name for name in COST_PARTS if cases.has(name)]
    if len(parts) < 2:
        return None
    currency, same = _currency(cases)
    complete = cases.frame[parts].notna().all(axis=1).to_numpy() & same
    paid = cases.frame.loc[complete, parts].astype("float64").to_numpy()
    if not complete.any() or paid.sum() <= 0:
        return None
    each = [
        Estimate(
            group=name,
            label=field_title(name),
            value=float(paid[:, place].sum() / paid.sum()),
            numerator=float(paid[:, place].sum()),
            denominator=float(paid.sum()),
            n=len(paid),
            missing=len(cases) - len(paid),
            rows=cases.rows(complete),
        )
        for place, name in enumerate(parts)
    ]
    each.sort(key=lambda one: -(one.value or 0.0))
    finding = Finding(
        code="licensing.cost_parts",
        name=say("Where the money goes"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.STACK,
        base=answered_base(cases, len(paid), say("with every cost recorded")),
        estimates=tuple(each),
        method=say("Sum of each part over the sum of all parts. No interval: it is a share of money."),
        currency=currency,
        caveats=(say("Payments without receipt are not in it."), *_currency_caveat(currency, same)),
        **common(cases),
    )
    if any(dominated(paid[:, place]) for place in range(len(parts))):
        hidden = [Estimate(group=one.group, label=one.label, state=State.SUPPRESSED) for one in each]
        told = say("{name}: too few pay most of it to show it", name=finding.name)
        return replace(finding, estimates=tuple(hidden), headline=told)
    headline = say(
        "{share} of what an applicant pays is “{part}”",
        share=numbers.estimate(each[0], finding),
        part=each[0].label,
    )
    return replace(finding, headline=headline)


def _currency(cases: LicensingCases) -> tuple[str, Mask]:
    """The currency most cases are in, and the cases in it; those without one are taken to be in it."""
    if "currency" not in cases.frame.columns or not cases.frame["currency"].notna().any():
        return "", np.ones(len(cases), dtype=bool)
    column = cases.frame["currency"]
    main = str(column.value_counts().index[0])
    same: Mask = (column.isna() | (column == main)).to_numpy(dtype=bool)
    return main, same


def _currency_caveat(currency: str, same: Mask) -> tuple[str, ...]:
    others = int((~same).sum())
    if not currency:
        return (say("The files do not say in which currency the amounts are."),)
    if not others:
        return ()
    return (
        say_count(
            "{count} application in another currency than {currency} is not used.",
            "{count} applications in other currencies than {currency} are not used.",
            others,
            currency=currency,
        ),
    )


def months_of_income(cases: LicensingCases) -> Finding | None:
    """What an application costs in months of the applicant's own income: the median over applications."""
    parts = [name for name in COST_PARTS if cases.has(name)]
    if not parts or not cases.has("monthly_income"):
        return None
    _, same = _currency(cases)
    income = cases.frame["monthly_income"].astype("float64").to_numpy()
    complete = cases.frame[parts].notna().all(axis=1).to_numpy() & same & (income > 0)
    if not complete.any():
        return None
    paid = cases.frame.loc[complete, parts].astype("float64").sum(axis=1).to_numpy()
    middle, low, high = median_with_interval(paid / income[complete])
    estimate = Estimate(
        value=middle,
        low=low,
        high=high,
        n=len(paid),
        missing=len(cases) - len(paid),
        rows=cases.rows(complete),
        counted=(cases.rows(~complete),),
    )
    finding = Finding(
        code="licensing.months_of_income",
        name=say("Cost in months of income"),
        headline="",
        unit=Unit.NUMBER,
        chart=Chart.NUMBER,
        base=answered_base(cases, len(paid), say("with every cost and the income recorded")),
        estimates=(estimate,),
        method=say(
            "Median of cost over monthly income of the same applicant; 95% interval between order statistics "
            "(binomial)."
        ),
        caveats=(
            say("Counted: {parts}. Payments without receipt are not in it.", parts=field_titles(parts)),
            say("Income is what applicants said it was."),
        ),
        **common(cases),
    )
    headline = say(
        "An application costs {value} months of the applicant's income in the middle case",
        value=numbers.estimate(estimate, finding),
    )
    return replace(finding, headline=headline)


def informal_payment_asked(cases: LicensingCases) -> Finding | None:
    """Share of applicants who were asked for a payment without receipt, with both bounds for silence."""
    if not cases.has("informal_payment_asked"):
        return None
    asked = cases.frame["informal_payment_asked"]
    given = asked.notna().to_numpy()
    yes = asked.fillna(False).to_numpy(dtype=bool)
    found, n, silent = int(yes.sum()), int(given.sum()), int((~given).sum())
    estimate = share_estimate(cases, yes, given)
    finding = Finding(
        code="licensing.informal_payment_asked",
        name=say("Asked for a payment without receipt"),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.NUMBER,
        base=answered_base(cases, n, say("in which the question was answered")),
        estimates=(estimate,),
        method=say("Share of applications in which the question was answered; Wilson 95% interval."),
        caveats=(
            say(
                "{silent} did not answer: {least} of all if none of them was asked, {most} if all were.",
                silent=numbers.count(silent),
                least=numbers.share(found / len(cases)),
                most=numbers.share((found + silent) / len(cases)),
            ),
            say("It is what applicants reported; no office and no person is accused."),
        )
        if silent
        else (say("It is what applicants reported; no office and no person is accused."),),
        **common(cases),
    )
    headline = say(
        "{share} of applicants say they were asked for a payment without receipt (95% interval {interval})",
        share=numbers.estimate(estimate, finding),
        interval=numbers.interval(estimate, finding),
    )
    return replace(finding, headline=headline)
