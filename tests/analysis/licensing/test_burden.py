"""The Standard Cost Model: every input shown and marked; waiting has no price; few people are not told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.licensing.burden import filled_in
from advocacy.analysis.licensing.burden_measures import measures_to_show
from advocacy.analysis.licensing.standard_cost import yearly_burden
from advocacy.workspace import BurdenInputs, Workspace
from tests.makers import cases, workspace
from tests.shared_data import REFERENCE, needs_shared_data

_ON = date(2024, 12, 31)


def _held(inputs: BurdenInputs = BurdenInputs(), size: int = 20, **columns: Any) -> Workspace:
    held = workspace(cases([date(2024, 3, 1)] * size, [date(2024, 6, 1)] * size, **columns), data_date=_ON)
    return replace(held, settings=replace(held.settings, burden=inputs))


def _all(size: int = 20) -> dict[str, list[float]]:
    return {
        "official_fee": [150.0] * size,
        "travel_cost": [650.0] * size,
        "days_lost": [3.0] * size,
        "monthly_income": [2400.0] * size,
    }


def _said(found: Finding) -> str:
    return " ".join(numbers.remarks(found))


def _burden(held: Workspace) -> Finding:
    return finding(held, "licensing.burden")


@needs_shared_data
def test_the_reference_result_through_the_finding() -> None:
    """Hours come from the days lost, payments from the costs: 467,250 a year."""
    known = json.loads((REFERENCE / "golden_numbers.json").read_text("utf-8"))["scm"]
    size, hours = 20, sum(known["hours_by_step"])
    inputs = BurdenInputs(
        tariff_per_hour=known["tariff_per_hour"],
        applications_per_year=known["population"],
        frequency=known["frequency"],
    )
    first, *others = known["out_of_pocket_by_step"]
    held = _held(
        inputs, official_fee=[first] * size, other_cost=[sum(others)] * size, days_lost=[hours / 8] * size
    )
    found = _burden(held)
    assert found.overall is not None
    assert found.overall.value == pytest.approx(known["total_burden"])
    assert f"One application costs {numbers.money(known['price_per_application'], '')}." in _said(found)


def test_all_of_it_measured() -> None:
    """An hour is worth 2,400 over 240 hours; 24 hours and 800 paid; 20 were filed in the year."""
    found = _burden(_held(**_all(), currency=["KTS"] * 20))
    assert found.overall is not None
    assert found.overall.value == pytest.approx((10 * 24 + 800) * 20)
    assert found.overall.low is None and "No interval" in found.method
    said = _said(found)
    for words in (
        "10.00 KTS an hour (measured: the median income of 2,400 KTS a month over 240 hours, assumed",
        "24 hours for an application (measured",
        "800.00 KTS for an application (measured",
        "20 a year (measured",
        "Times a year each is made: 1 (assumed)",
        "0% without the rule (assumed)",
        "One application costs 1,040 KTS",
        "Without the official fee it is 17,800 KTS a year",
        "Waiting time is not in it",
    ):
        assert words in said, words


def test_all_of_it_stated() -> None:
    inputs = BurdenInputs(12.5, 25, 800, 420, 1, 0.2)
    found = _burden(_held(inputs))
    assert found.overall is not None and found.overall.value == pytest.approx(373_800)
    said = _said(found)
    assert (
        "12.50 an hour (stated by the user)" in said and "20% without the rule (stated by the user)" in said
    )
    assert "467,250 a year, the administrative cost" in said
    assert "measured" not in said and found.base == "every input is stated by the user"
    assert "licensing.burden" in {one.code for one in findings(_held(inputs))}


def test_hours_of_the_month_can_be_stated() -> None:
    found = _burden(_held(BurdenInputs(hours_per_month=160), **_all()))
    assert "15.00 an hour (measured: the median income of 2,400 a month over 160 hours, stated" in _said(
        found
    )


@pytest.mark.parametrize("lacking", ["monthly_income", "days_lost"])
def test_what_is_neither_stated_nor_measured(lacking: str) -> None:
    columns: dict[str, Any] = {**_all(), lacking: [None] * 20}
    assert "licensing.burden" not in {one.code for one in findings(_held(**columns))}


def test_nothing_filed_in_the_last_year_is_no_burden_of_a_year() -> None:
    old = workspace(cases([date(2020, 3, 1)] * 20, [date(2020, 6, 1)] * 20, **_all()), data_date=_ON)
    one = _burden(old).overall
    assert one is not None and one.value == 0


def test_few_measured_are_not_told() -> None:
    columns: dict[str, Any] = {**_all(), "monthly_income": [2400.0] * 3 + [None] * 17}
    found = _burden(_held(**columns))
    assert found.overall is not None and found.overall.state is State.SUPPRESSED
    said = f"{found.headline} {_said(found)}"
    assert "2,400" not in said and "10.00" not in said and "1,040" not in said
    shown = measures_to_show(_held(**columns))
    assert shown is not None and shown.income.value is None and shown.days_lost.value == 3
    assert filled_in(BurdenInputs(), shown) is None


def test_costs_in_another_currency_without_a_rate() -> None:
    found = _burden(_held(**_all(), currency=["KTS"] * 14 + ["USD"] * 6))
    assert found.overall is not None and found.overall.n == 14
    assert "6 applications in other currencies" in _said(found)


def test_business_as_usual_is_no_burden() -> None:
    assert yearly_burden(100, 10, 2) == 2000
    assert yearly_burden(100, 10, 2, 1.0) == 0


def test_no_cases_no_measures() -> None:
    assert measures_to_show(Workspace()) is None
    assert measures_to_show(_held(size=0)) is None
