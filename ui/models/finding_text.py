"""Where a text stands in a table, among the rows that are shown and the columns that are not masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from advocacy.importing.table import Table
from advocacy.progress import Progress, silent
from ui.models.cell_text import writer
from ui.models.shown_column import ShownColumn

if TYPE_CHECKING:
    import numpy as np


def found_in(
    table: Table,
    columns: Sequence[tuple[int, ShownColumn]],
    order: Any,
    text: str,
    progress: Progress = silent,
) -> np.ndarray[Any, Any]:
    """Return the cells that hold the text, as rows of (row shown, column), in reading order.

    columns: those to look in, each with its number. order: the positions shown, None for all.
    """
    import numpy as np
    import pandas as pd

    wanted = text.casefold()
    hits = []
    for done, (number, column) in enumerate(columns):
        progress(done / max(1, len(columns)))
        codes, values = pd.factorize(table.frame[column.name])
        write = writer(column)
        good = np.array([wanted in write(value).casefold() for value in values], dtype=bool)
        if not good.any():
            continue
        inside = np.append(good, False)[codes]
        rows = np.flatnonzero(inside if order is None else inside[order])
        hits.append(np.column_stack([rows, np.full(len(rows), number)]))
    if not hits:
        return np.empty((0, 2), dtype="int64")
    all_ = np.concatenate(hits)
    return all_[np.lexsort((all_[:, 1], all_[:, 0]))]
