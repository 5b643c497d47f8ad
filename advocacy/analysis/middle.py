"""The median of measured values and its interval."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom


def median_with_interval(values: NDArray[np.float64]) -> tuple[float, float | None, float | None]:
    """Return the median and the 95 % interval between two order statistics.

    The ranks come from the binomial distribution with one half (Conover, Practical Nonparametric Statistics,
    1999, section 3.2); no interval below six values, where none reaches 95 %.
    """
    ordered = np.sort(values)
    n = len(ordered)
    middle = float(np.median(ordered))
    rank = int(binom.ppf(0.025, n, 0.5)) - 1
    if n < 6 or rank < 0:
        return middle, None, None
    return middle, float(ordered[rank]), float(ordered[n - 1 - rank])
