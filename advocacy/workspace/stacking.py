"""Rows of a table chosen, and two tables put one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from advocacy.importing.table import Table
from advocacy.workspace.place import Former
from advocacy.workspace.places import former_places, place_of, with_former


def keeping_older_columns(here: Table, arriving: Table, updated: Mapping[int, int]) -> Table:
    """The arriving table, its updated rows holding also what only the older rows say, and where that stood.

    updated: position in the arriving table, position of the older row here.
    """
    if not updated:
        return arriving
    missing = [str(name) for name in here.frame.columns if name not in arriving.frame.columns]
    arriving = with_former(arriving, _came_from(here, updated, missing))
    if not missing:
        return arriving
    frames = []
    for older, newer in ((here.frame, arriving.frame), (here.raw, arriving.raw)):
        kept = older[missing].iloc[[updated.get(i, 0) for i in range(len(newer))]].reset_index(drop=True)
        kept.loc[[i for i in range(len(newer)) if i not in updated], :] = pd.NA
        frames.append(pd.concat([newer, kept.astype(older[missing].dtypes.to_dict())], axis=1))
    return replace(arriving, frame=frames[0], raw=frames[1])


def _came_from(here: Table, updated: Mapping[int, int], fields: Sequence[str]) -> dict[int, list[Former]]:
    """For each updated row its older places, with those of the fields whose value stays."""
    olds = list(updated.values())
    filled = {name: here.frame[name].iloc[olds].notna().tolist() for name in fields}
    found = {}
    for number, (new, old) in enumerate(updated.items()):
        held = [name for name in fields if filled[name][number]]
        earlier = [
            replace(one, fields=tuple(name for name in one.fields if name in held))
            for one in former_places(here, old)
        ]
        elsewhere = {name for one in earlier for name in one.fields}
        own = tuple(name for name in held if name not in elsewhere)
        found[new] = [Former(place_of(here, old), own), *earlier]
    return found


def chosen_rows(table: Table, positions: Sequence[int]) -> Table:
    if len(positions) == len(table):
        return table
    chosen = list(positions)
    return replace(
        table,
        frame=table.frame.iloc[chosen].reset_index(drop=True),
        raw=table.raw.iloc[chosen].reset_index(drop=True),
        origin=table.origin.iloc[chosen].reset_index(drop=True),
    )


def stacked(older: Table, newer: Table) -> Table:
    """Both tables in one, older rows first. Columns are united; two types of one column become text."""
    older, newer = aligned(older, newer)
    return replace(
        older,
        frame=_concatenated(older.frame, newer.frame),
        raw=_concatenated(older.raw, newer.raw),
        origin=_concatenated(older.origin, newer.origin),
        columns=tuple(dict.fromkeys((*older.columns, *newer.columns))),
        questionnaire=older.questionnaire or newer.questionnaire,
    )


def aligned(one: Table, other: Table) -> tuple[Table, Table]:
    """Both tables with the columns they share of one type: numbers as such, all else as it was written."""
    mine, theirs = one.frame, other.frame
    for name in mine.columns.intersection(theirs.columns):
        if mine[name].dtype == theirs[name].dtype:
            continue
        if pd.api.types.is_numeric_dtype(mine[name]) and pd.api.types.is_numeric_dtype(theirs[name]):
            mine, theirs = (
                mine.assign(**{name: mine[name].astype("float64")}),
                theirs.assign(**{name: theirs[name].astype("float64")}),
            )
        else:
            mine, theirs = mine.assign(**{name: one.raw[name]}), theirs.assign(**{name: other.raw[name]})
    return replace(one, frame=mine), replace(other, frame=theirs)


def _concatenated(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    dtypes = {**other.dtypes.to_dict(), **one.dtypes.to_dict()}
    names = list(dict.fromkeys([*one.columns, *other.columns]))
    both = [
        pd.DataFrame(
            {
                name: frame[name] if name in frame.columns else _empty(len(frame), dtypes[name])
                for name in names
            },
            index=range(len(frame)),
        )
        for frame in (one, other)
    ]
    return pd.concat(both, ignore_index=True)


def _empty(rows: int, dtype: Any) -> pd.Series[Any]:
    """A column without a value, of the type the other frame has, or of the nearest that can be empty."""
    can_be_empty = {"bool": "boolean", "int64": "Int64"}.get(str(dtype), dtype)
    return pd.Series(index=range(rows), dtype=can_be_empty)
