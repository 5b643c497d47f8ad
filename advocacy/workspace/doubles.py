"""People who may be counted twice because two associations list them. Suggested, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say

_PERSON, _GROUP = "applicant", "association"
_SHARED = ("date_applied", "district")  # one of them alike besides the name


def same_people(pooled: Table, source: str) -> Iterator[Issue]:
    """Yield a note for each row of this source whose person another association lists too.

    The same name and the same day of application or district; a name alone is no evidence. source: SHA-256
    of the file that was added last.
    """
    frame = pooled.frame
    if not {_PERSON, _GROUP} <= set(frame.columns):
        return
    names, groups = _words(frame[_PERSON]), _words(frame[_GROUP])
    arrived = (pooled.origin["source"] == source).tolist()
    told: set[int] = set()
    for shared in _SHARED:
        if shared not in frame.columns:
            continue
        together: dict[tuple[str, object], list[int]] = defaultdict(list)
        for row, value in enumerate(_words(frame[shared])):
            if value and names[row] and groups[row]:
                together[names[row], value].append(row)
        for rows in together.values():
            if len({groups[row] for row in rows}) < 2:
                continue
            for row in rows:
                if row not in told and arrived[row]:
                    told.add(row)
                    other = next(one for one in rows if groups[one] != groups[row])
                    yield _note(pooled, row, str(frame.at[other, _GROUP]))


def _words(column: pd.Series[Any]) -> list[str]:
    """The values as plain words; "" where there is none."""
    known = {value: plain(str(value)) for value in column.dropna().unique()}
    return [known.get(value, "") for value in column.tolist()]


def _note(pooled: Table, row: int, other: str) -> Issue:
    place = pooled.origin.loc[row]
    column = next((c for c in pooled.columns if c.name == _PERSON and c.source == place["source"]), None)
    written = pooled.raw.at[row, _PERSON]
    return Issue(
        "same-person",
        Severity.NOTE,
        say("This person may also be listed by “{association}”. Both rows are counted.", association=other),
        say("If it is one application, remove it from one of the files and import that again."),
        str(place["source"]),
        str(place["sheet"]),
        int(place["row"]),
        column.letter if column else "",
        _PERSON,
        "" if pd.isna(written) else str(written),
    )
