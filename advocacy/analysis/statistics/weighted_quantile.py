"""Medians and other quantiles of a sample with weights, strata and clusters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.survey_design import SurveyDesign, korn_graubard, mean

Numbers = NDArray[np.float64]
_FEWEST = 6  # answers; below it no interval, as for the median without weights
_TIE = 1e-12  # a cumulated share that should be 0.5 exactly is not, after adding up


def weighted_quantile(
    values: Numbers, design: SurveyDesign, share: float = 0.5, domain: NDArray[np.bool_] | None = None
) -> tuple[float, float | None, float | None]:
    """Return the value that this share of the people is at or below, and its 95 % interval.

    The middle between two values where the share falls between them, so that equal weights give the usual
    median. Interval by Woodruff (JASA 47, 1952): that of the share of people at or below, by Korn and
    Graubard, read off the distribution. NaN where nobody answered; no interval below six answers,
    and an end that lies beyond the answers is None.
    """
    given = ~np.isnan(values) & (design.weights > 0)
    if domain is not None:
        given &= domain
    n = int(given.sum())
    if not n:
        return float("nan"), None, None
    kinds, place = np.unique(values[given], return_inverse=True)
    people = np.bincount(place, weights=design.weights[given]).astype(np.float64)
    below: Numbers = np.cumsum(people) / people.sum()
    first, after = _reaching(below, share - _TIE), _reaching(below, share + _TIE)
    middle = float((kinds[first] + kinds[after]) / 2)
    if n < _FEWEST:
        return middle, None, None
    within = (values <= kinds[first]).astype(np.float64)
    estimated = mean(within, design, given)
    interval = korn_graubard(estimated, n, is_corrected=design.population is not None)
    if interval is None:
        return middle, None, None
    # The values repeat themselves, so the share at or below may lie beyond the share asked for.
    low, high = (share + end - estimated.value for end in interval)
    return (
        middle,
        float(kinds[_reaching(below, low)]) if low > 0 else None,
        float(kinds[_reaching(below, high)]) if high < 1 else None,
    )


def _reaching(below: Numbers, share: float) -> int:
    """The first place at which this share is reached; the last where it is not."""
    return min(int(np.searchsorted(below, share, side="left")), len(below) - 1)
