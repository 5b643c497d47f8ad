"""A number of an answer: protected first, then words and data alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, State, Unit
from advocacy.wording import say


@dataclass(frozen=True)
class Number:
    """A number as it may be told.

    value: None where it is hidden or not reached; `words` then says so. n: what it rests on, 0 where that is
    not told. A share is 0 to 1; low and high are its 95 % interval or the range that the label names.
    """

    label: str
    unit: Unit
    value: float | None
    n: int = 0
    low: float | None = None
    high: float | None = None
    currency: str = ""
    state: State = State.SHOWN
    instead: str = ""  # what is said in place of a count that is hidden, or of a small probability
    rows: SourceRows | None = field(default=None, compare=False, repr=False)

    @cached_property
    def words(self) -> str:
        """The value in its unit, or why there is none."""
        return self.instead or numbers.estimate(self.estimate, self._finding)

    @cached_property
    def interval(self) -> str:
        """The interval in words: "13% to 17%"."""
        return numbers.interval(self.estimate, self._finding)

    @property
    def is_not_reached(self) -> bool:
        return self.state is State.NOT_REACHED

    @property
    def estimate(self) -> Estimate:
        """The number as an estimate about everyone."""
        return Estimate(
            value=self.value, low=self.low, high=self.high, n=self.n, state=self.state, rows=self.rows
        )

    @property
    def _finding(self) -> Finding:
        return measured_in(self.unit, self.currency)


def measured_in(unit: Unit, currency: str = "") -> Finding:
    """Return a finding without estimates, for the words of a unit and for the protection of one number."""
    return Finding("", "", "-", unit, Chart.NUMBER, "", (), "", currency=currency)


def of_estimate(label: str, one: Estimate, unit: Unit, currency: str = "") -> Number:
    """Return an estimate that is protected already as a number."""
    return Number(label, unit, one.value, one.n, one.low, one.high, currency, one.state, rows=one.rows)


def of_finding(label: str, one: Estimate | None, finding: Finding) -> Number:
    """Return an estimate of a finding that is protected already."""
    return of_estimate(label, one or Estimate(state=State.NO_DATA), finding.unit, finding.currency)


def of_companion(label: str, companion: Companion, finding: Finding) -> Number:
    """Return the range that stands beside a finding; its value is that of the finding itself."""
    one = companion.estimate
    middle = one.value if one.value is not None else finding.overall.value if finding.overall else None
    number = of_estimate(label, one, companion.unit, finding.currency)
    return (
        number
        if one.value is not None
        else Number(label, companion.unit, middle, one.n, one.low, one.high, finding.currency)
    )


def plain_count(label: str, count: int) -> Number:
    """Return a count of what is no person and no case: regions, provisions, numbers printed."""
    return Number(label, Unit.COUNT, float(count))


def count_beside(label: str, count: int) -> Number:
    """Return a count that stands beside an estimate, protected with it already."""
    return Number(label, Unit.COUNT, float(count), count)


def probability(label: str, p: float) -> Number:
    """Return the probability of a test."""
    return Number(label, Unit.NUMBER, p, instead=p_words(p))


def moved(one: Number, other: Number) -> float:
    """Return how far one number lies from another: points of a share, else a part of the first.

    A number that is not reached any more has moved as far as it can; one that is hidden has not moved.
    """
    if one.is_not_reached != other.is_not_reached:
        return 1.0
    if one.value is None or other.value is None:
        return 0.0
    return apart(one.value, other.value, one.value, one.unit)


def spread(one: Number) -> float:
    """Return how wide the range of a number is, by the same measure."""
    if one.low is None and one.high is None:
        return 0.0
    if one.low is None or one.high is None:
        return 1.0
    middle = one.value if one.value is not None else (one.low + one.high) / 2
    return apart(one.low, one.high, middle, one.unit)


def furthest(one: Number) -> float:
    """Return how far the ends of the range lie from the number itself."""
    if one.value is None:
        return 0.0
    ends = [end for end in (one.low, one.high) if end is not None]
    return max((apart(one.value, end, one.value, one.unit) for end in ends), default=0.0)


def apart(one: float, other: float, of: float, unit: Unit) -> float:
    """Return the distance of two values: points of a share, else a part of this one; at most 1."""
    away = abs(one - other)
    if unit is not Unit.SHARE:
        away = away / abs(of) if of else float(away > 0)
    return min(1.0, away)


def is_within(one: Number, other: Number) -> bool:
    """Whether the value of another number lies within the interval of the first."""
    if other.value is None or (one.low is None and one.high is None):
        return False
    above = one.low is None or other.value >= one.low
    return above and (one.high is None or other.value <= one.high)


_LEAST = 0.001


def p_words(p: float) -> str:
    """A probability as it is printed: "0.04" or "less than 0.001"."""
    if p < _LEAST:
        return say("less than {p}", p=numbers.probability(_LEAST))
    return numbers.probability(p, 3 if p < 0.1 else 2)
