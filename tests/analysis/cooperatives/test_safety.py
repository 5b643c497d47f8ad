"""Injuries: events and exposure of the same returns, exact intervals, a fallback that says what it is."""

from __future__ import annotations

import pytest

from advocacy.analysis.findings import finding, findings
from tests.analysis.cooperative_workspaces import Q1, Q2, YEAR, each, held


def test_events_without_hours_do_not_enter_a_rate_per_hours() -> None:
    rows = each(6, Q1, accidents=2, hours_worked=10_000.0) + each(6, Q2, accidents=90, hours_worked=None)
    found = finding(held(rows), "cooperatives.accident_rate").overall
    assert found is not None
    assert (found.numerator, found.denominator) == (12, 60_000)
    assert found.value == pytest.approx(200.0)
    assert found.low == pytest.approx(103.3, abs=0.1) and found.high == pytest.approx(349.4, abs=0.1)


def test_accidents_without_an_hour_of_work_contradict_themselves() -> None:
    rows = [
        *each(6, Q1, accidents=2, hours_worked=10000.0),
        ("C00", Q2, {"accidents": 3, "hours_worked": 0.0}),
    ]
    found = finding(held(rows), "cooperatives.accident_rate")
    assert found.overall is not None and found.overall.numerator == 12
    assert "accidents without an hour of work" in " ".join(found.caveats)


def test_deaths_per_members_where_hours_are_missing() -> None:
    """12 deaths among 600 members in a year; a quarter weighs a quarter of a year."""
    found = finding(held(each(6, YEAR, fatalities=2, members=100)), "cooperatives.fatal_incidence").overall
    assert found is not None
    assert found.value == pytest.approx(12 / 600 * 1000, rel=0.01)
    quarter = finding(held(each(6, Q1, fatalities=2, members=100)), "cooperatives.fatal_incidence").overall
    assert quarter is not None and quarter.value == pytest.approx(4 * 20, rel=0.01)


def test_with_all_hours_there_is_no_need_of_members() -> None:
    rows = each(6, Q1, fatalities=2, members=100, hours_worked=10_000.0)
    assert "cooperatives.fatal_incidence" not in [one.code for one in findings(held(rows))]


def test_without_an_end_of_the_period_there_is_no_incidence() -> None:
    rows = [(code, (span[0], None), more) for code, span, more in each(6, Q1, fatalities=2, members=100)]
    codes = [one.code for one in findings(held(rows))]
    assert "cooperatives.fatal_incidence" not in codes and "cooperatives.fatality_rate" in codes


def test_a_year_without_an_end_beside_its_quarters_counts_once() -> None:
    rows = each(6, Q1, Q2, accidents=3)
    rows += [(code, (Q1[0], None), {"accidents": 6}) for code, *_ in each(6, Q1)]
    found = finding(held(rows), "cooperatives.accident_rate")
    assert found.overall is not None and found.overall.value == 36.0
    assert "6 returns report days that others" in " ".join(found.caveats)


def test_a_return_without_any_day_stands_alone_or_not_at_all() -> None:
    rows = [*each(6, Q1, accidents=3), ("C00", (None, None), {"accidents": 50})]
    rows += [("D0", (None, None), {"accidents": 7})]
    found = finding(held(rows), "cooperatives.accident_rate")
    assert found.overall is not None and (found.overall.value, found.overall.n) == (25.0, 7)
    assert "1 return without a period stands beside others" in " ".join(found.caveats)


def test_few_events_are_told() -> None:
    rows = each(6, Q1, fatalities=0, hours_worked=10_000.0)
    found = finding(held(rows), "cooperatives.fatality_rate")
    assert found.overall is not None
    assert (found.overall.value, found.overall.low) == (0.0, 0.0)
    assert found.overall.high == pytest.approx(3.689 / 60_000 * 1e6, rel=1e-3)
    assert "Fewer than 10 events" in " ".join(found.caveats)
