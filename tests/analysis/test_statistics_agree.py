"""Our statistics against those of scipy, on whatever data hypothesis thinks of."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, binomtest, chi2, ecdf, logrank

from advocacy.analysis.statistics.competing_outcomes import cumulative_incidence
from advocacy.analysis.statistics.crosstab import crosstab
from advocacy.analysis.statistics.proportion import clopper_pearson, weighted_share, wilson
from advocacy.analysis.statistics.rate import poisson_interval
from advocacy.analysis.statistics.survey_design import SurveyDesign, mean, total
from advocacy.analysis.statistics.survival import kaplan_meier, log_rank
from advocacy.analysis.statistics.weighted_quantile import weighted_quantile

_CASES = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=50)
_OUTCOMES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=1, max_size=50)
_ANSWERS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([0.5, 1.0, 2.0, 7.0]), st.integers(0, 3), st.booleans()),
    min_size=8,
    max_size=60,
)


def _parted(cases: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    days, decided = zip(*cases, strict=True)
    return np.array(days, dtype=float), np.array(decided, dtype=bool)


def _censored(days: np.ndarray, decided: np.ndarray) -> CensoredData:
    return CensoredData(uncensored=days[decided], right=days[~decided])


@given(_CASES)
def test_the_curve(cases: list[tuple[int, bool]]) -> None:
    """Ties, days of zero, one case, nobody decided: the share waiting after every day, and its error."""
    days, decided = _parted(cases)
    km = kaplan_meier(days, decided)
    if not decided.any():
        assert len(km.times) == 0 and km.median is None and km.pending == len(days)
        return
    theirs = ecdf(_censored(days, decided)).sf
    for day in range(22):
        assert km.waiting_at(day)[0] == pytest.approx(float(theirs.evaluate(day)), abs=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of the days on which the band is not defined
        band = theirs.confidence_interval(method="log-log")
    places = np.searchsorted(theirs.quantiles, km.times)
    inside = (km.share > 0) & (km.share < 1)
    assert km.low[inside] == pytest.approx(band.low.probabilities[places][inside])
    assert km.high[inside] == pytest.approx(band.high.probabilities[places][inside])


@given(_CASES, _CASES)
def test_the_comparison_of_two_curves(one: list[tuple[int, bool]], other: list[tuple[int, bool]]) -> None:
    (days, decided), (more, also) = _parted(one), _parted(other)
    groups = np.repeat([0, 1], [len(days), len(more)])
    tested = log_rank(np.concatenate([days, more]), np.concatenate([decided, also]), groups)
    if tested is None:
        return
    theirs = logrank(_censored(days, decided), _censored(more, also))
    assert tested[0] == pytest.approx(theirs.statistic**2, rel=1e-6, abs=1e-9)
    assert tested[1] == pytest.approx(theirs.pvalue, rel=1e-6, abs=1e-9)


@given(_OUTCOMES)
def test_outcomes_and_waiting_are_everybody_on_every_day(cases: list[tuple[int, int]]) -> None:
    days, causes = zip(*cases, strict=True)
    found = cumulative_incidence(days, causes, 3)
    km = kaplan_meier(days, [cause > 0 for cause in causes])
    for day in range(14):
        everybody = sum(one.by(day)[0] for one in found) + km.waiting_at(day)[0]
        assert everybody == pytest.approx(1.0)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_intervals_of_a_share(counts: tuple[int, int]) -> None:
    few, whole = counts
    theirs = binomtest(few, whole)
    assert wilson(few, whole) == pytest.approx(tuple(theirs.proportion_ci(method="wilson")), abs=1e-9)
    assert clopper_pearson(few, whole) == pytest.approx(tuple(theirs.proportion_ci(method="exact")), abs=1e-9)


@given(st.integers(0, 500))
def test_interval_of_a_count(events: int) -> None:
    low, high = poisson_interval(events)
    assert low == (0.0 if not events else pytest.approx(chi2.ppf(0.025, 2 * events) / 2))
    assert high == pytest.approx(chi2.ppf(0.975, 2 * (events + 1)) / 2)


@given(_ANSWERS, st.sampled_from([1e-3, 0.37, 12.0, 1e6]))
def test_weights_count_only_beside_each_other(
    answers: list[tuple[int, float, int, bool]], factor: float
) -> None:
    values, weights, groups, yes = (np.array(column) for column in zip(*answers, strict=True))
    values = values.astype(float)
    one = SurveyDesign.of(len(values), weights, clusters=groups)
    other = SurveyDesign.of(len(values), weights * factor, clusters=groups)
    mine, theirs = mean(values, one), mean(values, other)
    assert mine.value == pytest.approx(theirs.value)
    assert mine.standard_error == pytest.approx(theirs.standard_error, abs=1e-9)
    assert total(values, other).value == pytest.approx(factor * total(values, one).value)
    share, scaled = weighted_share(yes, weights), weighted_share(yes, weights * factor)
    assert (share.share, share.effective_n) == pytest.approx((scaled.share, scaled.effective_n))
    assert weighted_quantile(values, one)[0] == weighted_quantile(values, other)[0]
    tables = [crosstab(groups, yes.astype(np.int64), design, (4, 2)) for design in (one, other)]
    assert tables[0].row_shares == pytest.approx(tables[1].row_shares, nan_ok=True)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=40))
def test_a_weight_is_so_many_people(answers: list[tuple[int, int]]) -> None:
    """Equal weights give the usual median, and a weight of three that of three people."""
    values, weights = (np.array(column, dtype=float) for column in zip(*answers, strict=True))
    each = np.repeat(values, weights.astype(int))
    found = weighted_quantile(values, SurveyDesign.of(len(values), weights))
    assert found[0] == np.median(each)
    alike = weighted_quantile(values, SurveyDesign.of(len(values)))
    assert alike[0] == np.median(values)
    if alike[1] is not None and alike[2] is not None:
        assert alike[1] <= alike[0] <= alike[2]
