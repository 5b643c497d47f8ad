"""Exchange rates, metal prices and incomes per head on a day, from the rates the user has imported."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.workspace import Workspace

RATES = "reference_rate"
OLDEST = np.timedelta64(92, "D")  # a rate stands for the quarter after its day, not longer
_COLUMNS = {"kind", "key", "date", "value"}


def rates_on(workspace: Workspace, kind: str, key: str, days: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Return for each day the latest rate on or before it; NaN where there is none within a quarter.

    kind: "exchange" (local currency per dollar) or "metal_price" (dollars per troy ounce). key: a word of the
    key in the table, as the currency code or the name of the metal.
    """
    found = np.full(len(days), np.nan)
    frame = _of_kind(workspace.table(RATES), kind)
    word = plain(key)
    mine = [word in plain(str(text)).split() for text in frame["key"]]
    frame = frame[mine]
    if not len(frame):
        return found
    dates = frame["date"].to_numpy(dtype="datetime64[D]")
    values = frame["value"].to_numpy(dtype=np.float64)
    known = ~np.isnat(days)
    place = np.searchsorted(dates, days, side="right") - 1
    usable = known & (place >= 0)
    usable[usable] &= days[usable] - dates[place[usable]] <= OLDEST
    found[usable] = values[place[usable]]
    return found


def dollar_rates(workspace: Workspace, currency: str, days: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Return what a dollar cost in this currency on each day; the dollar itself is 1."""
    if plain(currency) == "usd":
        return np.ones(len(days))
    rates = rates_on(workspace, "exchange", currency, days)
    rates[rates <= 0] = np.nan  # nothing can be changed at such a rate
    return rates


def income_keys(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Return per key of income per head the country it names, in plain words, and its currency or "".

    A key is the name of a country, or the name with the code of a currency behind it ("Ghana USD").
    """
    keys = {}
    for text in dict.fromkeys(_of_kind(workspace.table(RATES), "income")["key"].dropna().astype(str)):
        words = text.split()
        last = words[-1].strip("()[],.") if len(words) > 1 else ""
        is_code = len(last) == 3 and last.isascii() and last.isalpha() and last.isupper()
        country = plain(" ".join(words[:-1]) if is_code else text)
        if country:
            keys[text] = (country, last if is_code else "")
    return keys


def incomes_of_year(
    workspace: Workspace, key: str, days: NDArray[np.datetime64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return for each day the latest income per head of its year or an earlier one, and the year it is of.

    NaN and 0 where there is none. Exactly this key; income is per year.
    """
    frame = _of_kind(workspace.table(RATES), "income")
    frame = frame[frame["key"].eq(key).fillna(False).to_numpy(dtype=bool) & (frame["value"] > 0).to_numpy()]
    values, of = np.full(len(days), np.nan), np.zeros(len(days), dtype=np.int64)
    if not len(frame):
        return values, of
    years = frame["date"].to_numpy(dtype="datetime64[Y]").astype(np.int64) + 1970
    place = np.searchsorted(years, days.astype("datetime64[Y]").astype(np.int64) + 1970, side="right") - 1
    usable = ~np.isnat(days) & (place >= 0)
    values[usable] = frame["value"].to_numpy(dtype=np.float64)[place[usable]]
    of[usable] = years[place[usable]]
    return values, of


def sources_of_income(workspace: Workspace, key: str, years: set[int]) -> tuple[str, ...]:
    """Return who published the incomes per head of this key in these years, where the table says so."""
    frame = _of_kind(workspace.table(RATES), "income")
    if "source" not in frame.columns:
        return ()
    mine = frame["key"].eq(key).fillna(False) & frame["date"].dt.year.isin(years)
    return tuple(dict.fromkeys(frame.loc[mine, "source"].dropna().astype(str)))


_OF_TABLES: WeakKeyDictionary[Table, dict[str, pd.DataFrame]] = WeakKeyDictionary()


def _of_kind(table: Table | None, kind: str) -> pd.DataFrame:
    """The rates of a kind that can be used, by rising day; found once, as a table never changes."""
    if table is None or not set(table.frame.columns) >= _COLUMNS:
        return pd.DataFrame({name: [] for name in _COLUMNS})
    known = _OF_TABLES.setdefault(table, {})
    if kind not in known:
        frame = table.frame[table.frame["kind"].eq(kind).fillna(False)]
        known[kind] = frame.dropna(subset=["date", "value", "key"]).sort_values("date", kind="stable")
    return known[kind]
