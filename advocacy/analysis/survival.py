"""Time until a decision when some cases are still pending: Kaplan-Meier and the log-rank test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
    at_risk: waiting just before. n: cases; pending: of n, still open.
    relative: standard error by Greenwood over share, infinite where nobody is left.
    """

    times: Numbers
    share: Numbers
    relative: Numbers
    at_risk: Numbers
    n: int
    pending: int

    @property
    def error(self) -> Numbers:
        """Standard error of share by Greenwood, NaN where nobody is left."""
        nobody_left = self.share == 0
        return np.where(nobody_left, np.nan, self.share * np.where(nobody_left, 0.0, self.relative))

    @cached_property
    def low(self) -> Numbers:
        """Lower end of the 95 % log-log band; NaN where nobody is left."""
        return self._band(_Z)

    @cached_property
    def high(self) -> Numbers:
        """Upper end of the 95 % log-log band; NaN where nobody is left."""
        return self._band(-_Z)

    def _band(self, z: float) -> Numbers:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            edge: Numbers = self.share ** np.exp(z * self.relative / np.abs(np.log(self.share)))
        edge[self.share == 0] = np.nan
        return edge

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
    return kaplan_meier_of_counts(*_counted(waited, decided))


def kaplan_meier_of_counts(days: Numbers, leaving: Numbers, deaths: Numbers) -> KaplanMeier:
    """Estimate from counts: the different durations, rising, how many have each, how many of them decided."""
    n = int(leaving.sum())
    at_risk = n - np.concatenate([[0], np.cumsum(leaving)[:-1]]) if len(days) else np.zeros(0)
    some = deaths > 0
    times, met, at_risk = days[some], deaths[some], at_risk[some].astype(np.float64)
    product = np.cumprod(1 - met / at_risk)
    share: Numbers = np.where(product < _TIE, 0.0, product).astype(np.float64)
    with np.errstate(divide="ignore"):
        relative: Numbers = np.sqrt(np.cumsum(met / (at_risk * (at_risk - met))))
    return KaplanMeier(times.astype(np.float64), share, relative, at_risk, n, n - int(deaths.sum()))


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
    days, place = np.unique(durations, return_inverse=True)
    cell, shape = place * len(names) + number, (len(days), len(names))
    leaving = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    deaths = np.bincount(cell[events], minlength=shape[0] * shape[1]).reshape(shape)
    return log_rank_of_counts(leaving, deaths)


def log_rank_of_counts(leaving: NDArray[np.int64], deaths: NDArray[np.int64]) -> tuple[float, float] | None:
    """The same from counts: durations, rising, by groups; a group without cases counts as none."""
    some_cases = leaving.sum(axis=0) > 0
    leaving, deaths = leaving[:, some_cases], deaths[:, some_cases]
    if leaving.shape[1] < 2 or not deaths.any():
        return None
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
    return statistic, float(chi2.sf(statistic, len(difference)))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
