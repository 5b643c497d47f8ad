"""Which of several returns to count when some report the same days twice."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray


def non_overlapping(
    keys: NDArray[np.int64],
    first: NDArray[np.datetime64],
    last: NDArray[np.datetime64],
    usable: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Return which usable rows to keep so that no two of one key share a day.

    first, last: first and last day of each row, both known. Kept is the choice that covers most days; of
    those that cover as many, the one in most pieces, so that four quarters go before the year they make up,
    but a year goes before three of its quarters; of rows for the very same days, the later row of the table,
    which is the correction. Source: weighted interval scheduling (Kleinberg and Tardos, Algorithm Design,
    2005, section 6.1).
    """
    kept = usable.copy()
    rows = np.flatnonzero(usable)
    rows = rows[np.lexsort((rows, last[rows], first[rows], keys[rows]))]
    same = keys[rows][1:] == keys[rows][:-1]
    if not len(rows) or not (same & (first[rows][1:] <= last[rows][:-1])).any():
        return kept  # nothing overlaps, as in most registers
    for group in np.split(rows, np.flatnonzero(~same) + 1):
        if len(group) > 1:
            kept[group] = False
            kept[_best(group, first[group], last[group])] = True
    return kept


def _best(
    rows: NDArray[np.int64], first: NDArray[np.datetime64], last: NDArray[np.datetime64]
) -> NDArray[np.int64]:
    """The best choice among the rows of one key: most days, then most rows, then the latest rows."""
    order = np.lexsort((rows, last))
    begins = first[order].astype("datetime64[D]").astype(np.int64).tolist()
    ends = last[order].astype("datetime64[D]").astype(np.int64).tolist()
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # days, rows, places of the first so many rows
    taken: list[bool] = []
    before: list[int] = []
    for place, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        rest = bisect_left(ends, begin)  # so many rows end before this one begins
        days, count, places = best[rest]
        with_it = (days + end - begin + 1, count + 1, places + int(rows[order[place]]))
        taken.append(with_it > best[place])
        before.append(rest)
        best.append(max(with_it, best[place]))
    chosen, place = [], len(taken)
    while place:
        if taken[place - 1]:
            chosen.append(int(rows[order[place - 1]]))
            place = before[place - 1]
        else:
            place -= 1
    return np.array(chosen, dtype=np.int64)
