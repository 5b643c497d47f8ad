"""Time until a decision when some cases are still pending: Kaplan-Meier and the log-rank test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

Numbers = NDArray[np.float64]
_Z = float(norm.ppf(0.975))
_MOST_DAYS = 200_000
_TIE = 1e-12  # a share that should be 0.5 exactly is not, after multiplication


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """The estimated share still waiting after each day on which something was decided.

    times: days with at least one decision, rising. share: still waiting after that day, 0 to 1.
    error: its standard error by Greenwood, NaN where nobody is left.
    low, high: 95 % log-log band; NaN where it is not defined (nobody left). at_risk: waiting just before.
    n: cases; pending: of n, still open.
    """

    times: Numbers
    share: Numbers
    error: Numbers
    low: Numbers
    high: Numbers
    at_risk: Numbers
    n: int
    pending: int

    @property
    def median(self) -> float | None:
        """First day by which at least half are decided; None where that is not reached."""
        return self.quantile(0.5)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """Where the band crosses one half (Brookmeyer and Crowley); None where it does not."""
        return self.quantile_interval(0.5)

    def quantile_interval(self, decided: float) -> tuple[float | None, float | None]:
        """Where the band crosses the share still waiting; None where it does not."""
        return self._first(self.low, 1 - decided), self._first(self.high, 1 - decided)

    def quantile(self, decided: float) -> float | None:
        """First day by which this share is decided; None where that is not reached."""
        return self._first(self.share, 1 - decided)

    def waiting_at(self, day: float) -> tuple[float, float | None, float | None]:
        """Share still waiting after this day, and its band."""
        index = int(np.searchsorted(self.times, day, side="right")) - 1
        if index < 0:
            return 1.0, None, None
        low, high = float(self.low[index]), float(self.high[index])
        return float(self.share[index]), _or_none(low), _or_none(high)

    def _first(self, shares: Numbers, level: float) -> float | None:
        with np.errstate(invalid="ignore"):
            reached = np.flatnonzero(shares <= level + _TIE)
        return float(self.times[reached[0]]) if len(reached) else None


def kaplan_meier(
    durations: Sequence[float] | Numbers, events: Sequence[bool] | NDArray[np.bool_]
) -> KaplanMeier:
    """Estimate the share still waiting. durations: days, none negative; events: True where decided.

    S(t) = product over decision days of (1 - d/n). Variance by Greenwood; band on the log(-log) scale
    (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2002, section 1.4).
    Raises ValueError where a duration is negative or missing.
    """
    waited = np.asarray(durations, dtype=np.float64)
    decided = np.asarray(events, dtype=bool)
    if waited.shape != decided.shape or np.isnan(waited).any() or (waited < 0).any():
        raise ValueError("durations must be known, not negative, and as many as events")
    days, leaving, deaths = _counted(waited, decided)
    at_risk = len(waited) - np.concatenate([[0], np.cumsum(leaving)[:-1]]) if len(days) else np.zeros(0)
    some = deaths > 0
    times, deaths, at_risk = days[some], deaths[some], at_risk[some].astype(np.float64)
    product = np.cumprod(1 - deaths / at_risk)
    share: Numbers = np.where(product < _TIE, 0.0, product).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.sqrt(np.cumsum(deaths / (at_risk * (at_risk - deaths))))
        spread = relative / np.abs(np.log(share))
        low, high = share ** np.exp(_Z * spread), share ** np.exp(-_Z * spread)
    nobody_left = share == 0
    low[nobody_left] = high[nobody_left] = np.nan
    error = np.where(nobody_left, np.nan, share * np.where(nobody_left, 0.0, relative))
    pending = int((~decided).sum())
    return KaplanMeier(times.astype(np.float64), share, error, low, high, at_risk, len(waited), pending)


def _counted(waited: Numbers, decided: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers]:
    """The different durations, rising, how many leave at each, and how many of them by a decision."""
    whole = waited.astype(np.int64)
    if len(waited) and whole.max() < _MOST_DAYS and np.array_equal(whole, waited):
        leaving = np.bincount(whole)  # whole days need no sorting
        deaths = np.bincount(whole, weights=decided, minlength=len(leaving))
        days = np.flatnonzero(leaving)
        return days.astype(np.float64), leaving[days].astype(np.float64), deaths[days].astype(np.float64)
    days, place = np.unique(waited, return_inverse=True)
    leaving = np.bincount(place, minlength=len(days))
    deaths = np.bincount(place, weights=decided, minlength=len(days))
    return days.astype(np.float64), leaving.astype(np.float64), deaths.astype(np.float64)


def log_rank(
    durations: Numbers, events: NDArray[np.bool_], groups: NDArray[np.int64]
) -> tuple[float, float] | None:
    """Return chi-square and p of the log-rank test between groups; None where it cannot be computed.

    groups: number of the group of each case. Mantel-Cox form with the hypergeometric covariance.
    """
    names, number = np.unique(groups, return_inverse=True)
    if len(names) < 2 or not events.any():
        return None
    days, place = np.unique(durations, return_inverse=True)
    cell, shape = place * len(names) + number, (len(days), len(names))
    leaving = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    deaths = np.bincount(cell[events], minlength=shape[0] * shape[1]).reshape(shape)
    at_risk = leaving[::-1].cumsum(axis=0)[::-1].astype(np.float64)
    some = deaths.sum(axis=1) > 0
    deaths, at_risk = deaths[some], at_risk[some]
    total, dead = at_risk.sum(axis=1), deaths.sum(axis=1)
    portion = at_risk / total[:, None]
    observed_less_expected = (deaths - dead[:, None] * portion).sum(axis=0)
    factor = np.where(total > 1, dead * (total - dead) / np.maximum(total - 1, 1), 0.0)
    covariance = np.diag(factor @ portion) - (portion * factor[:, None]).T @ portion
    difference, variance = observed_less_expected[:-1], covariance[:-1, :-1]
    if np.linalg.matrix_rank(variance) < len(difference):
        return None
    statistic = float(difference @ np.linalg.solve(variance, difference))
    return statistic, float(chi2.sf(statistic, len(names) - 1))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
