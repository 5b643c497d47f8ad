"""The median with weights is the usual one where all weigh alike, and does not break on odd input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.middle import weighted_median, weighted_quantile
from advocacy.analysis.survey_design import SurveyDesign


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_alike_weights_give_the_usual_median(values: list[float]) -> None:
    numbers = np.array(values)
    assert weighted_quantile(numbers, np.full(len(numbers), 3.0), 0.5) == pytest.approx(np.median(numbers))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_weight_is_as_many_people(people: list[tuple[int, int]]) -> None:
    values, weights = (np.array(column, dtype=float) for column in zip(*people, strict=True))
    repeated = np.repeat(values, weights.astype(int))
    assert weighted_quantile(values, weights, 0.5) == pytest.approx(np.median(repeated))


def test_the_interval_holds_the_median_and_ends_may_be_open() -> None:
    values = np.arange(40, dtype=float)
    weights = np.tile([1.0, 2.0], 20)
    middle, low, high = weighted_median(values, SurveyDesign.of(40, weights))
    assert low is not None and high is not None and low < middle < high
    middle, low, high = weighted_median(
        np.arange(7, dtype=float), SurveyDesign.of(7, np.array([9.0] + [1.0] * 6))
    )
    assert (middle, low) == (0.0, None)


def test_nobody_who_counts() -> None:
    middle, low, high = weighted_median(np.array([1.0, 2.0]), SurveyDesign.of(2, np.zeros(2)))
    assert np.isnan(middle) and low is None and high is None
    with pytest.raises(ValueError, match="nobody"):
        weighted_quantile(np.array([1.0]), np.zeros(1), 0.5)
