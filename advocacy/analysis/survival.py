"""Time until a decision when some cases are still pending: Kaplan-Meier and the log-rank test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

Numbers = NDArray[np.float64]
_Z = float(norm.ppf(0.975))
_TIE = 1e-12  # a share that should be 0.5 exactly is not, after multiplication


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """The estimated share still waiting after each day on which something was decided.

    times: days with at least one decision, rising. share: still waiting after that day, 0 to 1.
    low, high: 95 % log-log band; NaN where it is not defined (nobody left). at_risk: waiting just before.
    n: cases; pending: of n, still open.
    """

    times: Numbers
    share: Numbers
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
        return self._first(self.low, 0.5), self._first(self.high, 0.5)

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
    days, place = np.unique(waited, return_inverse=True)
    deaths = np.bincount(place, weights=decided, minlength=len(days))
    leaving = np.bincount(place, minlength=len(days))
    at_risk = len(waited) - np.concatenate([[0], np.cumsum(leaving)[:-1]]) if len(days) else np.zeros(0)
    some = deaths > 0
    times, deaths, at_risk = days[some], deaths[some], at_risk[some].astype(np.float64)
    product = np.cumprod(1 - deaths / at_risk)
    share: Numbers = np.where(product < _TIE, 0.0, product).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(deaths / (at_risk * (at_risk - deaths)))) / np.abs(np.log(share))
        low, high = share ** np.exp(_Z * spread), share ** np.exp(-_Z * spread)
    nobody_left = share == 0
    low[nobody_left] = high[nobody_left] = np.nan
    pending = int((~decided).sum())
    return KaplanMeier(times.astype(np.float64), share, low, high, at_risk, len(waited), pending)


def log_rank(
    durations: Numbers, events: NDArray[np.bool_], groups: NDArray[np.int64]
) -> tuple[float, float] | None:
    """Return chi-square and p of the log-rank test between groups; None where it cannot be computed.

    groups: number of the group of each case. Mantel-Cox form with the hypergeometric covariance.
    """
    names = np.unique(groups)
    if len(names) < 2 or not events.any():
        return None
    observed_less_expected = np.zeros(len(names))
    covariance = np.zeros((len(names), len(names)))
    for day in np.unique(durations[events]):
        waiting = durations >= day
        at_risk = np.array([(waiting & (groups == name)).sum() for name in names], dtype=np.float64)
        deaths = np.array([((durations == day) & events & (groups == name)).sum() for name in names])
        total, dead = at_risk.sum(), deaths.sum()
        expected = dead * at_risk / total
        observed_less_expected += deaths - expected
        if total > 1:
            factor = dead * (total - dead) / (total - 1)
            portion = at_risk / total
            covariance += factor * (np.diag(portion) - np.outer(portion, portion))
    difference, variance = observed_less_expected[:-1], covariance[:-1, :-1]
    if np.linalg.matrix_rank(variance) < len(difference):
        return None
    statistic = float(difference @ np.linalg.solve(variance, difference))
    return statistic, float(chi2.sf(statistic, len(names) - 1))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
