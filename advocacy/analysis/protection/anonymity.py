"""How far a person could be found again in rows that are given away one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_PAIRS = (2, 3)  # fields looked at together besides all of them


@dataclass(frozen=True)
class Anonymity:
    """The risk of giving rows away with these fields.

    smallest: the fewest rows that look alike by all fields (k). below: rows that fewer than the wanted k look
    like. smallest_together: the fewest by any two or three of the fields. varied: the fewest different values
    of the secret field among rows that look alike (l); None without one. risk: mean chance of a right guess,
    the global risk of sdcMicro without weights. found: rows somebody would find again on average, the sum of
    those chances. emptied: share of the cells of these fields that must be emptied for every row to have k.
    """

    smallest: int
    below: int
    smallest_together: int
    varied: int | None
    risk: float
    found: float = 0.0
    emptied: float = 0.0


def anonymity(rows: pd.DataFrame, fields: Sequence[str], k: int, secret: str = "") -> Anonymity:
    """Judge the rows by the fields an acquaintance may know. A value not known looks like any.

    Counts as in Sweeney (International Journal of Uncertainty 10, 2002) and, with missing values, as sdcMicro
    counts them; l-diversity as in Machanavajjhala and others (ACM TKDD 1, 2007).
    """
    if not len(rows):
        return Anonymity(0, 0, 0, None if not secret else 0, 0.0)
    alike = look_alikes(rows, fields)
    together = [
        int(look_alikes(rows, group).min())
        for size in _PAIRS
        if size < len(fields)
        for group in combinations(fields, size)
    ]
    return Anonymity(
        int(alike.min()),
        int((alike < k).sum()),
        min([int(alike.min()), *together]),
        _varied(rows, fields, secret) if secret else None,
        float((1 / alike).mean()),
        float((1 / alike).sum()),
        emptied(rows, fields, k)[1],
    )


def emptied(rows: pd.DataFrame, fields: Sequence[str], k: int) -> tuple[pd.DataFrame, float]:
    """Return the rows with cells emptied until every row looks like k, and the share of cells emptied.

    The fields that tell most (with the most different values) are emptied first, in the rows that need it
    only. Fewer than k rows stay fewer whatever is emptied.
    """
    known = rows[list(fields)].astype("object").copy()
    before = int(known.notna().to_numpy().sum())
    for name in sorted(fields, key=lambda field: -int(known[field].nunique())):
        few = look_alikes(known, fields) < k
        if not few.any():
            break
        known.loc[few, name] = None
    cells = known.size
    gone = before - int(known.notna().to_numpy().sum())
    return rows.assign(**{name: known[name] for name in fields}), gone / cells if cells else 0.0


def look_alikes(rows: pd.DataFrame, fields: Sequence[str]) -> NDArray[np.int64]:
    """Return for each row how many rows look like it by these fields, itself among them."""
    codes, counts, place = _kinds(rows, fields)
    found = np.zeros(len(codes), dtype=np.int64)
    for number, kind in enumerate(codes):
        found[number] = counts[_matching(codes, kind)].sum()
    return found[place]


def _kinds(
    rows: pd.DataFrame, fields: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The different rows as numbers (-1 is not known), how often each is met, and which each row is."""
    columns = [pd.factorize(rows[name].astype("object"))[0] for name in fields]
    stacked = np.stack(columns, axis=1)
    codes, place, counts = np.unique(stacked, axis=0, return_inverse=True, return_counts=True)
    return codes, counts, np.asarray(place).reshape(-1)


def _matching(codes: NDArray[np.int64], kind: NDArray[np.int64]) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = ((codes == kind) | (codes == -1) | (kind == -1)).all(axis=1)
    return same


def _varied(rows: pd.DataFrame, fields: Sequence[str], secret: str) -> int:
    codes, _, place = _kinds(rows, fields)
    values = pd.factorize(rows[secret].astype("object"))[0]
    fewest = len(rows)
    for kind in codes:
        mine = _matching(codes, kind)[place] & (values >= 0)
        fewest = min(fewest, len(np.unique(values[mine])))
    return fewest
