"""What a finding hangs on is said beside it; weak numbers carry a flag."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.findings import findings
from advocacy.analysis.reliability import Reliability, flagged, reliability
from advocacy.analysis.robustness import robustness
from advocacy.analysis.sentences import Speech
from advocacy.workspace import Workspace
from tests.makers import cases, workspace

_START = date(2024, 1, 1)


def _held(waits: dict[str, int], each: int = 10, limit: int | None = None):  # type: ignore[no-untyped-def]
    associations = [name for name in waits for _ in range(each)]
    decided = [_START + timedelta(days=waits[name]) for name in associations]
    table = cases([_START] * len(associations), decided, association=associations)
    return workspace(table, data_date=date(2024, 12, 31), limit=limit)


def _said(held: Workspace) -> dict[str, list[str]]:
    """The remarks as the protection says them."""
    speech = Speech(5, is_rounding=False)
    return {code: [speech.of(text) for text in texts] for code, texts in robustness(held).items()}


def test_one_association_left_out() -> None:
    """Three of four wait 50 days; without any of them the median is still 50, as without the fourth."""
    said = robustness(_held({"a": 50, "b": 50, "c": 50, "d": 200}))["licensing.time_to_decision"]
    assert said == ("Without any one association the median lies between 50 days and 50 days.",)


def test_a_finding_that_hangs_on_one() -> None:
    held = _held({"a": 10, "b": 60, "c": 60}, limit=30)
    said = _said(held)["licensing.within_limit"]
    assert said[0] == "Without any one association the share lies between 0% and 50%."
    printed = next(one for one in findings(held) if one.code == "licensing.within_limit")
    assert said[0] in printed.caveats


def test_two_parts_are_not_left_out() -> None:
    """The value without one of two is the value of the other: that is a group, and shown as one."""
    assert "licensing.time_to_decision" not in robustness(_held({"a": 10, "b": 60}))


def test_what_is_not_known_has_two_bounds() -> None:
    days = [_START] * 20
    decided = [_START + timedelta(days=10)] * 10 + [None] * 10
    held = workspace(cases(days, decided), data_date=date(2024, 1, 20), limit=30)
    said = _said(held)["licensing.within_limit"]
    assert "50%" in said[-1] and "100%" in said[-1]


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
        "Wide interval, read with care: South.",
    )
