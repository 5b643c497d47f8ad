"""Means, totals and shares of a sample with weights, strata, clusters and a finite population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.statistics.distributions import beta_quantile, t_quantile

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SurveyDesign:
    """How the rows were drawn. One entry per row.

    weights: people each row stands for, above 0. strata, clusters: numbers of the groups; without strata all
    are one, without clusters each row is its own. population: size of each row's stratum in clusters (or in
    people where rows are drawn singly), for the finite population correction; NaN or None: not corrected.
    cluster_size: people in each row's cluster, where a few were drawn from each cluster of a population of
    known size; NaN or None: few of very many. post_strata: numbers of the groups whose sizes in the register
    the weights meet.
    """

    weights: Numbers
    strata: NDArray[np.int64]
    clusters: NDArray[np.int64]
    population: Numbers | None = None
    cluster_size: Numbers | None = None
    post_strata: NDArray[np.int64] | None = None

    @classmethod
    def of(
        cls,
        n: int,
        weights: Numbers | None = None,
        strata: NDArray[np.int64] | None = None,
        clusters: NDArray[np.int64] | None = None,
        population: Numbers | None = None,
        cluster_size: Numbers | None = None,
        post_strata: NDArray[np.int64] | None = None,
    ) -> SurveyDesign:
        """Return a design of n rows in which what is not given is simple."""
        return cls(
            np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64),
            np.zeros(n, dtype=np.int64) if strata is None else np.asarray(strata, dtype=np.int64),
            np.arange(n, dtype=np.int64) if clusters is None else np.asarray(clusters, dtype=np.int64),
            None if population is None else np.asarray(population, dtype=np.float64),
            None if cluster_size is None else np.asarray(cluster_size, dtype=np.float64),
            None if post_strata is None else np.asarray(post_strata, dtype=np.int64),
        )

    def __len__(self) -> int:
        return len(self.weights)

    @property
    def is_simple(self) -> bool:
        """Whether rows were drawn singly and count alike, without strata."""
        return (
            bool(np.all(self.weights == self.weights[:1]))
            and len(np.unique(self.strata)) <= 1
            and len(np.unique(self.clusters)) == len(self)
        )

    @property
    def degrees_of_freedom(self) -> int:
        """Clusters less strata."""
        pairs = np.unique(np.stack([self.strata, self.clusters]), axis=1)
        return max(0, int(pairs.shape[1]) - len(np.unique(self.strata)))


@dataclass(frozen=True)
class Estimated:
    """A mean, total or share. effective_n and design_effect compare it with a simple random sample."""

    value: float
    standard_error: float
    degrees_of_freedom: int
    effective_n: float
    design_effect: float

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % by Student's t; None without degrees of freedom."""
        if self.degrees_of_freedom < 1 or np.isnan(self.standard_error):
            return None
        half = t_quantile(0.975, self.degrees_of_freedom) * self.standard_error
        return self.value - half, self.value + half


def mean(values: Numbers, design: SurveyDesign, domain: NDArray[np.bool_] | None = None) -> Estimated:
    """Return the weighted mean, of a domain where one is given.

    Standard error by Taylor linearisation with clusters drawn with replacement within strata, less the finite
    population correction (Lumley, Complex Surveys, 2010, appendix B). Rows outside a domain stay in the
    design with a zero, so that a domain of random size has its full variance. NaN where nobody is in it.
    """
    inside = np.ones(len(design), dtype=bool) if domain is None else domain
    inside = inside & ~np.isnan(values)
    known = np.where(inside, values, 0.0)
    weights = np.where(inside, design.weights, 0.0)
    total = float(weights.sum())
    if total <= 0:
        return Estimated(np.nan, np.nan, 0, 0.0, np.nan)
    average = float((weights * known).sum() / total)
    error = float(np.sqrt(_variance_of_total(weights * (known - average) / total, design)))
    n = int(inside.sum())
    spread = float((weights * (known - average) ** 2).sum() / total)
    effective = spread / error**2 if error > 0 else float(n)
    return Estimated(
        average, error, design.degrees_of_freedom, effective, n / effective if effective else np.nan
    )


def total(values: Numbers, design: SurveyDesign) -> Estimated:
    """Return the estimated sum over the population; rows without a value count as outside the domain."""
    contributions = design.weights * np.nan_to_num(values)
    error = float(np.sqrt(_variance_of_total(contributions, design)))
    n = int((~np.isnan(values)).sum())
    return Estimated(float(contributions.sum()), error, design.degrees_of_freedom, float(n), np.nan)


def korn_graubard(estimated: Estimated, n: int, *, is_corrected: bool = False) -> tuple[float, float] | None:
    """95 % interval of a share from a sample that was not simple (Korn and Graubard, 1998).

    The exact interval of Clopper and Pearson with the effective sample size, adjusted for the degrees of
    freedom and not above n, unless the design corrects for a finite population (is_corrected). A share of 0
    or 1 has no variance; then n itself is used. n: answers. None without degrees of freedom. Source: Survey
    Methodology 24, 193-201.
    """
    share, freedom = estimated.value, estimated.degrees_of_freedom
    if freedom < 1 or np.isnan(share) or n < 2:
        return None
    size = float(n) if share in (0.0, 1.0) or not estimated.standard_error else estimated.effective_n
    size *= (t_quantile(0.025, n - 1) / t_quantile(0.025, freedom)) ** 2
    if not is_corrected:
        size = min(size, float(n))
    yes, no = size * share, size * (1 - share)
    low = 0.0 if yes <= 0 else beta_quantile(0.025, yes, no + 1)
    high = 1.0 if no <= 0 else beta_quantile(0.975, yes + 1, no)
    return low, high


def kish(weights: Numbers) -> tuple[float, float]:
    """Return effective n and design effect of the weights alone (Kish, Survey Sampling, 1965, 11.7)."""
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    return effective, len(weights) / effective


def covariance_of_totals(contributions: Numbers, design: SurveyDesign) -> Numbers:
    """Return the covariance of the sums of what each row contributes; a column per sum.

    Where people were drawn within clusters and both sizes are known, the second stage is added (Särndal,
    Swensson and Wretman, Model Assisted Survey Sampling, 1992, result 4.3.1); with weights that meet the
    register, each contribution counts by its distance from those of its group (same, section 7.6). A stratum
    with a single cluster is compared with the mean of all clusters, which errs on the safe side.
    """
    contributions = _beside_post_strata(contributions, design)
    pairs, place = np.unique(np.stack([design.strata, design.clusters]), axis=1, return_inverse=True)
    place = np.asarray(place).reshape(-1)
    sums = np.zeros((pairs.shape[1], contributions.shape[1]))
    np.add.at(sums, place, contributions)
    covariance: Numbers = np.zeros((contributions.shape[1],) * 2)
    drawn = np.zeros(pairs.shape[1])  # per cluster: the share of the clusters of its stratum that were drawn
    for stratum in np.unique(pairs[0]):
        mine = pairs[0] == stratum
        m = int(mine.sum())
        if design.population is not None:
            drawn[mine] = _share_drawn(m, design.population[design.strata == stratum][:1])
        middle = sums[mine].mean(axis=0) if m > 1 else sums.mean(axis=0)
        away, left = sums[mine] - middle, m / (m - 1) if m > 1 else 1.0
        covariance += left * (1 - drawn[mine][0]) * (away.T @ away)
    if design.cluster_size is not None:
        covariance += _within_clusters(contributions, place, drawn, design.cluster_size)
    return covariance


def _share_drawn(count: Numbers | int, size: Numbers) -> Numbers:
    """The share of a population that was drawn; 0 where its size is not known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Numbers = np.where(size > 0, np.minimum(1.0, count / size), 0.0)
    return share


def _within_clusters(
    contributions: Numbers, place: NDArray[np.int64], drawn: Numbers, size: Numbers
) -> Numbers:
    """What drawing people within the clusters adds: place is each row's cluster, drawn the share of those."""
    count = np.bincount(place).astype(np.float64)
    alone = count == 1
    sums = np.zeros((len(count), contributions.shape[1]))
    np.add.at(sums, place, contributions)
    middle = np.where(alone[:, None], contributions.mean(axis=0), sums / count[:, None])
    size_of = np.full(len(count), np.nan)
    size_of[place] = size
    left = np.where(alone, 1.0, count / np.maximum(count - 1, 1.0)) * (1 - _share_drawn(count, size_of))
    away = contributions - middle[place]
    added: Numbers = (away * (drawn * left)[place][:, None]).T @ away
    return added


def _beside_post_strata(contributions: Numbers, design: SurveyDesign) -> Numbers:
    """The contributions less what the known sizes of the groups already fix."""
    if design.post_strata is None:
        return contributions
    groups = design.post_strata
    people = np.bincount(groups, weights=design.weights)
    sums = np.zeros((len(people), contributions.shape[1]))
    np.add.at(sums, groups, contributions)
    means = np.divide(sums, people[:, None], out=np.zeros_like(sums), where=people[:, None] > 0)
    beside: Numbers = contributions - design.weights[:, None] * means[groups]
    return beside


def _variance_of_total(contributions: Numbers, design: SurveyDesign) -> float:
    return float(covariance_of_totals(contributions[:, None], design)[0, 0])
