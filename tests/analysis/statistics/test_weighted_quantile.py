"""Weighted medians: by hand, in a domain, in clusters, and how often the interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.analysis.statistics.survey_design import SurveyDesign
from advocacy.analysis.statistics.weighted_quantile import weighted_quantile


def test_by_hand() -> None:
    values, weights = np.array([10.0, 20.0, 30.0, np.nan]), np.array([1.0, 1.0, 4.0, 9.0])
    design = SurveyDesign.of(4, weights)
    assert weighted_quantile(values, design) == (30.0, None, None)
    assert weighted_quantile(values, design, 1 / 3)[0] == 25.0  # exactly a third are at or below 20
    assert weighted_quantile(values, design, domain=values < 25)[0] == 15.0
    assert np.isnan(weighted_quantile(values, design, domain=values > 90)[0])


def test_a_simple_sample_is_near_the_exact_interval() -> None:
    values = np.random.default_rng(3).lognormal(5, 1, 400)
    found, exact = weighted_quantile(values, SurveyDesign.of(400)), median_with_interval(values)
    assert found[0] == exact[0]
    assert found[1:] == pytest.approx(exact[1:], rel=0.05)


def test_clusters_that_agree_inside_widen_the_interval() -> None:
    rng = np.random.default_rng(5)
    clusters = np.repeat(np.arange(12), 15)
    values = np.repeat(rng.normal(100, 20, 12), 15) + rng.normal(0, 1, 180)
    alone = weighted_quantile(values, SurveyDesign.of(180))
    together = weighted_quantile(values, SurveyDesign.of(180, clusters=clusters))
    assert (
        alone[1] is not None and alone[2] is not None and together[1] is not None and together[2] is not None
    )
    assert together[2] - together[1] > 1.5 * (alone[2] - alone[1])


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    held, rounds = 0, 300
    for _ in range(rounds):
        values = rng.lognormal(0, 1, 80)
        keep = rng.choice([1.0, 3.0], 80)  # weights that have nothing to do with the answer
        _, low, high = weighted_quantile(values, SurveyDesign.of(80, keep))
        assert low is not None and high is not None
        held += low <= 1.0 <= high
    assert 0.92 <= held / rounds <= 0.995


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_alike_weights_give_the_usual_median(values: list[float]) -> None:
    numbers = np.array(values)
    design = SurveyDesign.of(len(numbers), np.full(len(numbers), 3.0))
    assert weighted_quantile(numbers, design)[0] == pytest.approx(np.median(numbers))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_weight_is_as_many_people(people: list[tuple[int, int]]) -> None:
    values, weights = (np.array(column, dtype=float) for column in zip(*people, strict=True))
    repeated = np.repeat(values, weights.astype(int))
    found = weighted_quantile(values, SurveyDesign.of(len(values), weights))
    assert found[0] == pytest.approx(np.median(repeated))


def test_the_interval_holds_the_median_and_ends_may_be_open() -> None:
    values = np.arange(40, dtype=float)
    weights = np.tile([1.0, 2.0], 20)
    middle, low, high = weighted_quantile(values, SurveyDesign.of(40, weights))
    assert low is not None and high is not None and low < middle < high
    middle, low, high = weighted_quantile(
        np.arange(7, dtype=float), SurveyDesign.of(7, np.array([9.0] + [1.0] * 6))
    )
    assert (middle, low) == (0.0, None)


def test_nobody_who_counts() -> None:
    middle, low, high = weighted_quantile(np.array([1.0, 2.0]), SurveyDesign.of(2, np.zeros(2)))
    assert np.isnan(middle) and low is None and high is None
