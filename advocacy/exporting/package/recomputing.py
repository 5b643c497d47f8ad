"""A number computed again from the tables of a package, by a formula with a name.

A formula is a name and what it is given: "ratio" of a row is its numerator through its denominator. What has
no formula here (medians of amounts, intervals of clustered samples) only the workspace can make again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan, nan
from types import MappingProxyType

from advocacy.analysis.statistics.proportion import clopper_pearson, wilson
from advocacy.analysis.statistics.rate import poisson_interval
from advocacy.brief.number_words import number_words
from advocacy.exporting.package.tables import Cell, Row

_TIE = 1e-12  # as in the estimation of curves
_CLOSE = 1e-9
_WAITS = "licensing.time_to_decision"  # whose curves tell how many are decided within the limit, too
_LEVELS = (0.5, 0.75, 0.25)
_DAYS = (365.0, 730.0, 1e6)  # a year, two, the end of the curve


@dataclass(frozen=True)
class Formula:
    """How a number is made again. given: rows, columns and days, as the function of this name takes them."""

    name: str
    given: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """The tables of a package that formulas read."""

    tables: Mapping[str, Sequence[Row]]

    @cached_property
    def estimates(self) -> Mapping[float, Row]:
        """By number of the row."""
        return {_number(row["row"]): row for row in self.tables["estimates"]}

    @cached_property
    def curves(self) -> Mapping[tuple[str, str], Mapping[str, list[float]]]:
        """By finding and group; the columns in the order of days, NaN where there is no value."""
        found: dict[tuple[str, str], dict[str, list[float]]] = {}
        for row in self.tables["curves"]:
            curve = found.setdefault((str(row["finding"]), str(row["group"])), {})
            for column in ("day", "share", "low", "high"):
                value = row[column]
                curve.setdefault(column, []).append(nan if value is None else _number(value))
        return found

    def cell(self, row: Cell, column: Cell) -> float:
        """Return a number of the estimates. Raises ValueError where there is none."""
        if _number(row) not in self.estimates or column not in self.estimates[_number(row)]:
            raise ValueError("no such cell")
        return _number(self.estimates[_number(row)][str(column)])


def recomputed(formula: Formula, numbers: Numbers) -> float:
    """Return the number. Raises ValueError where the tables do not hold what the formula takes."""
    compute = _FORMULAS.get(formula.name)
    if compute is None:
        raise ValueError("no such formula")
    try:
        return compute(numbers, *formula.given)
    except (TypeError, ZeroDivisionError, KeyError, OverflowError) as error:
        raise ValueError("the formula does not fit the tables") from error


def is_same(one: float, other: float) -> bool:
    """Whether two numbers differ by no more than computing with them does."""
    return abs(one - other) <= _CLOSE * max(1.0, abs(one), abs(other))


def words() -> Mapping[str, str]:
    """Return what each formula does, for readers of the package."""
    return {name: (compute.__doc__ or "").strip() for name, compute in _FORMULAS.items()}


def _count(numbers: Numbers, row: Cell, column: Cell) -> float:
    """The count in this row and column of estimates: it is what everything else is computed from."""
    return numbers.cell(row, column)


def _sum(numbers: Numbers, row: Cell, *columns: Cell) -> float:
    """The sum of these columns of a row of estimates."""
    return sum(numbers.cell(row, column) for column in columns)


def _ratio(numbers: Numbers, row: Cell, times: Cell = 1.0) -> float:
    """Numerator through denominator of a row of estimates, times a number."""
    return numbers.cell(row, "numerator") / numbers.cell(row, "denominator") * _number(times)


def _wilson_low(numbers: Numbers, row: Cell) -> float:
    """Lower end of the 95 % interval of a share by Wilson (1927), of numerator and denominator."""
    return wilson(numbers.cell(row, "numerator"), numbers.cell(row, "denominator"))[0]


def _wilson_high(numbers: Numbers, row: Cell) -> float:
    """Upper end of the 95 % interval of a share by Wilson (1927), of numerator and denominator."""
    return wilson(numbers.cell(row, "numerator"), numbers.cell(row, "denominator"))[1]


def _exact_low(numbers: Numbers, row: Cell) -> float:
    """Lower end of the exact 95 % interval of a share (Clopper and Pearson, 1934)."""
    return clopper_pearson(round(numbers.cell(row, "numerator")), round(numbers.cell(row, "denominator")))[0]


def _exact_high(numbers: Numbers, row: Cell) -> float:
    """Upper end of the exact 95 % interval of a share (Clopper and Pearson, 1934)."""
    return clopper_pearson(round(numbers.cell(row, "numerator")), round(numbers.cell(row, "denominator")))[1]


def _poisson_low(numbers: Numbers, row: Cell, times: Cell) -> float:
    """Lower end of the exact 95 % interval of a rate (Garwood, 1936): events are the numerator."""
    events = round(numbers.cell(row, "numerator"))
    return poisson_interval(events)[0] / numbers.cell(row, "denominator") * _number(times)


def _poisson_high(numbers: Numbers, row: Cell, times: Cell) -> float:
    """Upper end of the exact 95 % interval of a rate (Garwood, 1936): events are the numerator."""
    events = round(numbers.cell(row, "numerator"))
    return poisson_interval(events)[1] / numbers.cell(row, "denominator") * _number(times)


def _first_day(numbers: Numbers, finding: Cell, group: Cell, column: Cell, level: Cell) -> float:
    """First day of a curve on which this column (share, low or high) is at this level or below."""
    curve = numbers.curves[str(finding), str(group)]
    for day, value in zip(curve["day"], curve[str(column)], strict=True):
        if value <= _number(level) + _TIE:
            return day
    raise ValueError("the curve does not come so low")


def _on_day(numbers: Numbers, finding: Cell, group: Cell, column: Cell, day: Cell) -> float:
    """What a column (share, low or high) of a curve is on this day: that of the last point until then."""
    curve = numbers.curves[str(finding), str(group)]
    until = bisect_right(curve["day"], _number(day))
    if not until or isnan(curve[str(column)][until - 1]):
        raise ValueError("the curve does not tell it")
    return curve[str(column)][until - 1]


def _not_on_day(numbers: Numbers, finding: Cell, group: Cell, column: Cell, day: Cell) -> float:
    """What is left to 1 of a column of a curve on this day: the share decided."""
    return 1 - _on_day(numbers, finding, group, column, day)


def _reference(numbers: Numbers, finding: Cell) -> float:
    """What the law or another reference says, as findings has it."""
    for row in numbers.tables["findings"]:
        if row["finding"] == finding:
            return _number(row["reference"])
    raise ValueError("no such finding")


def _base(numbers: Numbers, finding: Cell, digits: Cell) -> float:
    """A count that the base of a finding tells in words; digits: as it is written there."""
    for row in numbers.tables["findings"]:
        if row["finding"] == finding:
            for word in number_words(str(row["base"])):
                if word.digits == digits:
                    return word.value
    raise ValueError("the base does not tell it")


def _files(numbers: Numbers, column: Cell) -> float:
    """The sum of a column over all rows of files."""
    return sum(_number(row[str(column)]) for row in numbers.tables["files"])


def _file(numbers: Numbers, file: Cell, sheet: Cell, column: Cell) -> float:
    """A column of files in the row of this file and sheet."""
    for row in numbers.tables["files"]:
        if (row["file"], row["sheet"]) == (file, sheet):
            return _number(row[str(column)])
    raise ValueError("no such file")


def _how_many_files(numbers: Numbers) -> float:
    """How many different files there are in files."""
    return float(len({row["sha256"] for row in numbers.tables["files"]}))


def _number(cell: Cell) -> float:
    if isinstance(cell, int | float):
        return float(cell)
    raise ValueError("no number")


_FORMULAS: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        "count": _count,
        "sum": _sum,
        "ratio": _ratio,
        "wilson low": _wilson_low,
        "wilson high": _wilson_high,
        "exact low": _exact_low,
        "exact high": _exact_high,
        "poisson low": _poisson_low,
        "poisson high": _poisson_high,
        "first day": _first_day,
        "on day": _on_day,
        "not on day": _not_on_day,
        "reference": _reference,
        "base": _base,
        "sum of files": _files,
        "of file": _file,
        "number of files": _how_many_files,
    }
)


def candidates(what: str, row: Row | None, finding: str, numbers: Numbers) -> Iterator[Formula]:
    """Yield the formulas by which a claim of this kind may be made, the most telling first.

    what: which number of an estimate it is (`brief.claims.What`). row: that of its estimate.
    """
    if what == "limit":
        yield Formula("reference", (finding,))
    if row is None:
        return
    number = row["row"]
    counted = {"with": "numerator", "of": "denominator", "n": "n", "missing": "missing", "pending": "pending"}
    if what in counted:
        yield Formula("count", (number, counted[what]))
    if what == "value":
        if row["unit"] == "count":
            yield Formula("count", (number, "value"))
        yield from (
            Formula("ratio", (number, times)) for times in (1.0, 100.0, 1_000.0, 100_000.0, 1_000_000.0)
        )
        yield Formula("sum", (number, "numerator"))
        yield Formula("sum", (number, "n"))
    if what in ("low", "high"):
        yield Formula(f"wilson {what}", (number,))
        yield Formula(f"exact {what}", (number,))
        yield from (
            Formula(f"poisson {what}", (number, times)) for times in (100_000.0, 1_000_000.0, 1_000.0)
        )
    if what in ("value", "low", "high"):
        yield from _of_curves("share" if what == "value" else what, row, finding, numbers)


def _of_curves(column: str, row: Row, finding: str, numbers: Numbers) -> Iterator[Formula]:
    """A day or a share read from a curve: of the same group, of everybody, or of the waits as a whole."""
    waits = _WAITS + finding.removeprefix(finding.split(".by.")[0])
    group = str(row["group"])
    places = dict.fromkeys(((finding, group), (finding, ""), (waits, group), (_WAITS, "")))
    for curve in (place for place in places if place in numbers.curves):
        for level in _LEVELS:
            half = Formula("first day", (*curve, "share", level))
            if _is_made(half, row["value"], numbers):  # else it is another number that happens to be the same
                yield Formula("first day", (*curve, column, level))
        turned = {"low": "high", "high": "low"}.get(column, column)
        for day in (*_limits(numbers), *_DAYS):
            yield Formula("on day", (*curve, column, day))
            yield Formula("not on day", (*curve, turned, day))


def _limits(numbers: Numbers) -> Iterator[float]:
    found = (row["reference"] for row in numbers.tables["findings"])
    return (_number(one) for one in dict.fromkeys(found) if one is not None)


def _is_made(formula: Formula, value: Cell, numbers: Numbers) -> bool:
    try:
        return value is not None and is_same(recomputed(formula, numbers), _number(value))
    except ValueError:
        return False
