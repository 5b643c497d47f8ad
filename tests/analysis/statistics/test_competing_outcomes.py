"""The outcomes and waiting share out everybody, on every day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.statistics.competing_outcomes import cumulative_incidence
from advocacy.analysis.statistics.survival import kaplan_meier

_CASES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), min_size=1, max_size=60)


@given(_CASES)
def test_outcomes_and_waiting_add_up(cases: list[tuple[int, int]]) -> None:
    waited, causes = zip(*cases, strict=True)
    found = cumulative_incidence(waited, causes, 3)
    km = kaplan_meier(waited, [cause > 0 for cause in causes])
    assert np.allclose(sum(one.share for one in found) + km.share, 1.0)
    for one in found:
        assert (np.diff(one.share) >= -1e-12).all()
        shown = ~np.isnan(one.low)
        assert (one.low[shown] <= one.share[shown] + 1e-9).all()
        assert (one.high[shown] >= one.share[shown] - 1e-9).all()
        assert one.met + one.pending <= one.n == len(cases)


def test_one_cause_is_one_minus_kaplan_meier_with_its_error() -> None:
    waited = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9]
    causes = [1, 1, 0, 1, 0, 1, 0, 1, 1, 0]
    (only,) = cumulative_incidence(waited, causes, 1)
    km = kaplan_meier(waited, [cause == 1 for cause in causes])
    assert np.allclose(only.share, 1 - km.share)
    error = np.log(-np.log(only.high)) - np.log(-np.log(only.share))
    assert np.allclose(np.abs(error) / 1.959964 * only.share * -np.log(only.share), km.error, rtol=1e-4)


def test_without_pending_it_is_the_share_of_all() -> None:
    granted, refused = cumulative_incidence([5, 6, 7, 8], [1, 2, 1, 1], 2)
    assert granted.by(7)[0] == pytest.approx(0.5)
    assert refused.by(100)[0] == pytest.approx(0.25)
    assert granted.by(1) == (0.0, None, None)


def test_nobody_decided() -> None:
    granted, refused = cumulative_incidence([3, 4], [0, 0], 2)
    assert granted.by(10)[0] == refused.by(10)[0] == 0.0
    assert granted.pending == 2


@pytest.mark.parametrize("waited", [[-1.0], [float("nan")]])
def test_impossible_durations_are_refused(waited: list[float]) -> None:
    with pytest.raises(ValueError, match="durations"):
        cumulative_incidence(waited, [1], 1)
