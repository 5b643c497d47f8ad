"""What an application costs beside what people earn: the applicant's own income, and the income per head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.filtering import CASES
from advocacy.analysis.finding import Chart, Companion, Finding, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing_amounts import Amounts, Values, base_of
from advocacy.analysis.licensing_cost import counted_words
from advocacy.analysis.licensing_words import common
from advocacy.analysis.reference_rates import dollar_rates, income_keys, incomes_of_year, sources_of_income
from advocacy.importing.plain_words import plain
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
        return amounts.paid(parts, money=False) / np.where(income > 0, income, np.nan)

    measured = amounts.measured(("months of income", *parts), months)
    if not len(measured.values):
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
    income = _IncomePerHead(amounts)
    if not income.known:
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
        if len(measured.values):
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
        companions=amounts.companions(),
        caveats=(*income.caveats(), *((counted_words(parts),) if parts else ()), *amounts.caveats()),
        **common(amounts.cases),
    )
    last = estimates[-1]
    what = say("an application") if last.group == "total" else say("the official fee")
    headline = say(
        "In the middle case {what} costs {value} of a year's income per head (95% interval {interval})",
        what=what,
        value=numbers.estimate(last, finding),
        interval=numbers.interval(last, finding),
    )
    return replace(finding, headline=headline)


class _IncomePerHead:
    """The yearly income per head of each row's country, in the currency of the amounts."""

    def __init__(self, amounts: Amounts) -> None:
        self._amounts = amounts
        self._keys = income_keys(amounts.cases.workspace)

    @property
    def known(self) -> bool:
        return bool(self._keys) and not bool(np.isnan(self._amounts.of_cases(self.values)).all())

    @property
    def values(self) -> Values:
        """NaN where no income is imported for the country, or none that old."""
        return self._amounts.kept(("income per head",), lambda: self._found()[0])

    def caveats(self) -> tuple[str, ...]:
        """Say of which country, year, source and currency the incomes are."""
        return (*self._named(), *self._taken())

    def _found(self) -> tuple[Values, Values]:
        """By row of the table the income and the year it is of."""
        amounts = self._amounts
        workspace, days = amounts.cases.workspace, amounts.days
        values, years = np.full(len(days), np.nan), np.zeros(len(days))
        for key, (_, currency) in self._keys.items():
            rows = self._rows(key)
            if not rows.any():
                continue
            income, of = incomes_of_year(workspace, key, days[rows])
            if currency and currency != amounts.currency:
                income = income * (
                    dollar_rates(workspace, amounts.currency, days[rows])
                    / dollar_rates(workspace, currency, days[rows])
                )
            values[rows], years[rows] = income, of
        return values, years

    def _rows(self, key: str) -> np.ndarray:
        """The rows of the table that are of the country of this key."""
        table = self._amounts.cases.workspace.table(CASES)
        assert table is not None
        if not self._has_country:
            return np.full(len(table), len(self._keys) == 1)
        groups = groups_in(table, "country")
        country = self._keys[key][0]
        return np.asarray(groups.number >= 0) & np.isin(
            groups.number, [i for i, label in enumerate(groups.labels) if plain(label) == country]
        )

    @property
    def _has_country(self) -> bool:
        table = self._amounts.cases.workspace.table(CASES)
        return table is not None and "country" in table.frame and bool(table.frame["country"].notna().any())

    def _named(self) -> tuple[str, ...]:
        amounts = self._amounts
        years = amounts.of_cases(amounts.kept(("year of income per head",), lambda: self._found()[1]))
        said = []
        for key in self._keys:
            mine = years[amounts.of_cases(self._rows(key))].astype(np.int64)
            met = {int(year) for year in np.flatnonzero(np.bincount(mine)) if year}  # 0: none that old
            if met:
                sources = sources_of_income(amounts.cases.workspace, key, met)
                said.append(
                    say(
                        "Income per head: {key}, {years}; {source}.",
                        key=key,
                        years=", ".join(map(str, sorted(met))),
                        source=", ".join(sources) or say("no source is named"),
                    )
                )
        return tuple(said)

    def _taken(self) -> tuple[str, ...]:
        said = []
        if any(not currency for _, currency in self._keys.values()):
            said.append(
                say("Income per head is taken to be in the currency of the amounts: the rates name no other.")
            )
        if not self._has_country:
            said.append(say("The files name no country; every application is taken to be from there."))
        return tuple(said)
