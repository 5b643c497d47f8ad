"""Counts as multiples of five: alike everywhere, and nothing beside them that tells more."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.findings import findings
from advocacy.analysis.protection.differencing import counts_of, differences
from advocacy.analysis.protection.disclosure import protect
from advocacy.analysis.protection.rounding import rounded_curve
from advocacy.analysis.protection.suppression import rounded
from advocacy.analysis.statistics.proportion import wilson
from advocacy.brief.compose import compose
from advocacy.workspace import Protection, Workspace, state
from advocacy.workspace.exported import Exported
from tests.makers import cases, workspace

_K = 5


def _share(found: int, n: int) -> Finding:
    low, high = wilson(found, n)
    one = Estimate(value=found / n, low=low, high=high, numerator=found, denominator=n, n=n)
    return Finding("x", "X", "h", Unit.SHARE, Chart.NUMBER, "b", (one,), "m")


@given(st.integers(1, 400), st.data())
def test_a_share_tells_no_more_than_the_rounded_counts(n: int, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, n))
    one = protect(_share(found, n), _K, Protection.ROUND).estimates[0]
    if not rounded(n):
        assert one.state is State.SUPPRESSED
        return
    assert one.value == rounded(found) / rounded(n)
    assert (one.low, one.high) == wilson(rounded(found), rounded(n))
    assert (one.n, one.numerator, one.denominator) == (rounded(n), rounded(found), rounded(n))


@given(st.floats(0, 1), st.integers(3, 300))
def test_a_share_that_is_no_quotient_of_counts_stands_on_the_same_steps(value: float, n: int) -> None:
    one = Estimate(value=value, low=value / 2, high=(1 + value) / 2, n=n, denominator=n)
    made = Finding("x", "X", "h", Unit.SHARE, Chart.NUMBER, "b", (one,), "m")
    said = protect(made, _K, Protection.ROUND).estimates[0]
    assert said.value is not None and said.low is not None and said.high is not None
    fives = said.value * rounded(n) / 5
    assert said.value == 1 or fives == pytest.approx(round(fives))
    assert said.low <= value / 2 + 1e-9 and said.high >= (1 + value) / 2 - 1e-9


@pytest.mark.parametrize(("unit", "n", "state_"), [(Unit.DAYS, 4, "suppressed"), (Unit.DAYS, 5, "shown")])
def test_a_median_of_few_is_hidden_all_the_same(unit: Unit, n: int, state_: str) -> None:
    made = Finding("x", "X", "h", unit, Chart.NUMBER, "b", (Estimate(value=9.0, n=n),), "m")
    said = protect(made, _K, Protection.ROUND)
    assert said.estimates[0].state.value == state_
    assert said.rounded_to == 5


def test_a_curve_steps_by_five_people() -> None:
    people = 43
    times = tuple(float(day) for day in range(people + 1))
    share = tuple(1 - day / people for day in range(people + 1))
    curve = Curve("", "", times, share, share, share, people, 3)
    said = rounded_curve(curve)
    assert (said.n, said.pending) == (45, 5)
    assert len(said.times) < 12 and said.share[0] == 1
    assert all(step == pytest.approx(round(step * 9) / 9) for step in said.share)
    assert rounded_curve(replace(curve, n=2)).times == ()


def _held(people: int, late: int = 12, k: int = _K) -> Workspace:
    filed = [date(2024, 1, 1) + timedelta(days=i % 50) for i in range(people)]
    decided = [None if i < late else day + timedelta(days=20 + i % 90) for i, day in enumerate(filed)]
    regions = [f"R{i % 3}" for i in range(people)]
    hurdles = [None if i % 41 == 0 else "fees" if i % 3 else "distance fees" for i in range(people)]
    fees = [1000.0 + 7 * i for i in range(people)]
    made = cases(
        filed,
        decided,
        region=regions,
        hurdles=hurdles,
        official_fee=fees,
        travel_cost=fees,
        currency=["KTS"] * people,
    )
    held = workspace(made, data_date=date(2024, 12, 31), limit=60, k=k)
    return replace(held, settings=replace(held.settings, protection=Protection.ROUND))


def test_no_exact_count_stands_in_a_rounded_brief() -> None:
    """Of 123 applications, 12 pending: neither stands anywhere, nor any other count that is no five."""
    held = _held(123)
    found = findings(held)
    assert found and all(one.rounded_to == 5 for one in found)
    text = repr(compose(held, found).blocks)
    assert "125" in text
    for one in found:
        assert not re.search(r"\b(12|111|120)\b of", " ".join([one.headline, *one.caveats]))
        for estimate in one.estimates:
            assert all(
                not count or count % 5 == 0 for count in (estimate.n, estimate.missing, estimate.pending)
            )
    assert "rounded to the nearest multiple of 5" in text


def test_the_rule_is_kept_in_the_file_and_older_files_open() -> None:
    held = _held(30)
    name, stored = state.written(held)
    assert state.read(stored[name], stored.__getitem__).settings.protection is Protection.ROUND
    old = state._unpacked(stored[name])
    del old["settings"]["protection"]
    opened = state.read(state._packed(old), stored.__getitem__)
    assert opened.settings.protection is Protection.SUPPRESS


def test_rounded_editions_are_not_warned_of_and_exact_ones_are() -> None:
    first, later = _held(40), _held(41)
    told = (Exported("2024-05-01", "brief.pdf", counts_of(findings(first))),)
    assert differences(replace(later, exported=told), findings(later)) == ()
    exact = [
        replace(one, settings=replace(one.settings, protection=Protection.SUPPRESS)) for one in (first, later)
    ]
    told = (Exported("2024-05-01", "brief.pdf", counts_of(findings(exact[0]))),)
    assert differences(replace(exact[1], exported=told), findings(exact[1]))


def _located(trials: int, *, is_rounding: bool) -> tuple[float, float]:
    """How often two editions that differ by one case show where it lies: by one field, and by both of two.

    200 cases by a field of six groups and one of five, each split printed by itself, as a brief does. The
    reader subtracts; by one field he has found the case where one group differs, and it is the right one.
    """
    rng = np.random.default_rng(4)

    def printed(counts: np.ndarray) -> np.ndarray:
        return np.array([rounded(count) for count in counts]) if is_rounding else counts

    once = twice = 0
    for _ in range(trials):
        before = rng.multinomial(200, rng.dirichlet(np.ones(30))).reshape(6, 5)
        after = before.copy()
        row, column = rng.integers(6), rng.integers(5)
        after[row, column] += 1
        told = [
            np.flatnonzero(printed(before.sum(axis=axis)) != printed(after.sum(axis=axis))).tolist()
            == [place]
            for axis, place in ((1, row), (0, column))
        ]
        once += told[0]
        twice += all(told)
    return once / trials, twice / trials


def test_one_case_more_is_always_found_in_exact_counts() -> None:
    assert _located(50, is_rounding=False) == (1, 1)


@pytest.mark.soak
def test_one_case_more_is_seldom_found_in_rounded_counts() -> None:
    """A group steps for every fifth case; the cell of a person in two fields is found in one of 25."""
    once, twice = _located(int(os.environ.get("GROUNDSWELL_EDITIONS", "20000")), is_rounding=True)
    print(f"by one field {once:.1%}, by two {twice:.1%}")
    assert twice <= 0.05
    assert once <= 0.25
