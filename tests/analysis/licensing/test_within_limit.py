"""Practice against the law: limits by the day of filing, working days, stopped clocks, late and pending."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.brief.tables import finding_table
from advocacy.workspace import Workspace
from tests.makers import cases, table, workspace

_ON = date(2024, 12, 31)


def _law(**more: list[Any]) -> Any:
    size = len(next(iter(more.values())))
    columns: dict[str, list[Any]] = {
        "country": ["X"] * size,
        "step": ["whole_procedure"] * size,
        "day_kind": ["calendar"] * size,
    }
    return table("legal_provision", {**columns, **more})


def _cases(waits: list[int | None], start: date = date(2024, 1, 1), **more: list[Any]) -> Any:
    decided = [start + timedelta(days=wait) if wait is not None else None for wait in waits]
    return cases([start] * len(waits), decided, **more)


def _found(held: Workspace, code: str) -> Finding:
    return finding(held, code)


def test_each_application_is_held_to_the_law_of_its_day() -> None:
    """60 days before June, 20 since: 30 days are in time before and late after."""
    days = [date(2024, 3, 1)] * 10 + [date(2024, 7, 1)] * 10
    held = workspace(
        cases(days, [day + timedelta(days=30) for day in days]),
        _law(limit_days=[60, 20], valid_from=[date(2010, 1, 1), date(2024, 6, 1)]),
        data_date=_ON,
    )
    found = _found(held, "licensing.within_limit")
    assert found.overall is not None and found.overall.value == pytest.approx(0.5)
    assert any("The law changed" in caveat for caveat in found.caveats)
    late = _found(held, "licensing.days_over")
    assert late.overall is not None and (late.overall.n, late.overall.value) == (10, 10.0)


def test_working_days_are_counted_out() -> None:
    """Ten working days from Monday 1 January 2024 end on Monday the 15th: 14 days are in time, 15 are not."""
    law = _law(limit_days=[10], day_kind=["working"])
    held = workspace(_cases([14] * 10 + [15] * 10), law, data_date=_ON)
    found = _found(held, "licensing.within_limit")
    assert found.overall is not None and found.overall.value == pytest.approx(0.5)
    assert any("working days" in caveat for caveat in found.caveats)


def test_late_and_pending() -> None:
    held = workspace(_cases([20] * 8 + [50] * 6 + [None] * 6), _law(limit_days=[30]), data_date=_ON)
    late = _found(held, "licensing.days_over").overall
    assert late is not None and (late.n, late.pending, late.value) == (12, 6, 20.0)
    stock = _found(held, "licensing.pending_age").overall
    assert stock is not None and (stock.value, stock.n) == (1.0, 6)


def test_nobody_late_nobody_pending() -> None:
    codes = {one.code for one in findings(workspace(_cases([5] * 10), _law(limit_days=[30]), data_date=_ON))}
    assert "licensing.within_limit" in codes
    assert not codes & {"licensing.days_over", "licensing.pending_age"}


def test_years_stand_apart() -> None:
    first = [date(2022, 2, 1)] * 10 + [date(2023, 2, 1)] * 10
    decided = [day + timedelta(days=10 if day.year == 2022 else 90) for day in first]
    held = workspace(cases(first, decided), _law(limit_days=[30]), data_date=_ON)
    found = _found(held, "licensing.within_limit.by.year")
    assert [(one.group, one.value) for one in found.estimates[1:]] == [("2022", 1.0), ("2023", 0.0)]


def _steps(turn: str, finished: bool = True) -> Any:
    size = 10
    start = date(2024, 1, 1)
    return table(
        "licensing_step",
        {
            "case_id": [f"C-{i:04d}" for i in range(size)] * 2,
            "step": ["filing"] * size + ["decision"] * size,
            "date_started": [start] * size + [start + timedelta(days=30)] * size,
            "date_finished": [start + timedelta(days=30)] * size
            + [start + timedelta(days=100) if finished else None] * size,
            "waiting_for": [turn] * size + ["authority"] * size,
        },
    )


def test_the_clock_stands_still_while_it_is_the_applicants_turn() -> None:
    held = workspace(_cases([100] * 10), _steps("applicant"), data_date=_ON)
    found = _found(held, "licensing.time_without_applicant")
    assert found.overall is not None and found.overall.value == 70.0
    assert any("100 days" in remark for remark in numbers.remarks(found))
    codes = {one.code for one in findings(workspace(_cases([100] * 10), _steps("authority"), data_date=_ON))}
    assert "licensing.time_without_applicant" not in codes


def test_steps_and_the_law_for_them() -> None:
    law = _law(limit_days=[90, 14], step=["whole_procedure", "filing"])
    held = workspace(_cases([100] * 10), _steps("authority", finished=False), law, data_date=_ON)
    found = _found(held, "licensing.step_times")
    by_step = {one.group: one for one in found.estimates if not one.series}
    assert by_step["filing"].value == 30.0 and by_step["decision"].pending == 10
    assert by_step["decision"].value is None
    assert {one.group: one.value for one in found.estimates if one.series == "law"} == {"filing": 14.0}
    assert found.series_labels == (("law", "Law"),)
    table = finding_table(found)
    assert table.header[:3] == ("Group", "Value", "Law")
    assert [row[2] for row in table.rows if row[0] != "Decision"] == ["14 days"]


def test_what_to_expect_adds_up() -> None:
    status = ["granted"] * 40 + ["refused"] * 20 + ["pending"] * 20
    waits = [50] * 40 + [100] * 20 + [None] * 20
    held = workspace(_cases(waits, start=date(2023, 1, 1), status=status), data_date=_ON)
    found = _found(held, "licensing.outcome_probabilities")
    shares = {one.group: one.value for one in found.estimates}
    assert shares == {"granted": pytest.approx(0.5), "refused": pytest.approx(0.25)}
    assert "Still waiting after 365 days: 25%" in " ".join(numbers.remarks(found))
    assert [curve.group for curve in found.curves] == ["granted", "refused"]
    assert found.curves[0].share[-1] == pytest.approx(0.5)


def test_cost_in_months_of_income_and_payments_without_receipt() -> None:
    asked = [True] * 6 + [False] * 8 + [None] * 6
    held = workspace(
        _cases(
            [50] * 20, official_fee=[300.0] * 20, monthly_income=[150.0] * 20, informal_payment_asked=asked
        ),
        data_date=_ON,
    )
    cost = _found(held, "licensing.months_of_income").overall
    assert cost is not None and cost.value == 2.0
    informal = _found(held, "licensing.informal_payment_asked")
    assert informal.overall is not None and informal.overall.value == pytest.approx(6 / 14)
    assert any("30% to 60%" in words for words in numbers.remarks(informal))


def test_money_that_one_applicant_paid_is_not_shown() -> None:
    """A consultant paid by two of twenty: the sum would tell each of them what the other paid."""
    paid = {"official_fee": [100.0] * 20, "consultant_cost": [500.0, 400.0] + [0.0] * 18}
    found = _found(workspace(_cases([50] * 20, **paid), data_date=_ON), "licensing.cost_parts")
    assert {one.state for one in found.estimates} == {State.SUPPRESSED}
    assert "%" not in found.headline
    paid["consultant_cost"] = [500.0, 400.0] * 10
    shown = _found(workspace(_cases([50] * 20, **paid), data_date=_ON), "licensing.cost_parts")
    assert {one.state for one in shown.estimates} == {State.SHOWN}
