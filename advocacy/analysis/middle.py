"""The median of measured values and its interval, also from people with weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, t

from advocacy.analysis.survey_design import SurveyDesign, mean

_FEWEST = 6  # values below which no interval reaches 95 %


def median_with_interval(values: NDArray[np.float64]) -> tuple[float, float | None, float | None]:
    """Return the median and the 95 % interval between two order statistics.

    The ranks come from the binomial distribution with one half (Conover, Practical Nonparametric Statistics,
    1999, section 3.2); no interval below six values, where none reaches 95 %.
    """
    ordered = np.sort(values)
    n = len(ordered)
    middle = float(np.median(ordered))
    rank = int(binom.ppf(0.025, n, 0.5)) - 1
    if n < _FEWEST or rank < 0:
        return middle, None, None
    return middle, float(ordered[rank]), float(ordered[n - 1 - rank])


def weighted_quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    """Return the least value below or at which this share of the weights lies.

    Where exactly the share lies there, the middle between it and the next, so that equal weights give the
    usual median. Raises ValueError where no weight is above 0.
    """
    used = weights > 0
    if not used.any():
        raise ValueError("nobody has a weight")
    order = np.argsort(values[used], kind="stable")
    ordered, heavy = values[used][order], weights[used][order]
    below = np.cumsum(heavy) / heavy.sum()
    place = int(np.searchsorted(below, share - 1e-12))
    place = min(place, len(ordered) - 1)
    if abs(below[place] - share) < 1e-12 and place + 1 < len(ordered):
        return float((ordered[place] + ordered[place + 1]) / 2)
    return float(ordered[place])


def weighted_median(
    values: NDArray[np.float64], design: SurveyDesign
) -> tuple[float, float | None, float | None]:
    """Return the weighted median and its 95 % interval; NaN values are outside. NaN where nobody counts.

    The interval is that of the share at or below the median, read back on the values (Woodruff, JASA 47,
    1952); an end that lies beyond the values is None.
    """
    known = ~np.isnan(values) & (design.weights > 0)
    if not known.any():
        return float("nan"), None, None
    mine, weights = values[known], design.weights[known]
    middle = weighted_quantile(mine, weights, 0.5)
    below = mean((values <= middle).astype(np.float64), design, known)
    freedom = below.degrees_of_freedom
    if freedom < 1 or not np.isfinite(below.standard_error) or len(mine) < _FEWEST:
        return middle, None, None
    half = float(t.ppf(0.975, freedom)) * below.standard_error
    low, high = 0.5 - half, 0.5 + half
    return (
        middle,
        weighted_quantile(mine, weights, low) if low > 0 else None,
        weighted_quantile(mine, weights, high) if high < 1 else None,
    )
