"""Standard Cost Model, gold price and medians against reference results."""

from __future__ import annotations

import numpy as np
import pytest

from advocacy.analysis.cooperatives.gold_price import share_of_benchmark
from advocacy.analysis.licensing.standard_cost import price_per_application, yearly_burden
from advocacy.analysis.statistics.middle import median_with_interval


def test_standard_cost_model() -> None:
    price = price_per_application(12.5, [6, 3, 14, 2], [150, 0, 600, 50])
    assert price == pytest.approx(1112.5)
    assert yearly_burden(price, 420, 1) == pytest.approx(467_250)


def test_price_as_share_of_the_benchmark() -> None:
    assert share_of_benchmark(4100, 10, 0.875, 12, 1950) == pytest.approx(0.6228, abs=5e-5)


def test_the_median_interval_holds_the_median() -> None:
    values = np.random.default_rng(7).lognormal(5, 1, 400)
    middle, low, high = median_with_interval(values)
    assert low is not None
    assert high is not None
    assert low < middle < high
    ordered = np.sort(values)
    assert (np.searchsorted(ordered, low), np.searchsorted(ordered, high)) == (179, 220)


def test_few_values_have_no_interval() -> None:
    assert median_with_interval(np.array([3.0, 1.0, 2.0])) == (2.0, None, None)
