"""Shares: reference intervals, 0 and all, weights, clusters."""

from __future__ import annotations

import json

import numpy as np
import pytest

from advocacy.analysis.statistics.proportion import clopper_pearson, ratio_of_sums, weighted_share, wilson
from tests.shared_data import REFERENCE, needs_shared_data

CASES = {
    (81, 263): ((0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148): ((0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20): ((0.0, 0.1611), (0.0, 0.1684)),
    (1, 29): ((0.0061, 0.1718), (0.0009, 0.1776)),
    (29, 29): ((0.8830, 1.0), (0.8806, 1.0)),
}


@pytest.mark.parametrize(("counts", "intervals"), CASES.items())
def test_intervals_of_newcombe(counts: tuple[int, int], intervals: tuple[tuple[float, float], ...]) -> None:
    assert wilson(*counts) == pytest.approx(intervals[0], abs=6e-5)
    assert clopper_pearson(*counts) == pytest.approx(intervals[1], abs=6e-5)


@needs_shared_data
def test_the_reference_file_says_the_same() -> None:
    golden = json.loads((REFERENCE / "golden_numbers.json").read_text("utf-8"))
    for text, intervals in golden["prop"].items():
        few, all_ = map(int, text.split("/"))
        assert wilson(few, all_) == pytest.approx(intervals["wilson"], abs=6e-5)
        assert clopper_pearson(few, all_) == pytest.approx(intervals["clopper_pearson"], abs=6e-5)
    one = golden["weighted"]
    share = weighted_share(one["y"], one["w"])
    assert share.share == pytest.approx(one["p"])
    assert share.effective_n == pytest.approx(one["kish_neff"], abs=1e-6)
    assert share.design_effect == pytest.approx(one["kish_deff"], abs=1e-6)
    assert share.standard_error == pytest.approx(one["se_linearised_wr"], abs=1e-6)


@pytest.mark.parametrize(("few", "all_"), [(0, 0), (3, 2), (-1, 5)])
def test_impossible_shares_are_refused(few: int, all_: int) -> None:
    with pytest.raises(ValueError, match="denominator"):
        wilson(few, all_)


def test_a_ratio_over_one_unit_has_no_interval() -> None:
    assert ratio_of_sums(np.array([3.0]), np.array([10.0])) == (0.3, None, None)


def test_units_that_are_all_alike_have_a_narrow_interval() -> None:
    ratio, low, high = ratio_of_sums(np.array([2.0, 4.0, 6.0]), np.array([10.0, 20.0, 30.0]))
    assert (ratio, low, high) == pytest.approx((0.2, 0.2, 0.2))


def test_intervals_stay_between_none_and_all() -> None:
    _, low, high = ratio_of_sums(np.array([0.0, 10.0]), np.array([10.0, 10.0]))
    assert low == 0
    assert high == 1
