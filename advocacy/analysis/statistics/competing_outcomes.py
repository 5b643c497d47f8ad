"""How probable each outcome is by each day, when one outcome rules out the others (Aalen-Johansen)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import Z

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CumulativeIncidence:
    """The estimated share of all cases that has had one outcome by each day.

    times: days with an outcome of any kind, rising. share: by that day, 0 to 1. low, high: 95 % band, NaN
    where the share is 0 or 1. n: cases; met: of n, with this outcome; pending: of n, without any.
    """

    times: Numbers
    share: Numbers
    low: Numbers
    high: Numbers
    n: int
    met: int
    pending: int

    def by(self, day: float) -> tuple[float, float | None, float | None]:
        """Return the share by this day and its interval."""
        index = int(np.searchsorted(self.times, day, side="right")) - 1
        if index < 0:
            return 0.0, None, None
        low, high = float(self.low[index]), float(self.high[index])
        return float(self.share[index]), None if np.isnan(low) else low, None if np.isnan(high) else high


def cumulative_incidence(
    durations: Sequence[float] | Numbers, causes: Sequence[int] | NDArray[np.int64], causes_known: int
) -> tuple[CumulativeIncidence, ...]:
    """Return the cumulative incidence of each cause 1 … causes_known; cause 0 is still pending.

    F_k(t) = sum over days up to t of S(t-) d_k / n, where S is the Kaplan-Meier share without any outcome.
    The F_k and S add up to 1 on every day; one minus a Kaplan-Meier curve per cause would overstate each.
    Variance by Aalen's formula as in Marubini and Valsecchi (Analysing Survival Data from Clinical Trials,
    1995, formula 10.12); band on the log(-log) scale. Raises ValueError where a duration is negative or
    missing.
    """
    waited, cause = np.asarray(durations, dtype=np.float64), np.asarray(causes, dtype=np.int64)
    if waited.shape != cause.shape or np.isnan(waited).any() or (waited < 0).any():
        raise ValueError("durations must be known, not negative, and as many as causes")
    days, place = np.unique(waited, return_inverse=True)
    met = np.array([np.bincount(place[cause == k], minlength=len(days)) for k in range(1, causes_known + 1)])
    return cumulative_incidence_of_counts(
        days, np.bincount(place, minlength=len(days)).astype(np.float64), met
    )


def cumulative_incidence_of_counts(
    days: Numbers, leaving: Numbers, met: NDArray[np.int64]
) -> tuple[CumulativeIncidence, ...]:
    """From counts: the different durations, rising, how many have each, how many of them per cause."""
    n = int(leaving.sum())
    met = met.astype(np.float64)
    at_risk = (n - np.concatenate([[0], np.cumsum(leaving)[:-1]])) if len(days) else np.zeros(0)
    some = met.sum(axis=0) > 0
    times, met, at_risk = days[some], met[:, some], at_risk[some].astype(np.float64)
    any_outcome = met.sum(axis=0)
    without = np.cumprod(1 - any_outcome / at_risk)
    before = np.concatenate([[1.0], without[:-1]]) if len(times) else without
    pending = n - int(any_outcome.sum())
    found = []
    for deaths in met:
        share = np.cumsum(before * deaths / at_risk)
        low, high = _band(share, _variance(share, before, deaths, any_outcome, at_risk))
        found.append(CumulativeIncidence(times, share, low, high, n, int(deaths.sum()), pending))
    return tuple(found)


def _variance(
    share: Numbers, before: Numbers, deaths: Numbers, any_outcome: Numbers, at_risk: Numbers
) -> Numbers:
    """The variance of F_k(t) at every t; sums over earlier days written as running sums."""
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.nan_to_num(any_outcome / (at_risk * (at_risk - any_outcome)), posinf=0.0)
        b = before**2 * deaths * (at_risk - deaths) / at_risk**3
        c = before * deaths / at_risk**2
    # sum (F(t)-F(s))^2 a + sum b - 2 sum (F(t)-F(s)) c, with F(t) drawn out of the sums
    first = share**2 * np.cumsum(a) - 2 * share * np.cumsum(share * a) + np.cumsum(share**2 * a)
    last = share * np.cumsum(c) - np.cumsum(share * c)
    variance: Numbers = np.maximum(first + np.cumsum(b) - 2 * last, 0.0)
    return variance


def _band(share: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = np.sqrt(variance) / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(Z * spread), share ** np.exp(-Z * spread)
    undefined = (share <= 0) | (share >= 1)
    return np.where(undefined, np.nan, low), np.where(undefined, np.nan, high)
