"""Weights meet the register, are cut openly, and are refused where nobody can stand for a group."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.statistics.weighting import post_stratified, raked


def test_post_stratification_gives_each_group_its_size() -> None:
    groups = np.array([0, 0, 0, 1])
    weights = post_stratified(groups, [50, 50])
    assert weights.mean() == pytest.approx(1.0)
    assert weights[groups == 0].sum() == pytest.approx(weights[groups == 1].sum())


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), min_size=30, max_size=200))
def test_raking_meets_every_margin(people: list[tuple[int, int]]) -> None:
    one, other = (np.array(column) for column in zip(*people, strict=True))
    if len(np.unique(one)) < 3 or len(np.unique(other)) < 2:
        return
    if len(set(people)) < 6:
        return  # an empty cell can make two margins contradict each other
    found = raked({"region": (one, [3, 2, 1]), "gender": (other, [1, 1])}, largest=1e9)
    assert found.is_close and found.trimmed == 0
    share = np.bincount(one, weights=found.weights) / found.weights.sum()
    assert share == pytest.approx([1 / 2, 1 / 3, 1 / 6], abs=1e-6)


def test_large_weights_are_cut_and_told() -> None:
    groups = np.array([0] * 99 + [1])
    found = raked({"region": (groups, [1, 1])}, largest=5)
    assert found.trimmed == 1 and not found.is_close
    assert found.weights.max() <= 5.6


def test_a_group_nobody_speaks_for() -> None:
    with pytest.raises(ValueError, match="nobody"):
        post_stratified(np.array([0, 0]), [1, 1])
    with pytest.raises(ValueError, match="nobody"):
        raked({"region": (np.array([0, 0]), [1, 1])})
