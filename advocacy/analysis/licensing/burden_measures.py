"""What the records measure of the inputs of the Standard Cost Model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from advocacy.analysis.finding import Estimate, State
from advocacy.analysis.licensing.amounts import Amounts, Mask
from advocacy.analysis.licensing.cases import licensing_cases
from advocacy.analysis.licensing.cost import paid
from advocacy.analysis.traits import OVER_TIME
from advocacy.workspace import Workspace

_YEAR = 365  # days before the data date in which applications are counted


@dataclass(frozen=True)
class BurdenMeasures:
    """Medians over applications, and how many were filed in a year; NO_DATA where nothing is recorded.

    income: per month; days_lost: of work per application; paid: with receipt per application; paid_besides:
    the same without the official fee, over applications where both are known; applications: filed in the
    year up to the data date. parts: the costs that are in paid.
    """

    income: Estimate
    days_lost: Estimate
    paid: Estimate
    paid_besides: Estimate
    applications: Estimate
    parts: tuple[str, ...]
    currency: str
    on: date | None


def burden_measures(amounts: Amounts) -> BurdenMeasures:
    """Measure what can be measured."""
    parts, nothing = amounts.parts, Estimate(state=State.NO_DATA)
    besides = tuple(part for part in parts if part != "official_fee")
    income = amounts.measured(("monthly income",), lambda: amounts.money("monthly_income"))
    days = amounts.measured(("days lost",), lambda: amounts.plain("days_lost"))
    without_fee = amounts.measured(
        ("paid besides the fee", *parts), lambda: amounts.paid(parts) - amounts.money("official_fee")
    )
    return BurdenMeasures(
        income.median(),
        days.median(),
        paid(amounts, parts).median() if parts else nothing,
        without_fee.median() if besides and besides != parts else nothing,
        _filed_in_a_year(amounts),
        parts,
        amounts.currency,
        amounts.cases.on,
    )


def measures_to_show(workspace: Workspace) -> BurdenMeasures | None:
    """Return what the user may see where he states the inputs; None without licensing cases.

    What rests on a small group is not in it, as nowhere else.
    """
    cases = licensing_cases(workspace)
    if cases is None:
        return None
    found, k = burden_measures(Amounts(cases)), workspace.settings.smallest_group

    def safe(one: Estimate) -> Estimate:
        return Estimate(state=State.SUPPRESSED) if 0 < one.n < k else one

    return BurdenMeasures(
        safe(found.income),
        safe(found.days_lost),
        safe(found.paid),
        safe(found.paid_besides),
        safe(found.applications),
        found.parts,
        found.currency,
        found.on,
    )


def _filed_in_a_year(amounts: Amounts) -> Estimate:
    """How many of the cases were filed in the 365 days up to the data date.

    Of a time that the user has chosen it is not known: how many are kept then says how long it is.
    """
    cases = amounts.cases
    if any(chosen.field in OVER_TIME for chosen in cases.workspace.filters):
        return Estimate(state=State.NO_DATA, missing=len(cases))
    known = amounts.mask(("filed",), lambda: ~np.isnat(amounts.days_of("date_applied")))
    if cases.on is None or not amounts.count(known):
        return Estimate(state=State.NO_DATA, missing=len(cases))
    last = np.datetime64(cases.on, "D")

    def in_the_year() -> Mask:
        applied = amounts.days_of("date_applied")
        return np.asarray((applied <= last) & (applied > last - _YEAR))

    filed = amounts.mask(("filed", str(last)), in_the_year)
    n = amounts.count(filed)
    return Estimate(
        value=float(n),
        n=n,
        missing=len(cases) - amounts.count(known),
        rows=amounts.rows(filed),
        counted=(amounts.rows(~filed),),
    )
