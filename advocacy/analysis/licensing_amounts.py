"""Amounts of money of licensing cases: in one currency, and put in order once per table.

Everything here is found once for all rows of a table, which never changes; a filter only chooses among it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.filtering import CASES
from advocacy.analysis.finding import Companion, Estimate, SourceRows, State, Unit
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.middle import OrderedValues, median_of_ordered
from advocacy.analysis.reference_rates import RATES, dollar_rates
from advocacy.importing.table import Table
from advocacy.wording import say, say_count

COST_PARTS = ("official_fee", "travel_cost", "consultant_cost", "other_cost")
Values = NDArray[np.float64]  # one per row of the whole table, NaN where not known
_DAYS = ("date_recorded", "date_applied", "date_decided")  # the last one known stands


@dataclass(frozen=True, eq=False)
class Measured:
    """One measure of the cases: the known values, rising, and the rows with and without one."""

    values: NDArray[np.float64]
    known: SourceRows
    unknown: SourceRows
    missing: int

    def median(self, factor: float = 1.0) -> Estimate:
        """Return the median with its interval, each times a factor."""
        if not len(self.values):
            return Estimate(state=State.NO_DATA, missing=self.missing)
        middle, low, high = median_of_ordered(self.values)
        return Estimate(
            value=middle * factor,
            low=None if low is None else low * factor,
            high=None if high is None else high * factor,
            n=len(self.values),
            missing=self.missing,
            rows=self.known,
            counted=(self.unknown,),
        )


@dataclass(frozen=True, eq=False)
class _Kept:
    """What is known of a table already; never the table itself, or it would never be let go."""

    values: dict[tuple[str, ...], Values] = field(default_factory=dict)
    ordered: dict[tuple[str, ...], OrderedValues] = field(default_factory=dict)


_OF_TABLES: WeakKeyDictionary[Table, WeakKeyDictionary[Table, _Kept]] = WeakKeyDictionary()


class Amounts:
    """The amounts of the cases in the currency most of them are in.

    Cases without a currency are taken to be in it. Amounts in another one are changed at the rate of the day
    of decision, else of application, else of recording, where both rates are imported; else they are unknown.
    """

    def __init__(self, cases: LicensingCases) -> None:
        table = cases.workspace.table(CASES)
        assert table is not None
        self.cases, self._table = cases, table
        rates = cases.workspace.table(RATES) or table
        self._kept = _OF_TABLES.setdefault(table, WeakKeyDictionary()).setdefault(rates, _Kept())

    @cached_property
    def currency(self) -> str:
        """The currency most cases are in; "" where the files do not say."""
        if "currency" not in self._table.frame.columns:
            return ""
        groups = groups_in(self._table, "currency")
        number = self._among(groups.number)
        counts = np.bincount(number[number >= 0], minlength=len(groups.codes))
        return groups.labels[int(counts.argmax())] if counts.any() else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The costs with receipt that are recorded of any of these cases."""
        return tuple(name for name in COST_PARTS if self.has(name))

    def has(self, name: str) -> bool:
        """Whether the field is recorded of any of these cases."""
        return name in self._table.frame.columns and bool((~np.isnan(self._among(self.plain(name)))).any())

    def plain(self, name: str) -> Values:
        """Return the numbers of a field as they were written; negative ones are not known."""
        return self._once(("plain", name), lambda: self._written(name))

    def answers(self, name: str) -> Values:
        """Return the answers to a question with yes or no: 1 for yes, 0 for no."""
        return self._once(
            ("answers", name),
            lambda: self._table.frame[name].to_numpy(dtype=np.float64, na_value=np.nan, copy=True),
        )

    def money(self, name: str) -> Values:
        """Return the amounts of a field in the one currency."""
        return self._once(("money", name, self.currency), lambda: self.plain(name) * self._factor)

    def paid(self, parts: tuple[str, ...], money: bool = True) -> Values:
        """Return the sum of these costs, known where each of them is; money: in the one currency."""
        named = ("paid", *parts, self.currency) if money else ("paid as written", *parts)
        one = self.money if money else self.plain
        return self._once(named, lambda: np.sum([one(name) for name in parts], axis=0))

    def measured(self, named: tuple[str, ...], values: Callable[[], Values]) -> Measured:
        """Return a measure among the cases; values of all rows are made once under this name."""
        named = (*named, self.currency)
        if named not in self._kept.ordered:
            self._kept.ordered[named] = OrderedValues(self._once(named, values))
        whole, positions = self._kept.values[named], self.cases.positions
        ordered = self._kept.ordered[named].among(positions)
        return Measured(
            ordered,
            SourceRows(CASES, lambda: positions[~np.isnan(whole[positions])]),
            SourceRows(CASES, lambda: positions[np.isnan(whole[positions])]),
            len(positions) - len(ordered),
        )

    def kept(self, named: tuple[str, ...], values: Callable[[], Values]) -> Values:
        """Return values of all rows, made once under this name."""
        return self._once((*named, self.currency), values)

    def of_cases(self, values: Values) -> Values:
        """Return the values of the cases only."""
        return self._among(values)

    @cached_property
    def days(self) -> NDArray[np.datetime64]:
        """The day each row of the table is priced at: of decision, else application, else recording."""
        found = self._days_of(_DAYS[0])
        for name in _DAYS[1:]:
            days = self._days_of(name)
            found = np.where(np.isnat(days), found, days)
        return found

    @property
    def applied(self) -> NDArray[np.datetime64]:
        """The day of application of each row of the table."""
        return self._days_of("date_applied")

    def companions(self) -> tuple[Companion, ...]:
        """Say how many amounts were changed from another currency, and how many could not be."""
        foreign = self._among(self._foreign)
        if not foreign.any():
            return ()
        unknown = np.isnan(self._among(self._factor)) & foreign
        changed, left = int((foreign & ~unknown).sum()), int(unknown.sum())
        said = []
        if changed:
            sentence = say(
                "Amounts in other currencies than {currency} are changed at the imported rate of the day of "
                "decision, else of application, else of recording (of {n} applications).",
                currency=self.currency,
                n="{n}",
            )
            said.append(Companion(sentence, Unit.COUNT, Estimate(n=changed)))
        if left:
            sentence = say_count(
                "{n} application in another currency than {currency} is not used: no rate of its day is "
                "imported.",
                "{n} applications in other currencies than {currency} are not used: no rates of their days "
                "are imported.",
                left,
                currency=self.currency,
                n="{n}",
            )
            said.append(Companion(sentence, Unit.COUNT, Estimate(n=left)))
        return tuple(said)

    def caveats(self) -> tuple[str, ...]:
        """Say what holds for every amount of money."""
        said = []
        if not self.currency:
            said.append(say("The files do not say in which currency the amounts are."))
        elif (self._among(groups_in(self._table, "currency").number) < 0).any():
            said.append(
                say("Applications without a currency are taken to be in {currency}.", currency=self.currency)
            )
        said.append(say("Amounts are those of their day; a change in prices is not taken out."))
        return tuple(said)

    def _days_of(self, name: str) -> NDArray[np.datetime64]:
        frame = self._table.frame
        if name not in frame.columns:
            return np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[D]")
        days: NDArray[np.datetime64] = frame[name].to_numpy(dtype="datetime64[D]")
        return days

    def _written(self, name: str) -> Values:
        if name not in self._table.frame.columns:
            return np.full(len(self._table), np.nan)
        values: Values = self._table.frame[name].to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
        values[~np.isfinite(values) | (values < 0)] = np.nan
        return values

    @property
    def _foreign(self) -> NDArray[np.bool_]:
        """The rows in another currency than the one of the cases."""
        named = ("foreign", self.currency)
        return self._once(named, lambda: self._currency_numbers()[0].astype(np.float64)) > 0

    @property
    def _factor(self) -> Values:
        """What an amount of each row is multiplied by."""
        return self._once(("factor", self.currency), self._rates)

    def _currency_numbers(self) -> tuple[NDArray[np.bool_], NDArray[np.int64], tuple[str, ...]]:
        if "currency" not in self._table.frame.columns or not self.currency:
            nothing = np.full(len(self._table), -1, dtype=np.int64)
            return nothing >= 0, nothing, ()
        groups = groups_in(self._table, "currency")
        main = groups.labels.index(self.currency)
        return (groups.number >= 0) & (groups.number != main), groups.number, groups.labels

    def _rates(self) -> Values:
        foreign, number, labels = self._currency_numbers()
        factor = np.ones(len(self._table))
        if not foreign.any():
            return factor
        workspace, days = self.cases.workspace, self.days
        factor[foreign] = np.nan
        for other, label in enumerate(labels):
            rows = foreign & (number == other)
            if rows.any():
                there = dollar_rates(workspace, label, days[rows])
                factor[rows] = dollar_rates(workspace, self.currency, days[rows]) / there
        return factor

    def _once(self, named: tuple[str, ...], values: Callable[[], Values]) -> Values:
        if named not in self._kept.values:
            self._kept.values[named] = values()
        return self._kept.values[named]

    def _among(self, values: NDArray[np.generic]) -> NDArray:  # type: ignore[type-arg]
        positions = self.cases.positions
        return values if len(positions) == len(values) else values[positions]


def base_of(cases: LicensingCases, n: int, words: str) -> str:
    """Return who is counted, in words; how many only where they are not few."""
    if 0 < n < cases.workspace.settings.smallest_group:
        return cases.base
    return say("{n} of {base} {words}", n=numbers.count(n), base=cases.base, words=words)
