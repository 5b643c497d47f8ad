"""How long every case of a table waited by a data date, whatever the filters; found once per table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import groups_in
from advocacy.importing.table import Table
from advocacy.wording import say

LATER = 1  # place among the faults of what was applied for after the data date
_CLOSED = ("granted", "refused", "withdrawn", "lapsed")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CaseTiming:
    """One entry per row of the table.

    waited: days from application to decision, else to the data date; NaN where a day is missing. decided:
    whether there is a usable day of decision. timed: whether the days can be used.
    code: 2 × days waited + 1 where decided; where the days cannot be used, `usable` and more: the place of
    what is wrong among `faults`. codes: how many codes there are.
    """

    waited: Numbers
    decided: NDArray[np.bool_]
    timed: NDArray[np.bool_]
    code: NDArray[np.int32]  # half the bytes of the usual, read in half the time
    usable: int
    codes: int


def faults() -> tuple[str, ...]:
    """What keeps days from being used, in words and in the order in which it is looked for."""
    return (
        say("without a usable day of application"),
        say("applied for after the data date"),
        say("with a decision before the application"),
        say("with a decision after the data date"),
        say("said to be decided, without the day"),
        say("without a data date"),
    )


@found_once
def days_of(table: Table, name: str) -> Numbers:
    """Return the days of a field since 1970, NaN where there is none."""
    return days_since_1970(table.frame, name)


@found_once
def case_timing(table: Table, on: date | None) -> CaseTiming:
    """Return the timing of every case. on: the data date. Dates decide what is pending, not the status."""
    applied, decided = days_of(table, "date_applied"), days_of(table, "date_decided")
    closed = np.zeros(len(table), dtype=bool)
    if "status" in table.frame.columns:
        states = groups_in(table, "status")
        closed = np.isin(states.number, [i for i, code in enumerate(states.codes) if code in _CLOSED])
    today = float((on - date(1970, 1, 1)).days) if on else np.nan
    with np.errstate(invalid="ignore"):
        wrongs = (
            np.isnan(applied),
            applied > today,
            decided < applied,
            decided > today,
            np.isnan(decided) & closed,
            np.full(len(table), np.isnan(today)) & np.isnan(decided),
        )
    wrong = np.logical_or.reduce(wrongs)
    has_day = ~np.isnan(decided)
    waited = np.where(has_day, decided, today) - applied
    is_decided = has_day & ~wrong
    days = np.where(wrong, -1, waited).astype(np.int64)
    usable = 2 * (int(days.max(initial=0)) + 1)
    code = np.where(wrong, np.select(wrongs, range(usable, usable + len(wrongs)), 0), 2 * days + is_decided)
    return CaseTiming(waited, is_decided, ~wrong, code.astype(np.int32), usable, usable + len(wrongs))


def days_since_1970(frame: pd.DataFrame, name: str) -> Numbers:
    """Return the days of a field since 1970, NaN where there is none."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    stamps = frame[name].to_numpy(dtype="datetime64[D]")
    days: Numbers = stamps.astype(np.float64)
    days[np.isnat(stamps)] = np.nan
    return days
