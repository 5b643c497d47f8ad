"""The period a filter keeps: cases by the day of filing, returns by the months they report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.importing.table import Table
from advocacy.schema import Field, FieldType, schemas
from advocacy.wording import say
from advocacy.workspace import Filter, Workspace

PERIOD = "period"  # what a filter on the first and last day of a return is called
RETURNS = "cooperative_statistics"
FILED, DECIDED = "date_applied", "date_decided"
FIELD_OF = {"licensing_case": FILED, RETURNS: PERIOD}  # by which the time of a table is chosen
_ENDS = ("period_start", "period_end")
_MOST_YEARS = 12  # that are offered by themselves, the latest

Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class PeriodChoice:
    """The days a table can be filtered by. years: each with how many rows begin in it, the latest last."""

    field: str
    first: date
    last: date
    years: tuple[tuple[int, int], ...]


def is_period(table: Table, field: str) -> bool:
    """Whether a filter on this field keeps days of this table: those of a date, or of the returns."""
    if field == PERIOD:
        return table.name == RETURNS and bool(set(_ENDS) & set(table.frame.columns))
    known = _field(table, field)
    return known is not None and known.type is FieldType.DATE and field in table.frame.columns


def within_period(table: Table, chosen: Filter, touching: bool = False) -> Mask:
    """Return which rows lie wholly within the days of a filter; touching: with at least one day.

    A row without a day passes no filter, as nobody knows where it belongs.
    """
    begin, end = _days(table, chosen.field)
    return within_days(end, chosen, begin) if touching else within_days(begin, chosen, end)


def within_days(first: Days, chosen: Filter, last: Days | None = None) -> Mask:
    """Return what begins no earlier than a filter and ends no later; without last it is of one day only."""
    low, high = ends(chosen)
    keep: Mask = ~np.isnat(first)
    if low:
        keep &= first >= np.datetime64(low)
    if high:
        keep &= (first if last is None else last) <= np.datetime64(high)
    return keep


def period_words(table: Table, chosen: Filter) -> str:
    """Return the filter in words, also which rows it leaves out because their days do not say."""
    if chosen.field != PERIOD:
        said = say("{what} {days}", what=_what(table, chosen.field), days=days_words(chosen))
        if not np.isnat(_days(table, chosen.field)[0]).any():
            return said
        if chosen.field == DECIDED:
            return say("{said} (those still waiting left out, so that waits look shorter)", said=said)
        return say("{said} (those without that day left out)", said=said)
    said = say("returns for periods {days}", days=days_words(chosen))
    partly = within_period(table, chosen, touching=True) & ~within_period(table, chosen)
    return say("{said} (those that lie partly outside left out)", said=said) if partly.any() else said


def days_words(chosen: Filter) -> str:
    """Return the days of a filter: "from 1 January 2024 to 30 June 2024"."""
    low, high = ends(chosen)
    first, last = (numbers.day(one) if one else "" for one in (low, high))
    if low and high:
        return say("from {first} to {last}", first=first, last=last)
    return say("from {first} on", first=first) if low else say("up to {last}", last=last)


def period_of(workspace: Workspace, table: str) -> Filter | None:
    """Return the filter on the period of a table that holds, if any."""
    field = FIELD_OF.get(table)
    return next((one for one in workspace.filters if one.field == field), None)


def period_choice(table: Table) -> PeriodChoice | None:
    """Return the days a table can be filtered by; None where it has none."""
    field = FIELD_OF.get(table.name, "")
    if not is_period(table, field):
        return None
    begin, end = _days(table, field)
    known = ~np.isnat(begin)
    if not known.any():
        return None
    met, counts = np.unique(begin[known].astype("datetime64[Y]").astype(np.int64) + 1970, return_counts=True)
    years = tuple(zip(met.tolist(), counts.tolist(), strict=True))[-_MOST_YEARS:]
    return PeriodChoice(field, begin[known].min().item(), end[known].max().item(), years)


def days_of(field: str, first: date, last: date) -> Filter:
    """Return the filter that keeps these days, both ends counted in."""
    return Filter(field, (first.isoformat(), last.isoformat()))


def ends(chosen: Filter) -> tuple[date | None, date | None]:
    """Return the first and the last day of a filter; None where it is open, or no day can be read."""
    low, high = (*chosen.values, "", "")[:2]
    return _read(low), _read(high)


def first_and_last(frame: pd.DataFrame) -> tuple[Days, Days]:
    """Return the first and the last day each return reports; a return with one of them is that day only."""
    begin, end = (days_in(frame, name) for name in _ENDS)
    first = np.where(np.isnat(begin), end, begin)
    return first, np.where(np.isnat(end) | (end < first), first, end)


def days_in(frame: pd.DataFrame, name: str) -> Days:
    """Return a column as days; NaT where a day is not known or the frame has no such column."""
    if name not in frame.columns:
        return np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[D]")
    days: Days = frame[name].to_numpy(dtype="datetime64[D]")
    return days


def _days(table: Table, field: str) -> tuple[Days, Days]:
    if field == PERIOD:
        return first_and_last(table.frame)
    day = days_in(table.frame, field)
    return day, day


def _what(table: Table, field: str) -> str:
    if field in (FILED, DECIDED):
        return say("filed") if field == FILED else say("decided")
    known = _field(table, field)
    return known.title() if known else field


def _field(table: Table, name: str) -> Field | None:
    schema = schemas().get(table.name)
    return schema.field(name) if schema else None


def _read(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
