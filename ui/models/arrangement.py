"""Which rows are shown and in which order: made beside the window, from values that do not change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from advocacy.importing.table import Table
from advocacy.progress import Progress, silent
from ui.models.cell_text import SEPARATOR, writer
from ui.models.shown_column import Kind, ShownColumn

if TYPE_CHECKING:
    import numpy as np

_DIGITS = re.compile(r"(\d+)")
_MOST_NATURAL = 200_000  # different texts; more are sorted letter by letter


@dataclass(frozen=True)
class ColumnFilter:
    """Keep rows by one column. Each part that is set must hold.

    values: the texts as they are written, None for any; missing: whether rows without a value stay.
    low, high: the ends of a range of numbers or days, both counted in.
    """

    name: str
    values: frozenset[str] | None = None
    contains: str = ""
    low: float | date | None = None
    high: float | date | None = None
    missing: bool = False


@dataclass(frozen=True)
class Arrangement:
    """What is shown of a table. only: the positions of a finding, None for all rows."""

    sort: str = ""
    descending: bool = False
    filters: tuple[ColumnFilter, ...] = ()
    only: tuple[int, ...] | None = None

    @property
    def is_plain(self) -> bool:
        return not self.sort and not self.filters and self.only is None

    def filter_of(self, name: str) -> ColumnFilter | None:
        return next((one for one in self.filters if one.name == name), None)

    def with_filter(self, chosen: ColumnFilter) -> Arrangement:
        return replace(self, filters=(*self.without_filter(chosen.name).filters, chosen))

    def without_filter(self, name: str) -> Arrangement:
        return replace(self, filters=tuple(one for one in self.filters if one.name != name))


def arranged(
    table: Table, columns: Sequence[ShownColumn], how: Arrangement, progress: Progress = silent
) -> np.ndarray[Any, Any]:
    """Return the positions that are shown, in their order."""
    import numpy as np

    known = {column.name: column for column in columns}
    kept = np.ones(len(table), dtype=bool)
    if how.only is not None:
        kept[:] = False
        kept[list(how.only)] = True
    for one in how.filters:
        progress(0.1)
        if one.name in known:
            kept &= _keeps(table, known[one.name], one)
    positions = np.flatnonzero(kept)
    if how.sort in known:
        progress(0.5)
        ranks = _ranks(table, known[how.sort])[positions]
        progress(0.8)
        missing = ranks < 0
        ranks = -ranks if how.descending else ranks
        ranks[missing] = np.iinfo(ranks.dtype).max  # last in both directions
        positions = positions[np.argsort(ranks, kind="stable")]
    return positions


def different_values(
    table: Table, column: ShownColumn, progress: Progress = silent
) -> tuple[list[tuple[str, int]], int]:
    """Return the texts of a column with their counts, in order, and how many rows have none."""
    import numpy as np
    import pandas as pd

    progress(0.1)
    codes, found = pd.factorize(table.frame[column.name])
    counts = np.bincount(codes[codes >= 0], minlength=len(found))
    write = writer(column)
    order = np.argsort(_rank_of_values(found, column), kind="stable")
    told: dict[str, int] = {}
    for place in order:
        for text in _parts(write(found[place]), column):
            told[text] = told.get(text, 0) + int(counts[place])
    listed = sorted(told.items()) if column.kind is Kind.MANY else list(told.items())
    return listed, int((codes < 0).sum())


def _keeps(table: Table, column: ShownColumn, wanted: ColumnFilter) -> np.ndarray[Any, Any]:
    import numpy as np
    import pandas as pd

    values = table.frame[column.name]
    missing = values.isna().to_numpy(dtype=bool)
    kept = ~missing
    if wanted.values is not None or wanted.contains:
        codes, found = pd.factorize(values)
        write = writer(column)
        texts = [write(value) for value in found]
        part = wanted.contains.casefold()
        good = np.array(
            [
                (wanted.values is None or not wanted.values.isdisjoint(_parts(text, column)))
                and (not part or part in text.casefold())
                for text in texts
            ],
            dtype=bool,
        )
        kept &= np.append(good, False)[codes]
    for end, is_low in ((wanted.low, True), (wanted.high, False)):
        if end is None:
            continue
        limit = pd.Timestamp(end) if isinstance(end, date) else end
        holds = (values >= limit) if is_low else (values <= limit)
        kept &= holds.fillna(False).to_numpy(dtype=bool)
    return kept | (missing if wanted.missing else np.zeros(len(table), dtype=bool))


def _parts(text: str, column: ShownColumn) -> list[str]:
    """What can be ticked of one value: of several codes each."""
    return text.split(SEPARATOR) if column.kind is Kind.MANY else [text]


def _ranks(table: Table, column: ShownColumn) -> np.ndarray[Any, Any]:
    """The place of every value among the different ones; -1 for none."""
    import numpy as np
    import pandas as pd

    codes, found = pd.factorize(table.frame[column.name])
    ranks = np.append(_rank_of_values(found, column), -1)
    return ranks[codes].astype("int64")


def _rank_of_values(found: Any, column: ShownColumn) -> np.ndarray[Any, Any]:
    import numpy as np

    ranks = np.empty(len(found), dtype="int64")
    if column.kind in (Kind.NUMBER, Kind.DATE, Kind.YES_NO, Kind.TICK):
        order = np.argsort(np.asarray(found), kind="stable")
    else:
        write = writer(column)
        texts = [write(value).casefold() for value in found]
        keys: Sequence[Any] = texts if len(texts) > _MOST_NATURAL else [_natural(text) for text in texts]
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype="int64")
    ranks[order] = np.arange(len(found))
    return ranks


def _natural(text: str) -> list[tuple[int, Any]]:
    """A-2 before A-10."""
    parts = _DIGITS.split(text)
    return [(1, int(part)) if part.isdecimal() else (0, part) for part in parts if part]
