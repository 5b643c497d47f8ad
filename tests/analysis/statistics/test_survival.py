"""Kaplan-Meier and log-rank: reference results, ties, nobody decided, nobody at all."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.statistics.survival import kaplan_meier, log_rank
from tests.shared_data import REFERENCE, needs_shared_data

# Freireich et al., Blood 21 (1963): remission of leukaemia, weeks; the classic example of the method.
SIX_MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SIX_MP_EVENTS = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_classic_example_is_reproduced() -> None:
    km = kaplan_meier(SIX_MP, [bool(e) for e in SIX_MP_EVENTS])
    assert km.median == 23
    assert km.median_interval == (13.0, None)
    assert km.waiting_at(10)[0] == pytest.approx(0.752941, abs=1e-6)
    assert km.waiting_at(23)[0] == pytest.approx(0.448179, abs=1e-6)
    assert km.pending == 12
    assert kaplan_meier(PLACEBO, [True] * 21).median == 8


def test_log_rank_of_the_classic_example() -> None:
    days = np.array([*SIX_MP, *PLACEBO], dtype=float)
    events = np.array([*SIX_MP_EVENTS, *[1] * 21], dtype=bool)
    groups = np.repeat([0, 1], 21)
    tested = log_rank(days, events, groups)
    assert tested is not None
    assert tested[0] == pytest.approx(16.7929, abs=1e-4)
    assert tested[1] == pytest.approx(4.168809e-05, rel=1e-5)


@needs_shared_data
def test_the_reference_file_says_the_same() -> None:
    golden = json.loads((REFERENCE / "golden_numbers.json").read_text("utf-8"))
    one = golden["km_6mp"]
    km = kaplan_meier(one["times"], [bool(e) for e in one["events"]])
    assert km.median == one["median"]
    assert list(km.median_interval) == one["median_ci_loglog"]
    assert km.waiting_at(10)[0] == pytest.approx(one["S(10)"], abs=1e-6)
    assert kaplan_meier(golden["km_placebo"]["times"], [True] * 21).median == golden["km_placebo"]["median"]


def test_nobody_decided_is_not_reached() -> None:
    km = kaplan_meier([5.0, 9.0], [False, False])
    assert km.median is None
    assert km.median_interval == (None, None)
    assert km.waiting_at(9) == (1.0, None, None)


def test_nobody_at_all() -> None:
    km = kaplan_meier([], [])
    assert (km.n, km.pending, km.median) == (0, 0, None)


def test_all_decided_on_the_day_of_application() -> None:
    km = kaplan_meier([0.0, 0.0, 0.0], [True, True, True])
    assert km.median == 0
    assert km.waiting_at(0)[0] == 0


@pytest.mark.parametrize("days", [[-1.0, 2.0], [float("nan"), 2.0], [1.0]])
def test_wrong_durations_are_refused(days: list[float]) -> None:
    with pytest.raises(ValueError, match="durations"):
        kaplan_meier(days, [True, True])


def test_log_rank_needs_two_groups_and_a_decision() -> None:
    days = np.array([1.0, 2.0])
    assert log_rank(days, np.array([True, True]), np.array([0, 0])) is None
    assert log_rank(days, np.array([False, False]), np.array([0, 1])) is None


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=60))
def test_the_curve_falls_and_stays_in_its_band(cases: list[tuple[int, bool]]) -> None:
    km = kaplan_meier([float(d) for d, _ in cases], [e for _, e in cases])
    assert (np.diff(km.share) < 1e-12).all()
    known = ~np.isnan(km.low)
    assert (km.low[known] <= km.share[known] + 1e-9).all()
    assert (km.share[known] <= km.high[known] + 1e-9).all()
    if not km.pending:
        assert km.median == sorted(d for d, _ in cases)[(len(cases) - 1) // 2]
