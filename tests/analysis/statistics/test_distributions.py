"""Our quantiles and tails against those of scipy.stats, which is too heavy to load in the program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from advocacy.analysis.statistics import distributions

_SHARES = some.floats(0.0001, 0.9999)
_FREEDOM = some.floats(0.5, 5_000)
_VALUES = some.floats(0, 500)


def _same(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-300)


@given(_SHARES, _FREEDOM, _FREEDOM)
def test_quantiles(share: float, a: float, b: float) -> None:
    assert distributions.t_quantile(share, a) == pytest.approx(stats.t.ppf(share, a), rel=1e-9, abs=1e-12)
    assert distributions.beta_quantile(share, a, b) == _same(stats.beta.ppf(share, a, b))
    assert distributions.chi2_quantile(share, a) == _same(stats.chi2.ppf(share, a))


@given(_VALUES, _FREEDOM, _FREEDOM)
def test_tails(value: float, a: float, b: float) -> None:
    assert distributions.chi2_tail(value, a) == _same(stats.chi2.sf(value, a))
    assert distributions.f_tail(value, a, b) == pytest.approx(stats.f.sf(value, a, b), rel=1e-7, abs=1e-12)


@given(some.sampled_from([0.005, 0.025, 0.16, 0.975]), some.integers(1, 100_000))
def test_heads_of_a_fair_coin(share: float, n: int) -> None:
    assert distributions.fair_coin_quantile(share, n) == int(stats.binom.ppf(share, n, 0.5))


def test_the_usual_interval() -> None:
    assert _same(stats.norm.ppf(0.975)) == distributions.Z
