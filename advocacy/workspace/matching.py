"""Which row of one table is which row of another: by key, and never a stranger under the same number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say

_CASES = "licensing_case"
_IDENTITY = ("association", "country", "applicant", "date_applied")  # besides its number


def keys_of(table: Table, key: Sequence[str]) -> list[str]:
    """The key of each row as one text; "" where a part of it is empty or nothing identifies a row."""
    if not key or not set(key) <= set(table.frame.columns):
        return [""] * len(table)
    parts = [table.frame[name].astype("str").where(table.frame[name].notna(), "") for name in key]
    return ["\x1f".join(row) if all(row) else "" for row in zip(*parts, strict=True)]


def matched_rows(here: Table, arriving: Table) -> tuple[dict[int, int], tuple[Issue, ...]]:
    """Which arriving row is which row here: by key, where the key is unique on both sides."""
    key = arriving.key
    if not key or key != here.key:
        return {}, ()
    older, newer = keys_of(here, key), keys_of(arriving, key)
    positions: dict[str, int] = {}
    twice: set[str] = {""}
    for position, text in enumerate(older):
        if text in positions:
            twice.add(text)
        positions[text] = position
    seen: set[str] = set()
    for text in newer:
        if text in seen:
            twice.add(text)
        seen.add(text)
    found = {
        new: positions[text] for new, text in enumerate(newer) if text in positions and text not in twice
    }
    strangers = other_cases(here, arriving, found)
    issues = tuple(_same_number(arriving, new) for new in sorted(strangers))
    return {new: old for new, old in found.items() if new not in strangers}, issues


def other_cases(here: Table, arriving: Table, found: Mapping[int, int]) -> set[int]:
    """The arriving rows whose number stands for another case: two associations may count alike.

    What else identifies a case decides: more differs than agrees, or nothing can be compared.
    """
    known = [name for name in _IDENTITY if name in here.frame.columns or name in arriving.frame.columns]
    new = list(found)
    agree, differ = identity(here, list(found.values()), arriving, new)
    nothing = bool(known) and here.name == _CASES
    other = (differ > agree) | ((agree + differ == 0) & nothing)
    return {row for row, is_other in zip(new, other.tolist(), strict=True) if is_other}


def identity(
    here: Table, old: Sequence[int], arriving: Table, new: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For pairs of rows, how many of the fields that name a case agree, and how many differ."""
    agree, differ = np.zeros(len(new), dtype=np.int64), np.zeros(len(new), dtype=np.int64)
    for name in _IDENTITY:
        if name not in here.frame.columns or name not in arriving.frame.columns:
            continue
        mine = _comparable(here.frame[name].iloc[old])
        theirs = _comparable(arriving.frame[name].iloc[new])
        told = [one is not None and other is not None for one, other in zip(mine, theirs, strict=True)]
        same = [one == other for one, other in zip(mine, theirs, strict=True)]
        agree += np.array(told, dtype=bool) & np.array(same, dtype=bool)
        differ += np.array(told, dtype=bool) & ~np.array(same, dtype=bool)
    return agree, differ


def _comparable(column: pd.Series[Any]) -> list[object]:
    """The values of an identifying column, texts without case and accents."""
    return [plain(value) if isinstance(value, str) else value for value in values_of(column)]


def values_of(column: pd.Series[Any]) -> NDArray[np.object_]:
    """Return the values, None for a missing one; a missing day would else be unlike another missing day."""
    values: NDArray[np.object_] = column.to_numpy(dtype=object).copy()
    values[column.isna().to_numpy()] = None
    return values


def _same_number(arriving: Table, new: int) -> Issue:
    place = arriving.origin.iloc[new]
    field = arriving.key[0]
    value = str(arriving.frame[field].iloc[new])
    column = next((c for c in arriving.columns if c.name == field), None)
    return Issue(
        "same-number",
        Severity.WARNING,
        say("“{value}” is the number of another case in this workspace. Both were kept.", value=value),
        say(
            "If it is the same case, correct the association or the date of application in one of the files."
        ),
        column.source if column else "",
        str(place["sheet"]),
        int(place["row"]),
        column.letter if column else "",
        field,
        value,
    )


def same_rows(here: Table, arriving: Table, matches: Mapping[int, int]) -> set[int]:
    """The arriving rows that say in every column of theirs what the row here says."""
    new, old = list(matches), list(matches.values())
    differ = np.zeros(len(new), dtype=bool)
    for name in arriving.frame.columns:
        differ |= cells_differ(here, old, arriving, new, str(name))
    return {row for row, is_other in zip(new, differ.tolist(), strict=True) if not is_other}


def cells_differ(
    here: Table, old: Sequence[int], arriving: Table, new: Sequence[int], name: str
) -> NDArray[np.bool_]:
    """Where the rows differ in a column; a column that is not here holds nothing."""
    theirs = values_of(arriving.frame[name].iloc[new])
    if name not in here.frame.columns:
        return np.array([value is not None for value in theirs], dtype=bool)
    mine = values_of(here.frame[name].iloc[old])
    return np.array([one != other for one, other in zip(mine, theirs, strict=True)], dtype=bool)
