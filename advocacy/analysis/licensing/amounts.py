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
from advocacy.analysis.groups import Groups, groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.reference_rates import RATES, dollar_rates
from advocacy.analysis.statistics.middle import Middle, OrderedValues
from advocacy.analysis.traits import COST_PARTS
from advocacy.importing.table import Table
from advocacy.wording import say, say_count

Name = tuple[str, ...]  # of what is kept of a table
Values = NDArray[np.float64]  # one per row of the whole table, NaN where not known
Mask = NDArray[np.bool_]  # one per row of the whole table
_DAYS = ("date_recorded", "date_applied", "date_decided")  # the last one known stands


@dataclass(frozen=True, eq=False)
class Measured:
    """One measure of the cases: how many have a value, their median, and the rows with and without one."""

    n: int
    missing: int
    middle: Middle
    known: SourceRows
    unknown: SourceRows

    def median(self, factor: float = 1.0) -> Estimate:
        """Return the median with its interval, each times a factor."""
        if not self.n:
            return Estimate(state=State.NO_DATA, missing=self.missing)
        middle, low, high = self.middle
        return Estimate(
            value=middle * factor,
            low=None if low is None else low * factor,
            high=None if high is None else high * factor,
            n=self.n,
            missing=self.missing,
            rows=self.known,
            counted=(self.unknown,),
        )


@dataclass(frozen=True, eq=False)
class _Kept:
    """What is known of a table already; never the table itself, or it would never be let go."""

    values: dict[Name, Values] = field(default_factory=dict)
    masks: dict[Name, Mask] = field(default_factory=dict)
    ordered: dict[Name, OrderedValues] = field(default_factory=dict)


_OF_TABLES: WeakKeyDictionary[Table, WeakKeyDictionary[Table, _Kept]] = WeakKeyDictionary()


class Amounts:
    """The amounts of the cases in the currency most of them are in.

    Cases without a currency are taken to be in it. Amounts in another one are changed at the rate of the day
    of decision, else of application, else of recording, where both rates are imported; else they are unknown.

    chosen: which rows of the table are these cases.
    """

    def __init__(self, cases: LicensingCases) -> None:
        table = cases.workspace.table(CASES)
        assert table is not None
        self.cases, self._table = cases, table
        rates = cases.workspace.table(RATES) or table
        self._kept = _OF_TABLES.setdefault(table, WeakKeyDictionary()).setdefault(rates, _Kept())
        self._measured: dict[Name, Measured] = {}
        self.chosen: Mask = np.zeros(len(table), dtype=bool)
        self.chosen[cases.positions] = True

    @cached_property
    def currency(self) -> str:
        """The currency most cases are in; "" where the files do not say."""
        groups = self._currencies
        counts = [self.count(self._in_currency(code)) for code in groups.codes] if groups else []
        return groups.labels[int(np.argmax(counts))] if groups and any(counts) else ""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The costs with receipt that are recorded of any of these cases."""
        return tuple(name for name in COST_PARTS if self.has(name))

    def has(self, name: str) -> bool:
        """Whether the field is recorded of any of these cases."""
        if name not in self._table.frame.columns:
            return False
        return self.count(self.mask(("known", name), lambda: ~np.isnan(self.plain(name)))) > 0

    def plain(self, name: str) -> Values:
        """Return the numbers of a field as they were written; negative ones are not known."""
        return self.kept(("plain", name), lambda: self._written(name))

    def answers(self, name: str) -> Values:
        """Return the answers to a question with yes or no: 1 for yes, 0 for no."""
        return self.kept(("answers", name), lambda: self._answered(name))

    def money(self, name: str) -> Values:
        """Return the amounts of a field in the one currency."""
        return self.kept(("money", name, self.currency), lambda: self.plain(name) * self._factor)

    def paid(self, parts: tuple[str, ...]) -> Values:
        """Return the sum of these costs in the one currency, known where each of them is."""
        return self.kept(
            ("paid", *parts, self.currency), lambda: np.sum([self.money(name) for name in parts], axis=0)
        )

    def measured(self, named: Name, values: Callable[[], Values]) -> Measured:
        """Return a measure among the cases; values of all rows are made and put in order once, so named."""
        named = (*named, self.currency)
        if named not in self._measured:
            self._measured[named] = self._measure(named, self.kept(named, values))
        return self._measured[named]

    def _measure(self, named: Name, whole: Values) -> Measured:
        if named not in self._kept.ordered:
            self._kept.ordered[named] = OrderedValues(whole)
        n, middle = self._kept.ordered[named].middle(self.chosen)
        known = self.mask(named, lambda: ~np.isnan(whole))
        return Measured(n, len(self.cases) - n, middle, self.rows(known), self.rows(~known))

    def kept(self, named: Name, values: Callable[[], Values]) -> Values:
        """Return values of all rows, made once under this name."""
        if named not in self._kept.values:
            self._kept.values[named] = values()
        return self._kept.values[named]

    def mask(self, named: Name, rows: Callable[[], Mask]) -> Mask:
        """Return a choice among all rows, made once under this name."""
        if named not in self._kept.masks:
            self._kept.masks[named] = rows()
        return self._kept.masks[named]

    def count(self, mask: Mask) -> int:
        """Return how many of the cases are among these rows."""
        return int(np.count_nonzero(mask & self.chosen))

    def rows(self, mask: Mask) -> SourceRows:
        """Return the cases among these rows."""
        return SourceRows(CASES, lambda: np.flatnonzero(mask & self.chosen))

    @property
    def days(self) -> NDArray[np.datetime64]:
        """The day each row of the table is priced at: of decision, else application, else recording."""
        found = self.days_of(_DAYS[0])
        for name in _DAYS[1:]:
            days = self.days_of(name)
            found = np.where(np.isnat(days), found, days)
        return found

    def days_of(self, name: str) -> NDArray[np.datetime64]:
        """The days of a field, by row of the table."""
        frame = self._table.frame
        if name not in frame.columns:
            return np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[D]")
        days: NDArray[np.datetime64] = frame[name].to_numpy(dtype="datetime64[D]")
        return days

    @cached_property
    def companions(self) -> tuple[Companion, ...]:
        """How many amounts were changed from another currency, and how many could not be."""
        foreign = self.mask(("foreign", self.currency), self._foreign)
        priced = self.mask(("priced", self.currency), lambda: foreign & ~np.isnan(self._factor))
        changed = self.count(priced)
        left, said = self.count(foreign) - changed, []
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

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What holds for every amount of money."""
        said = []
        if not self.currency:
            said.append(say("The files do not say in which currency the amounts are."))
        elif self._currencies and self.count(self._in_currency("")):
            said.append(
                say("Applications without a currency are taken to be in {currency}.", currency=self.currency)
            )
        said.append(say("Amounts are those of their day; a change in prices is not taken out."))
        return tuple(said)

    def _written(self, name: str) -> Values:
        if name not in self._table.frame.columns:
            return np.full(len(self._table), np.nan)
        values: Values = self._table.frame[name].to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
        values[~np.isfinite(values) | (values < 0)] = np.nan
        return values

    def _answered(self, name: str) -> Values:
        frame = self._table.frame
        if name not in frame.columns:
            return np.full(len(frame), np.nan)
        answers: Values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
        return answers

    @property
    def _currencies(self) -> Groups | None:
        return groups_in(self._table, "currency") if "currency" in self._table.frame.columns else None

    def _in_currency(self, code: str) -> Mask:
        """The rows in the currency of this code; of "" those without one."""
        groups = self._currencies
        assert groups is not None
        number = groups.codes.index(code) if code else -1
        return self.mask(("currency", code), lambda: groups.number == number)

    def _foreign(self) -> Mask:
        """The rows in another currency than the one of the cases."""
        groups = self._currencies
        if groups is None or not self.currency:
            return np.zeros(len(self._table), dtype=bool)
        return np.asarray((groups.number >= 0) & (groups.number != groups.labels.index(self.currency)))

    @property
    def _factor(self) -> Values:
        """What an amount of each row is multiplied by to be in the one currency."""
        return self.kept(("factor", self.currency), self._rates)

    def _rates(self) -> Values:
        factor, foreign, groups = np.ones(len(self._table)), self._foreign(), self._currencies
        if groups is None or not foreign.any():
            return factor
        workspace, days = self.cases.workspace, self.days
        for number, label in enumerate(groups.labels):
            rows = foreign & (groups.number == number)
            if rows.any():
                there = dollar_rates(workspace, label, days[rows])
                factor[rows] = dollar_rates(workspace, self.currency, days[rows]) / there
        return factor


def base_of(cases: LicensingCases, n: int, words: str) -> str:
    """Return who is counted, in words; how many only where they are not few."""
    if 0 < n < cases.workspace.settings.smallest_group:
        return cases.base
    return say("{n} of {base} {words}", n=numbers.count(n), base=cases.base, words=words)
