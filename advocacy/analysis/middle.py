"""The median of measured values and its interval."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Middle = tuple[float, float | None, float | None]  # median, lower end, upper end
_FEWEST = 6  # below, no two order statistics hold the median with 95 %


class OrderedValues:
    """Values put in order once, so that the median of any part of them needs no further sorting.

    NaN stands for a value that is not known.
    """

    def __init__(self, values: NDArray[np.float64]) -> None:
        known = np.flatnonzero(~np.isnan(values))
        self._size = len(values)
        self._rows = known[np.argsort(values[known], kind="stable")]  # by rising value
        self._values = values[self._rows]

    def among(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the known values of these rows, rising."""
        if len(rows) == self._size:
            return self._values
        chosen = np.zeros(self._size, dtype=bool)
        chosen[rows] = True
        return self._values[chosen[self._rows]]


def median_with_interval(values: NDArray[np.float64]) -> Middle:
    """Return the median and the 95 % interval between two order statistics.

    The ranks come from the binomial distribution with one half (Conover, Practical Nonparametric Statistics,
    1999, section 3.2); no interval below six values, where none reaches 95 %.
    """
    n = len(values)
    if not n:
        return float("nan"), None, None
    ranks = {(n - 1) // 2, n // 2, *_ranks(n)}
    return median_of_ordered(np.partition(values, sorted(ranks)))  # only these places need be right


def median_of_ordered(ordered: NDArray[np.float64]) -> Middle:
    """Return the same of values that are in order already."""
    n = len(ordered)
    if not n:
        return float("nan"), None, None
    middle = float(ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    ranks = _ranks(n)
    return (middle, float(ordered[ranks[0]]), float(ordered[ranks[1]])) if ranks else (middle, None, None)


@lru_cache(maxsize=4096)
def _ranks(n: int) -> tuple[int, ...]:
    """The two places, from 0, between which the median lies with 95 %; none where there are too few."""
    rank = int(binom.ppf(0.025, n, 0.5)) - 1
    return () if n < _FEWEST or rank < 0 else (rank, n - 1 - rank)
