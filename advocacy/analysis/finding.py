"""A finding: a number with everything needed to attack and defend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from advocacy.workspace import Filter


class Unit(StrEnum):
    """What a value is measured in. A share is 0 to 1."""

    DAYS = "days"
    SHARE = "share"
    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"


class State(StrEnum):
    """Whether there is a value, and if not, why."""

    SHOWN = "shown"
    NOT_REACHED = "not_reached"  # fewer than half of the cases are decided: the median lies beyond the data
    SUPPRESSED = "suppressed"  # hidden to protect a small group, or to protect one that is hidden
    NO_DATA = "no_data"


class Chart(StrEnum):
    """How a finding is best drawn."""

    SURVIVAL = "survival"  # curves of the share still waiting
    INCIDENCE = "incidence"  # curves of the shares that have had each outcome
    RANKED_BARS = "ranked_bars"  # one share or count per group
    DOTS = "dots"  # a value with interval per group
    STACK = "stack"  # parts of a whole
    DIVERGING = "diverging"  # steps of a scale, least first, on both sides of a middle line
    MONTHS = "months"  # series over time; groups are "2024-03"
    HEAT = "heat"  # shares of a table of two ways; groups are "row/column"
    NUMBER = "number"  # one estimate only


class SourceRows:
    """The rows of one table that a number rests on; positions in Table.frame.

    Of a million rows the positions of every bar take longer than the bar itself, so they are found when
    somebody asks for them.
    """

    def __init__(self, table: str, positions: NDArray[np.int64] | Callable[[], NDArray[np.int64]]) -> None:
        self.table = table
        self._positions = positions

    @property
    def positions(self) -> NDArray[np.int64]:
        """Return the positions, rising."""
        if callable(self._positions):
            self._positions = self._positions()
        return self._positions


@dataclass(frozen=True)
class Estimate:
    """One number of a finding. Where state is not SHOWN, value and interval are None, never printed.

    amounts: for a sum of money, what each payer (or each who is paid, each cooperative) has in it, in any
    order; the protection hides a sum that tells what one of them paid. It never leaves the program.
    keeps: what a click on its mark filters on, where that is not its group of the dimension: a period.
    """

    group: str = ""  # code of the group; "" is everyone
    label: str = ""  # the group in words
    series: str = ""  # code of the series where a finding has several ("applied", "decided", "waiting")
    value: float | None = None
    low: float | None = None  # 95 % interval; None where there is none or it is not reached
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int = 0  # cases that entered the computation
    missing: int | None = 0  # cases in the base whose value is not known; None: too few to be told
    pending: int | None = 0  # of n, still open at the data date; None: not told, it would tell of few
    effective_n: float | None = None  # people a weighted or clustered sample is worth; None where simple
    state: State = State.SHOWN
    rows: SourceRows | None = None
    counted: tuple[SourceRows, ...] = ()  # besides rows, every set whose size this estimate tells
    small: SourceRows | None = None  # the set that must not be known where it is small; None: rows
    amounts: NDArray[np.float64] | None = field(default=None, compare=False, repr=False)
    keeps: Filter | None = None


@dataclass(frozen=True)
class Curve:
    """A step curve for one group: share (0 to 1) from each time on, with its 95 % band."""

    group: str
    label: str
    times: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    n: int = 0
    pending: int = 0


class Beside(StrEnum):
    """What a companion does to the number it stands beside."""

    REMARK = "remark"
    WITHOUT_ONE = "without_one"  # its interval is the range without any one part of the data
    BOUNDS = "bounds"  # its interval is the range over all that what is not known could be


@dataclass(frozen=True)
class Companion:
    """A further number that stands in words beside a finding: "A quarter are decided within {value}."

    sentence has the places {value}, {interval} and {n}, each filled where it is named. A number in a caveat
    would pass by the protection of small groups; a companion does not.
    """

    sentence: str
    unit: Unit
    estimate: Estimate
    kind: Beside = Beside.REMARK


@dataclass(frozen=True)
class Finding:
    """One answer to one question about the data.

    headline: the finding as a sentence, numbers included; it is the title of the chart.
    base: who is counted, in words; about: everyone it speaks of, whose number it tells. filters: the filters
    in force, in words.
    estimates: the overall estimate first where there is one (group ""), then the groups in printed order.
    """

    code: str  # "licensing.time_to_decision"; with a split: "licensing.time_to_decision.by.region"
    name: str  # "Time to a decision"
    headline: str
    unit: Unit
    chart: Chart
    base: str
    estimates: tuple[Estimate, ...]
    method: str  # in words, with the interval
    dimension: str = ""  # field the groups are values of; clicking a group filters on it; "" where none
    series_labels: tuple[tuple[str, str], ...] = ()  # series code, label
    cross_labels: tuple[tuple[tuple[str, str], ...], ...] = ()  # of a table of two ways: rows, columns
    curves: tuple[Curve, ...] = ()
    reference: float | None = None  # e.g. the legal limit, drawn as a line
    reference_label: str = ""
    currency: str = ""
    counted_in: str = ""  # what the values are, where the unit does not say it: "Kilograms of fine metal"
    companions: tuple[Companion, ...] = ()  # never a hidden one once protected
    caveats: tuple[str, ...] = ()  # in words; a number that tells of few people belongs to the companions
    filters: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # file names
    data_date: date | None = None
    example: bool = False
    rounded_to: int = 0  # counts are multiples of it once protected by rounding; 0: they are exact
    about: SourceRows | None = field(default=None, compare=False, repr=False)
    groups_of: str = ""  # code of the finding these are the groups of, while a filter keeps them apart

    @property
    def overall(self) -> Estimate | None:
        """The estimate for everyone, where there is one."""
        return next((e for e in self.estimates if not e.group and not e.series), None)


@dataclass(frozen=True)
class Definition:
    """What a finding means; shown in the program and printed in the annex."""

    code: str
    name: str
    formula: str
    source: str
    does_not_show: str
