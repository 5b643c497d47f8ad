"""Shares and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import Z, beta_quantile, t_quantile
from advocacy.analysis.statistics.survey_design import SurveyDesign, kish, mean


@dataclass(frozen=True)
class WeightedShare:
    """A share from weighted answers. effective_n and design_effect after Kish (1965)."""

    share: float
    standard_error: float
    effective_n: float
    design_effect: float


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """95 % interval of a share by Wilson's score method (Wilson, JASA 22, 1927).

    Raises ValueError where there is no denominator or the numerator is not within it.
    """
    _check(numerator, denominator)
    share, z2 = numerator / denominator, Z**2
    middle = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = Z * np.sqrt(share * (1 - share) / denominator + z2 / (4 * denominator**2)) / (1 + z2 / denominator)
    low = 0.0 if numerator == 0 else float(middle - half)
    high = 1.0 if numerator == denominator else float(middle + half)
    return low, high


def clopper_pearson(numerator: int, denominator: int) -> tuple[float, float]:
    """Exact 95 % interval of a share (Clopper and Pearson, Biometrika 26, 1934)."""
    _check(numerator, denominator)
    rest = denominator - numerator
    low = 0.0 if numerator == 0 else beta_quantile(0.025, numerator, rest + 1)
    high = 1.0 if rest == 0 else beta_quantile(0.975, numerator + 1, rest)
    return low, high


def weighted_share(answers: Sequence[float], weights: Sequence[float]) -> WeightedShare:
    """Share of yes (1) among weighted answers, standard error by Taylor linearisation with replacement."""
    weight = np.asarray(weights, dtype=np.float64)
    found = mean(np.asarray(answers, dtype=np.float64), SurveyDesign.of(len(weight), weight))
    error = found.standard_error if len(weight) > 1 else float("nan")
    return WeightedShare(found.value, error, *kish(weight))


def ratio_of_sums(
    parts: NDArray[np.float64], wholes: NDArray[np.float64], most: float = 1.0
) -> tuple[float, float | None, float | None]:
    """Sum of parts over sum of wholes, with a 95 % interval that treats each unit as a cluster.

    Linearised variance of a ratio (Cochran, Sampling Techniques, 1977, section 6.4), Student's t with
    one degree of freedom less than there are units. No interval for a single unit. Kept within 0 and most.
    """
    total = float(wholes.sum())
    ratio = float(parts.sum()) / total
    units = len(wholes)
    if units < 2:
        return ratio, None, None
    residual = parts - ratio * wholes
    error = float(np.sqrt(units / (units - 1) * (residual**2).sum())) / total
    half = t_quantile(0.975, units - 1) * error
    return ratio, max(0.0, ratio - half), min(most, ratio + half)


def _check(numerator: float, denominator: float) -> None:
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("a share needs a denominator above 0 and a numerator within it")
