"""Exact intervals of counts, against the tables everybody uses."""

from __future__ import annotations

import pytest

from advocacy.analysis.statistics.rate import poisson_interval, rate


@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_garwood(events: int, low: float, high: float) -> None:
    assert poisson_interval(events) == pytest.approx((low, high), abs=1e-4)


def test_rate_per_million_hours() -> None:
    value, low, high = rate(3, 1_500_000)
    assert value == pytest.approx(2.0)
    assert low < value < high


def test_no_exposure_no_rate() -> None:
    with pytest.raises(ValueError, match="exposure"):
        rate(1, 0)
    with pytest.raises(ValueError, match="negative"):
        poisson_interval(-1)
