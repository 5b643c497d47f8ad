"""What a finding hangs on is said beside it; weak numbers carry a flag."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.findings import findings
from advocacy.analysis.licensing.robustness import robustness
from advocacy.analysis.reliability import Reliability, fit_for_headlines, flagged, reliability
from advocacy.workspace import Workspace
from tests.makers import cases, workspace

_START = date(2024, 1, 1)


def _held(waits: dict[str, int], each: int = 10, limit: int | None = None):  # type: ignore[no-untyped-def]
    associations = [name for name in waits for _ in range(each)]
    decided = [_START + timedelta(days=waits[name]) for name in associations]
    table = cases([_START] * len(associations), decided, association=associations)
    return workspace(table, data_date=date(2024, 12, 31), limit=limit)


def _said(held: Workspace, code: str) -> tuple[str, ...]:
    """What is printed in words beside a finding."""
    return numbers.remarks(next(one for one in findings(held) if one.code == code))


def test_one_association_left_out() -> None:
    """Three of four wait 50 days; without any of them the median is still 50, as without the fourth."""
    said = _said(_held({"a": 50, "b": 50, "c": 50, "d": 200}), "licensing.time_to_decision")
    assert "Without any one association it lies at 50 days." in said


def test_a_finding_that_hangs_on_one() -> None:
    said = _said(_held({"a": 10, "b": 60, "c": 60}, limit=30), "licensing.within_limit")
    assert "Without any one association it lies at 0% to 50%." in said


def test_two_parts_are_not_left_out() -> None:
    """The value without one of two is the value of the other: that is a group, and shown as one."""
    said = _said(_held({"a": 10, "b": 60}), "licensing.time_to_decision")
    assert not any("Without" in words for words in said)


def test_a_part_whose_few_would_be_told_stays_in() -> None:
    """Of four associations one has a single applicant who was asked: the share without it would tell so."""
    asked = [i < 6 for i in range(20)] + [i < 6 for i in range(20)] + [i < 6 for i in range(20)]
    days = [_START] * 80
    table = cases(
        days,
        days,
        association=[name for name in "abcd" for _ in range(20)],
        informal_payment_asked=[*asked, *(i < 1 for i in range(20))],
    )
    (found,) = robustness(workspace(table, data_date=date(2024, 12, 31)))["licensing.informal_payment_asked"]
    told = {19 / 80, (19 - 6) / 60}  # without d it would be 18 of 60
    assert {found.estimate.low, found.estimate.high} <= told | {13 / 60}


def test_every_number_leaned_on_is_tried() -> None:
    """Costs and hurdles too, not only times."""
    days = [_START] * 60
    table = cases(
        days,
        days,
        association=[name for name in "abc" for _ in range(20)],
        official_fee=[float(i) for i in range(60)],
        hurdles=["delay" if i % 2 else "fees" for i in range(60)],
    )
    found = robustness(workspace(table, data_date=date(2024, 12, 31)))
    assert {"licensing.official_cost", "licensing.total_cost", "licensing.hurdles"} <= found.keys()
    costs = found["licensing.official_cost"][0].estimate
    assert (costs.low, costs.high) == (19.5, 39.5)


def test_what_is_not_known_has_two_bounds() -> None:
    days = [_START] * 20
    decided = [_START + timedelta(days=10)] * 10 + [None] * 10
    held = workspace(cases(days, decided), data_date=date(2024, 1, 20), limit=30)
    said = _said(held, "licensing.within_limit")
    assert any("open within the limit" in words and "50% to 100%" in words for words in said)


def test_days_that_cannot_be_used_have_two_bounds() -> None:
    applied = [_START] * 20 + [None] * 10
    decided = [_START + timedelta(days=10 + i) for i in range(20)] + [None] * 10
    held = workspace(cases(applied, decided), data_date=date(2024, 12, 31))
    (bounds,) = robustness(held)["licensing.time_to_decision"]
    assert (bounds.estimate.low, bounds.estimate.high) == (14.0, 24.0)


def test_shares_with_missing_answers_have_two_bounds() -> None:
    held = workspace(cases([_START] * 30, [_START] * 30, hurdles=["fees"] * 20 + [None] * 10))
    (bounds,) = robustness(held)["licensing.hurdles"]
    assert (bounds.estimate.low, bounds.estimate.high) == pytest.approx((20 / 30, 1.0))


def test_nothing_to_say_without_cases() -> None:
    assert robustness(workspace()) == {}


@pytest.mark.parametrize(
    ("one", "unit", "flag"),
    [
        (Estimate(value=0.5, low=0.45, high=0.55, n=400), Unit.SHARE, Reliability.GOOD),
        (Estimate(value=0.5, low=0.45, high=0.55, n=29), Unit.SHARE, Reliability.FEW),
        (Estimate(value=0.5, low=0.3, high=0.7, n=400), Unit.SHARE, Reliability.WIDE),
        (Estimate(value=0.5, low=0.45, high=0.55, n=400, effective_n=12.0), Unit.SHARE, Reliability.FEW),
        (Estimate(value=100.0, low=40.0, high=160.0, n=50), Unit.DAYS, Reliability.WIDE),
        (Estimate(value=100.0, low=90.0, high=None, n=50), Unit.DAYS, Reliability.GOOD),
        (Estimate(n=3, state=State.SUPPRESSED), Unit.SHARE, Reliability.GOOD),
    ],
)
def test_flags(one: Estimate, unit: Unit, flag: Reliability) -> None:
    assert reliability(one, unit) is flag


def test_flags_are_said_by_group() -> None:
    each = (
        Estimate(group="a", label="North", value=0.5, n=12),
        Estimate(group="b", label="South", value=0.5, low=0.1, high=0.9, n=40),
    )
    found = Finding("c", "N", "h", Unit.SHARE, Chart.DOTS, "b", each, "m")
    assert flagged(found).caveats == (
        "Fewer than 30 stand behind: North. Read with care.",
        "Wide interval (30 points or more), read with care: South.",
    )


def test_headlines_name_no_extreme_of_few() -> None:
    few, many, more = (
        Estimate(group=g, label=g, value=0.5, n=n) for g, n in (("a", 8), ("b", 30), ("c", 90))
    )
    assert [one.group for one in fit_for_headlines((few, many, more))] == ["b", "c"]
    assert [one.group for one in fit_for_headlines((few, many))] == ["a", "b"]


def test_what_was_filed_after_the_day_is_not_unknown() -> None:
    """Of 20 filed by the day ten are decided; what was filed later could not have been decided by then."""
    later = _START + timedelta(days=200)
    applied = [_START] * 20 + [later] * 30
    decided = [_START + timedelta(days=10)] * 10 + [None] * 40
    held = workspace(cases(applied, decided), data_date=_START + timedelta(days=100), limit=30)
    said = robustness(held)
    assert "licensing.time_to_decision" not in said  # all days are known
    assert not any("open within the limit" in one.sentence for one in said.get("licensing.within_limit", ()))
    assert not any("of whom it is not known" in one.sentence for one in said.get("licensing.pending_age", ()))
