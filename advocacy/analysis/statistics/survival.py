"""Time until a decision when some cases are still pending: Kaplan-Meier and the log-rank test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import Z, chi2_tail

Numbers = NDArray[np.float64]
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
        return _band(self.share, self.relative, Z)

    @cached_property
    def high(self) -> Numbers:
        """Upper end of the 95 % log-log band; NaN where nobody is left."""
        return _band(self.share, self.relative, -Z)

    @property
    def median(self) -> float | None:
        """First day by which at least half are decided; None where that is not reached."""
        return self.quantile(0.5)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """Where the band crosses one half (Brookmeyer and Crowley); None where it does not."""
        low, high = (np.flatnonzero(crossed) for crossed in _band_crosses_half(self.share, self.relative))
        return (
            float(self.times[low[0]]) if len(low) else None,
            float(self.times[high[0]]) if len(high) else None,
        )

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


@dataclass(frozen=True, eq=False)
class GroupedKaplanMeier:
    """The estimates of several groups side by side: a row per group.

    times: days with a decision in any group, rising. share, relative: groups by times, as in KaplanMeier.
    n, pending: per group.
    """

    times: Numbers
    share: Numbers
    relative: Numbers
    n: NDArray[np.int64]
    pending: NDArray[np.int64]

    def medians(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return the median of each group and its interval; NaN where one is not reached."""
        low, high = _band_crosses_half(self.share, self.relative)
        reached = self.share <= 0.5 + _TIE
        return self._first(reached), self._first(low), self._first(high)

    def waiting_at(self, day: float) -> tuple[Numbers, Numbers, Numbers]:
        """Return the share of each group still waiting after this day, and its band; NaN without one."""
        index = int(np.searchsorted(self.times, day, side="right")) - 1
        if index < 0:
            none = np.full(len(self.n), np.nan)
            return np.ones(len(self.n)), none, none
        share, relative = self.share[:, index], self.relative[:, index]
        return share, _band(share, relative, Z), _band(share, relative, -Z)

    def _first(self, reached: NDArray[np.bool_]) -> Numbers:
        if not len(self.times):
            return np.full(len(self.n), np.nan)
        return np.where(reached.any(axis=1), self.times[reached.argmax(axis=1)], np.nan)


def kaplan_meier_by_group(leaving: NDArray[np.int64], deaths: NDArray[np.int64]) -> GroupedKaplanMeier:
    """Estimate for groups at once. leaving, deaths: groups by days 0 …: how many waited so long, and of
    them how many were decided."""
    n = leaving.sum(axis=1)
    at_risk = n[:, None] - (np.cumsum(leaving, axis=1) - leaving)
    times = np.flatnonzero(deaths.any(axis=0))
    met, risk = deaths[:, times].astype(np.float64), at_risk[:, times].astype(np.float64)
    nobody = np.zeros_like(met)
    product = np.cumprod(1 - np.divide(met, risk, out=nobody.copy(), where=met > 0), axis=1)
    with np.errstate(divide="ignore"):
        terms = np.divide(met, risk * (risk - met), out=nobody, where=met > 0)
    share: Numbers = np.where(product < _TIE, 0.0, product)
    relative: Numbers = np.sqrt(np.cumsum(terms, axis=1))
    return GroupedKaplanMeier(times.astype(np.float64), share, relative, n, n - deaths.sum(axis=1))


def _band(share: Numbers, relative: Numbers, z: float) -> Numbers:
    """One end of the log-log band; NaN where nobody is left or nothing was decided yet."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        edge: Numbers = share ** np.exp(z * relative / np.abs(np.log(share)))
    edge[share == 0] = np.nan
    return edge


def _band_crosses_half(share: Numbers, relative: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where the lower and the upper end of the band are one half or less.

    The same as comparing the ends, but on the scale on which they are straight, which takes a tenth of the
    time: S^exp(±z e) ≤ 1/2 where ±z e ≥ log(log 2 / -log S).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.abs(np.log(share))
        needed = np.log(np.log(2) / log) - _TIE
        reach = Z * relative / log
        crossed: tuple[NDArray[np.bool_], NDArray[np.bool_]] = (reach >= needed, -reach >= needed)
    return crossed


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
    return statistic, chi2_tail(statistic, len(difference))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
