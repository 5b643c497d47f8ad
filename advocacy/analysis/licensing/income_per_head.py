"""The yearly income per head that goes with each licensing case, by country and year."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from advocacy.analysis.filtering import CASES
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.amounts import Amounts, Mask, Values
from advocacy.analysis.reference_rates import dollar_rates, income_keys, incomes_of_year, sources_of_income
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.wording import say

Income = tuple[str, int]  # key of the rate, year it is of


class IncomePerHead:
    """The incomes per head of the countries and years of the cases, in the currency of the amounts.

    An income is of the year the case is priced at, or the latest one before. Where the files name no country
    and incomes of one country only are imported, all cases are taken to be from there.
    """

    def __init__(self, amounts: Amounts) -> None:
        self._amounts = amounts
        self._workspace = amounts.cases.workspace
        table = self._workspace.table(CASES)
        assert table is not None
        self._table: Table = table
        self._keys = income_keys(self._workspace)

    @property
    def values(self) -> Values:
        """By row of the table; NaN where no income is imported for the country, or none that old."""
        return self._amounts.kept(("income per head", self._amounts.currency), lambda: self._found()[0])

    @cached_property
    def used(self) -> tuple[Income, ...]:
        """The incomes that stand for any of the cases."""
        return tuple(income for income, rows in self._by_income().items() if self._amounts.count(rows))

    @property
    def caveats(self) -> tuple[str, ...]:
        """Of which country, year, source and currency the incomes are."""
        said = []
        for key in dict.fromkeys(key for key, _ in self.used):
            years = sorted(year for of, year in self.used if of == key)
            sources = sources_of_income(self._workspace, key, set(years))
            said.append(
                say(
                    "Income per head: {key}, {years}; {source}.",
                    key=key,
                    years=", ".join(map(str, years)),
                    source=", ".join(sources) or say("no source is named"),
                )
            )
        if any(not self._keys[key][1] for key, _ in self.used):
            said.append(
                say("Income per head is taken to be in the currency of the amounts: the rates name no other.")
            )
        if not self._has_country:
            said.append(say("The files name no country; every application is taken to be from there."))
        return tuple(said)

    def _by_income(self) -> dict[Income, Mask]:
        """The rows of the table each income stands for."""
        if not self._keys:
            return {}
        amounts, keys = self._amounts, list(self._keys)

        def coded() -> Values:
            _, key, year = self._found()
            return np.where(year > 0, key * 10_000 + year, np.nan)

        codes = amounts.kept(("which income per head", amounts.currency), coded)
        met = amounts.kept(("incomes per head", amounts.currency), lambda: np.unique(codes[~np.isnan(codes)]))
        found = {}
        for code in met.astype(np.int64).tolist():
            named = ("of income per head", str(code), amounts.currency)
            found[keys[code // 10_000], code % 10_000] = amounts.mask(named, lambda code=code: codes == code)  # type: ignore[misc]
        return found

    def _found(self) -> tuple[Values, Values, Values]:
        """By row of the table the income, the number of its key, and its year; 0 where there is none."""
        amounts, days = self._amounts, self._amounts.days
        values, which, years = np.full(len(days), np.nan), np.zeros(len(days)), np.zeros(len(days))
        for number, (key, (_, currency)) in enumerate(self._keys.items()):
            rows = np.flatnonzero(self._of_country(key) & np.isnan(values))
            if not len(rows):
                continue
            income, of = incomes_of_year(self._workspace, key, days[rows])
            if currency and currency != amounts.currency:
                here = dollar_rates(self._workspace, amounts.currency, days[rows])
                income = income * here / dollar_rates(self._workspace, currency, days[rows])
            usable = ~np.isnan(income)
            rows = rows[usable]
            values[rows], which[rows], years[rows] = income[usable], number, of[usable]
        return values, which, years

    def _of_country(self, key: str) -> Mask:
        """The rows of the table that are of the country of this key."""
        if not self._has_country:
            countries = {country for country, _ in self._keys.values()}
            return np.full(len(self._table), len(countries) == 1)
        groups = groups_in(self._table, "country")
        mine = [n for n, label in enumerate(groups.labels) if plain(label) == self._keys[key][0]]
        return np.isin(groups.number, mine)

    @property
    def _has_country(self) -> bool:
        return "country" in self._table.frame.columns and bool(len(groups_in(self._table, "country").codes))
