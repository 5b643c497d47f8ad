"""How long every case of a table waited by a data date, whatever the filters; found once per table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.groups import groups_in
from advocacy.analysis.once_per_table import once_per_table
from advocacy.importing.table import Table

_CLOSED = ("granted", "refused", "withdrawn", "lapsed")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CaseTiming:
    """One entry per row of the table.

    waited: days from application to decision, else to the data date; NaN where a day is missing. decided:
    whether there is a usable day of decision. timed: whether the days can be used. fault: 0, or the number
    from 1 of what keeps them from being used (`FAULTS` in licensing_cases names them).
    code: 2 × days waited + 1 where decided; `codes` - 1 where the days cannot be used.
    """

    waited: Numbers
    decided: NDArray[np.bool_]
    timed: NDArray[np.bool_]
    fault: NDArray[np.uint8]
    code: NDArray[np.int64]
    codes: int


@once_per_table
def days_of(table: Table, name: str) -> Numbers:
    """Return the days of a field since 1970, NaN where there is none."""
    return days_since_1970(table.frame, name)


@once_per_table
def case_timing(table: Table, on: date | None) -> CaseTiming:
    """Return the timing of every case. on: the data date. Dates decide what is pending, not the status."""
    applied, decided = days_of(table, "date_applied"), days_of(table, "date_decided")
    closed = np.zeros(len(table), dtype=bool)
    if "status" in table.frame.columns:
        states = groups_in(table, "status")
        closed = np.isin(states.number, [i for i, code in enumerate(states.codes) if code in _CLOSED])
    today = float((on - date(1970, 1, 1)).days) if on else np.nan
    with np.errstate(invalid="ignore"):
        faults = (
            np.isnan(applied),
            applied > today,
            decided < applied,
            decided > today,
            np.isnan(decided) & closed,
        )
    fault = np.select(faults, range(1, len(faults) + 1), 0).astype(np.uint8)
    has_day = ~np.isnan(decided)
    waited = np.where(has_day, decided, today) - applied
    is_decided, timed = has_day & (fault == 0), (fault == 0) & ~np.isnan(waited)
    days = np.where(timed, waited, -1).astype(np.int64)
    codes = 2 * (int(days.max(initial=0)) + 1) + 1
    code = np.where(timed, 2 * days + is_decided, codes - 1)
    return CaseTiming(waited, is_decided, timed, fault, code, codes)


def days_since_1970(frame: pd.DataFrame, name: str) -> Numbers:
    """Return the days of a field since 1970, NaN where there is none."""
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    stamps = frame[name].to_numpy(dtype="datetime64[D]")
    days: Numbers = stamps.astype(np.float64)
    days[np.isnat(stamps)] = np.nan
    return days
