"""The median of measured values and its interval."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import fair_coin_quantile

Middle = tuple[float, float | None, float | None]  # median, lower end, upper end
_FEWEST = 6  # below, no two order statistics hold the median with 95 %


class OrderedValues:
    """Values put in order once, so that the median of any part of them needs no further sorting.

    NaN stands for a value that is not known.
    """

    def __init__(self, values: NDArray[np.float64]) -> None:
        known = np.flatnonzero(~np.isnan(values))
        self._rows = known[np.argsort(values[known], kind="stable")]  # by rising value
        self._values = values[self._rows]

    def middle(self, chosen: NDArray[np.bool_]) -> tuple[int, Middle]:
        """Return how many of the rows chosen have a value, and the median of those with its interval."""
        if chosen.all():
            return len(self._values), _middle(len(self._values), lambda rank: self._values[rank])
        places = np.flatnonzero(chosen[self._rows])
        return len(places), _middle(len(places), lambda rank: self._values[places[rank]])


def median_with_interval(values: NDArray[np.float64]) -> Middle:
    """Return the median and the 95 % interval between two order statistics.

    The ranks come from the binomial distribution with one half (Conover, Practical Nonparametric Statistics,
    1999, section 3.2); no interval below six values, where none reaches 95 %.
    """
    n = len(values)
    if not n:
        return _middle(0, lambda rank: values[rank])
    needed = {(n - 1) // 2, n // 2, *_ranks(n)}
    ordered = np.partition(values, sorted(needed))  # right in these places, which is all that is read
    return _middle(n, lambda rank: ordered[rank])


def _middle(n: int, at: Callable[[int], np.float64]) -> Middle:
    """The median of n values and its interval; at: the value of a rank, from 0."""
    if not n:
        return float("nan"), None, None
    middle = float(at((n - 1) // 2) + at(n // 2)) / 2
    ranks = _ranks(n)
    return (middle, float(at(ranks[0])), float(at(ranks[1]))) if ranks else (middle, None, None)


@lru_cache(maxsize=4096)
def _ranks(n: int) -> tuple[int, ...]:
    """The two places, from 0, between which the median lies with 95 %; none where there are too few."""
    rank = fair_coin_quantile(0.025, n) - 1
    return () if n < _FEWEST or rank < 0 else (rank, n - 1 - rank)
