"""Official, lived and informal cost stay apart; amounts are changed at the rate of their day or left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.statistics.middle import OrderedValues, median_with_interval
from advocacy.importing.table import Table
from advocacy.workspace import Filter, Workspace
from tests.makers import cases, table, workspace

_APPLIED, _DECIDED, _ON = date(2024, 3, 1), date(2024, 6, 1), date(2024, 12, 31)
_COST = {
    "licensing.official_cost",
    "licensing.total_cost",
    "licensing.cost_parts",
    "licensing.work_lost",
    "licensing.months_of_income",
    "licensing.cost_of_income_per_head",
    "licensing.informal_payment",
    "licensing.burden",
}


def _held(size: int = 20, *others: Table, **columns: Sequence[Any]) -> Workspace:
    return workspace(cases([_APPLIED] * size, [_DECIDED] * size, **columns), *others, data_date=_ON)


def _rates(*rows: tuple[str, str, date, float, str]) -> Table:
    names = ("kind", "key", "date", "value", "source")
    return table("reference_rate", dict(zip(names, zip(*rows, strict=True), strict=True)))


def _codes(held: Workspace) -> set[str]:
    return {one.code for one in findings(held)}


def _said(found: Finding) -> str:
    return " ".join(numbers.remarks(found))


def _value(held: Workspace, code: str) -> float | None:
    one = finding(held, code).overall
    assert one is not None
    return one.value


def test_three_costs_are_never_added_together() -> None:
    held = _held(
        official_fee=[100.0] * 20,
        travel_cost=[40.0] * 20,
        informal_payment=[500.0] * 20,
        days_lost=[3.0] * 20,
        monthly_income=[300.0] * 20,
        currency=["KTS"] * 20,
    )
    assert _value(held, "licensing.official_cost") == 100
    assert _value(held, "licensing.total_cost") == 140
    assert _value(held, "licensing.informal_payment") == 500
    lost = finding(held, "licensing.work_lost")
    assert lost.overall is not None and lost.overall.value == pytest.approx(30)
    assert "over 30 days (an assumption" in _said(lost) and lost.currency == "KTS"


def test_work_lost_needs_both_and_names_the_divisor_of_the_user() -> None:
    from dataclasses import replace

    from advocacy.workspace import BurdenInputs

    held = _held(days_lost=[None] * 5 + [2.0] * 15, monthly_income=[250.0] * 14 + [None] * 6)
    held = replace(held, settings=replace(held.settings, burden=BurdenInputs(days_per_month=25)))
    lost = finding(held, "licensing.work_lost")
    assert lost.overall is not None and (lost.overall.n, lost.overall.missing) == (9, 11)
    assert lost.overall.value == pytest.approx(20)
    assert "over 25 days (stated by the user)" in _said(lost)


def test_another_currency_is_changed_at_the_rate_of_its_day() -> None:
    """Half a year later a dollar costs twice as much: a fee of 10 dollars is 120 or 240."""
    rates = _rates(
        ("exchange", "KTS per USD", date(2024, 5, 1), 12.0, "Bank"),
        ("exchange", "KTS per USD", date(2024, 8, 1), 24.0, "Bank"),
        ("exchange", "EUR", date(2024, 5, 1), 0.8, "Bank"),
    )
    decided = [_DECIDED] * 16 + [date(2024, 9, 1)] * 7
    paid = cases(
        [_APPLIED] * 23,
        decided,
        official_fee=[500.0] * 9 + [8.0] * 7 + [10.0] * 7,
        currency=["KTS"] * 9 + ["EUR"] * 7 + ["USD"] * 7,
    )
    found = finding(workspace(paid, rates, data_date=_ON), "licensing.official_cost")
    assert found.overall is not None and (found.overall.n, found.currency) == (23, "KTS")
    assert (found.overall.low, found.overall.value, found.overall.high) == (120, 240, 500)
    assert "changed at the imported rate of the day of decision" in _said(found)
    assert "14 applications" in _said(found)


def test_without_a_rate_of_the_day_it_is_left_out_and_told() -> None:
    rates = _rates(("exchange", "KTS", date(2020, 5, 1), 12.0, "Bank"))
    held = _held(20, rates, official_fee=[100.0] * 20, currency=["KTS"] * 12 + ["USD"] * 8)
    found = finding(held, "licensing.official_cost")
    assert found.overall is not None and (found.overall.n, found.overall.value) == (12, 100)
    assert "8 applications in other currencies than KTS are not used" in _said(found)


def test_few_in_another_currency_are_not_counted_out_loud() -> None:
    held = _held(official_fee=[100.0] * 20, currency=["KTS"] * 18 + ["USD"] * 2)
    found = finding(held, "licensing.official_cost")
    assert "currencies than" not in _said(found) and "currency than" not in _said(found)


def test_without_a_currency() -> None:
    found = finding(_held(official_fee=[100.0] * 20), "licensing.official_cost")
    assert found.currency == "" and "do not say in which currency" in _said(found)
    some = finding(
        _held(official_fee=[100.0] * 20, currency=["kts"] * 10 + [None] * 10), "licensing.official_cost"
    )
    assert some.overall is not None and some.overall.n == 20
    assert "without a currency are taken to be in kts" in _said(some)


def test_spellings_of_one_currency_are_one() -> None:
    found = finding(
        _held(official_fee=[100.0] * 20, currency=["KTS"] * 11 + ["kts "] * 9), "licensing.official_cost"
    )
    assert found.overall is not None and found.overall.n == 20


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"official_fee": [None] * 20, "monthly_income": [None] * 20, "informal_payment": [None] * 20},
        {"official_fee": [-5.0] * 20},
        {"official_fee": [float("inf")] * 20},
        {"travel_cost": [None] * 20, "days_lost": [None] * 20, "monthly_income": [5.0] * 20},
        {"informal_payment": [0.0] * 20},
    ],
)
def test_nothing_to_measure_is_no_finding(columns: dict[str, list[Any]]) -> None:
    assert not _codes(_held(**columns)) & _COST


def test_no_cases_kept_is_no_finding() -> None:
    held = _held(official_fee=[5.0] * 20).with_filter(Filter("status", ("refused",)))
    assert not _codes(held) & _COST


def test_no_income_is_not_divided_by() -> None:
    held = _held(official_fee=[60.0] * 20, monthly_income=[0.0] * 8 + [20.0] * 12)
    found = finding(held, "licensing.months_of_income")
    assert found.overall is not None and (found.overall.n, found.overall.value) == (12, 3.0)
    assert "25% of what the applicant earns in a year" in _said(found)
    assert "licensing.months_of_income" not in _codes(
        _held(official_fee=[60.0] * 20, monthly_income=[0.0] * 20)
    )


def test_own_income_needs_no_rate() -> None:
    held = _held(official_fee=[60.0] * 20, monthly_income=[20.0] * 20, currency=["KTS"] * 10 + ["USD"] * 10)
    found = finding(held, "licensing.months_of_income").overall
    assert found is not None and found.n == 20


def test_share_of_income_per_head_by_country_and_year() -> None:
    rates = _rates(
        ("income", "Examplia", date(2021, 7, 1), 800.0, "Office of Statistics"),
        ("income", "Examplia", date(2022, 7, 1), 1000.0, "Office of Statistics"),
        ("income", "Examplia", date(2025, 1, 1), 9000.0, "Later"),
        ("income", "Lower Examplia", date(2022, 7, 1), 1.0, "Another country"),
    )
    held = _held(
        20,
        rates,
        official_fee=[100.0] * 20,
        travel_cost=[50.0] * 20,
        country=["Examplia"] * 12 + ["Nowhere"] * 8,
    )
    found = finding(held, "licensing.cost_of_income_per_head")
    values = {one.group: (one.value, one.n, one.missing) for one in found.estimates}
    assert values == {"official": (pytest.approx(0.1), 12, 8), "total": (pytest.approx(0.15), 12, 8)}
    assert "Examplia, 2022; Office of Statistics" in _said(found)
    assert "Later" not in _said(found) and "2021" not in _said(found) and "Lower" not in _said(found)


def test_income_per_head_in_dollars_is_changed() -> None:
    rates = _rates(
        ("income", "Examplia (USD)", date(2023, 7, 1), 100.0, ""),
        ("exchange", "KTS", date(2024, 5, 1), 10.0, "Bank"),
    )
    held = _held(20, rates, official_fee=[100.0] * 20, currency=["KTS"] * 20)
    found = finding(held, "licensing.cost_of_income_per_head")
    assert found.estimates[0].value == pytest.approx(0.1)
    assert "no source is named" in _said(found) and "name no country" in _said(found)
    assert "taken to be in the currency" not in _said(found)


def test_one_country_in_two_currencies_takes_what_can_be_used() -> None:
    rates = _rates(
        ("income", "Examplia USD", date(2023, 7, 1), 100.0, "Dollars"),
        ("income", "Examplia", date(2022, 7, 1), 1000.0, "Office"),
    )
    held = _held(20, rates, official_fee=[100.0] * 20, currency=["KTS"] * 20)
    found = finding(held, "licensing.cost_of_income_per_head")
    assert found.estimates[0].value == pytest.approx(0.1)
    assert "Office" in _said(found) and "Dollars" not in _said(found)


def test_two_countries_and_no_country_in_the_files() -> None:
    rates = _rates(
        ("income", "Examplia", date(2023, 7, 1), 100.0, "a"),
        ("income", "Sampleland", date(2023, 7, 1), 9.0, "a"),
    )
    assert "licensing.cost_of_income_per_head" not in _codes(_held(20, rates, official_fee=[100.0] * 20))


def test_one_payer_is_not_told() -> None:
    held = _held(informal_payment=[777.0] + [0.0] * 19, informal_payment_asked=[True] + [False] * 19)
    found = finding(held, "licensing.informal_payment")
    assert found.estimates[0].state is State.SUPPRESSED
    told = f"{found.headline} {found.base} {_said(found)}"
    assert "777" not in told and "5%" not in told


def test_what_payers_paid_is_rounded_and_needs_many() -> None:
    amounts = [float(1230 + i) for i in range(12)] + [None] * 8
    found = finding(_held(informal_payment=amounts), "licensing.informal_payment")
    assert found.overall is not None and found.overall.value == 1200
    assert found.overall.low == found.overall.high == 1200
    assert "Of all 20 applications 60% say" in _said(found)
    few = finding(_held(informal_payment=amounts[:9] + [None] * 11), "licensing.informal_payment")
    assert few.overall is not None and few.overall.state is State.SUPPRESSED


def test_silence_about_payments_has_bounds_unless_it_is_rare() -> None:
    often = _held(informal_payment_asked=[True] * 6 + [False] * 8 + [None] * 6)
    assert "30% to 60%" in _said(finding(often, "licensing.informal_payment_asked"))
    rare = _held(informal_payment_asked=[True] * 6 + [False] * 12 + [None] * 2)
    assert "did not answer" not in _said(finding(rare, "licensing.informal_payment_asked"))


def test_nobody_answered_about_payments() -> None:
    assert "licensing.informal_payment_asked" not in _codes(_held(informal_payment_asked=[None] * 20))


def test_few_who_answered_are_not_in_the_base() -> None:
    found = finding(_held(official_fee=[5.0] * 3 + [None] * 17), "licensing.official_cost")
    assert found.overall is not None and found.overall.state is State.SUPPRESSED
    assert found.base == "20 applications"


def test_the_middle_of_a_part_is_the_middle_of_its_values() -> None:
    chance = np.random.default_rng(3)
    values = np.where(chance.random(300) < 0.2, np.nan, chance.integers(0, 40, 300).astype(float))
    ordered = OrderedValues(values)
    for chosen in (chance.random(300) < share for share in (0, 0.02, 0.3, 0.9, 1.1)):
        known = values[chosen & ~np.isnan(values)]
        n, (middle, *interval) = ordered.middle(chosen)
        assert (n, tuple(interval)) == (len(known), median_with_interval(known)[1:])
        assert middle == pytest.approx(np.median(known) if len(known) else np.nan, nan_ok=True)


def test_rows_behind_a_filtered_median() -> None:
    held = _held(official_fee=[5.0] * 12 + [None] * 8, region=["North", "South"] * 10)
    one = finding(held.with_filter(Filter("region", ("south",))), "licensing.official_cost").overall
    assert one is not None and one.rows is not None
    assert one.rows.positions.tolist() == [1, 3, 5, 7, 9, 11]
    assert one.counted[0].positions.tolist() == [13, 15, 17, 19]
