"""Exchange rates and metal prices on a day, from the reference rates the user has imported."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advocacy.importing.plain_words import plain
from advocacy.workspace import Workspace

OLDEST = np.timedelta64(92, "D")  # a rate stands for the quarter after its day, not longer


def rates_on(workspace: Workspace, kind: str, key: str, days: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Return for each day the latest rate on or before it; NaN where there is none within a quarter.

    kind: "exchange" (local currency per dollar) or "metal_price" (dollars per troy ounce). key: a word of the
    key in the table, as the currency code or the name of the metal.
    """
    found = np.full(len(days), np.nan)
    table = workspace.table("reference_rate")
    if table is None or not {"kind", "key", "date", "value"} <= set(table.frame.columns):
        return found
    word = plain(key)
    frame = table.frame[table.frame["kind"].eq(kind).fillna(False)]
    mine = [word in plain(str(text)).split() for text in frame["key"]]
    frame = frame[mine].dropna(subset=["date", "value"])
    if not len(frame):
        return found
    frame = frame.sort_values("date", kind="stable")
    dates = frame["date"].to_numpy(dtype="datetime64[D]")
    values = frame["value"].to_numpy(dtype=np.float64)
    known = ~np.isnat(days)
    place = np.searchsorted(dates, days, side="right") - 1
    usable = known & (place >= 0)
    usable[usable] &= days[usable] - dates[place[usable]] <= OLDEST
    found[usable] = values[place[usable]]
    return found
