"""Returns period by period: nothing counted twice, every base named, prices against the day's benchmark."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.reference_rates import rates_on
from advocacy.workspace import Workspace
from tests.makers import table, workspace
from tests.shared_data import REFERENCE, needs_shared_data


def returns(periods: int = 2, cooperatives: int = 6, **more: Any) -> Workspace:
    """A workspace with returns of every cooperative for every quarter; more: one value for all, or a list."""
    size = periods * cooperatives
    columns: dict[str, Any] = {
        "cooperative_id": [f"C{i // periods}" for i in range(size)],
        "period_start": [date(2024 + i % periods // 4, 1 + 3 * (i % periods % 4), 1) for i in range(size)],
        "period_end": [date(2024 + i % periods // 4, 3 + 3 * (i % periods % 4), 28) for i in range(size)],
        "members": [20] * size,
    }
    columns |= {name: value if isinstance(value, list) else [value] * size for name, value in more.items()}
    rates = {
        "kind": ["exchange", "metal_price"],
        "key": ["KTS per USD", "Gold, USD per troy ounce"],
        "date": [date(2024, 3, 1), date(2024, 3, 1)],
        "value": [12.0, 1950.0],
        "source": ["Bank", "Exchange"],
    }
    return workspace(table("cooperative_statistics", columns), table("reference_rate", rates))


def full(periods: int = 2) -> Workspace:
    """Returns in which everything is reported."""
    return returns(
        periods,
        mineral="gold",
        production=100.0,
        production_unit="g",
        purity=875.0,
        price_paid=410.0,
        price_unit="per g",
        currency="KTS",
        mercury_used_kg=0.3,
        mercury_recovered_kg=0.1,
        land_disturbed_ha=2.0,
        land_rehabilitated_ha=0.5,
        loans_needed=10,
        loans_applied=6,
        loans_granted=3,
        loan_amount=6000.0,
        training_topic="Safety",
        people_trained=5,
        accidents=2,
        fatalities=0,
        hours_worked=10_000.0,
    )


def _value(code: str) -> float:
    found = finding(full(), code).overall
    assert found is not None and found.value is not None
    return found.value


@needs_shared_data
def test_the_reference_of_the_price() -> None:
    golden = json.loads((REFERENCE / "golden_numbers.json").read_text(encoding="utf-8"))["price"]
    assert _value("cooperatives.price_share") == pytest.approx(golden["share_of_benchmark"], abs=1e-4)


def test_what_is_used_recovered_and_produced() -> None:
    assert _value("cooperatives.mercury_lost") == pytest.approx(0.2 / 0.0875)
    assert _value("cooperatives.rehabilitated") == pytest.approx(0.25)
    assert _value("cooperatives.people_trained") == pytest.approx(10 / 20)
    assert _value("cooperatives.accident_rate") == pytest.approx(24 / 120_000 * 1e6)
    assert _value("cooperatives.fatality_rate") == 0.0


def test_loans_on_all_three_bases() -> None:
    found = finding(full(), "cooperatives.loan_funnel")
    assert {one.group: one.value for one in found.estimates} == {
        "applied_of_needed": pytest.approx(0.6),
        "granted_of_applied": pytest.approx(0.5),
        "granted_of_needed": pytest.approx(0.3),
    }


def test_without_hours_there_is_a_number_and_no_rate() -> None:
    found = finding(returns(accidents=1), "cooperatives.accident_rate")
    assert found.overall is not None and found.overall.value == 12.0 and found.overall.denominator is None
    assert "not known" in found.headline


def test_a_period_reported_twice_counts_once() -> None:
    """A half-year return over the same months as two quarters."""
    held = returns(periods=2, cooperatives=6, accidents=1)
    frame = held.table("cooperative_statistics").frame.copy()  # type: ignore[union-attr]
    frame["period_start"] = frame["period_start"].mask(frame.index % 2 == 1, frame["period_start"].min())
    columns = {name: frame[name] for name in frame.columns}
    found = finding(workspace(table("cooperative_statistics", columns)), "cooperatives.accident_rate")
    assert found.overall is not None and found.overall.value == 6.0
    assert any("6 returns report days that others" in caveat for caveat in found.caveats)


def test_what_is_missing_is_not_filled_in() -> None:
    codes = {one.code for one in findings(returns(mercury_used_kg=0.3, production=100.0, price_paid=410.0))}
    assert not codes & {"cooperatives.mercury_lost", "cooperatives.price_share", "cooperatives.loan_funnel"}


def test_rates_hold_for_a_quarter() -> None:
    days = np.array(["2024-02-28", "2024-03-01", "2024-05-30", "2024-07-01", "NaT"], dtype="datetime64[D]")
    found = rates_on(full(), "exchange", "KTS", days)
    assert np.isnan(found[[0, 3, 4]]).all() and found[[1, 2]].tolist() == [12.0, 12.0]
    assert np.isnan(rates_on(full(), "exchange", "EUR", days)).all()


def test_odd_prices_are_told() -> None:
    held = full()
    frame = held.table("cooperative_statistics").frame.assign(price_paid=[41_000.0] + [410.0] * 11)  # type: ignore[union-attr]
    columns = {name: frame[name] for name in frame.columns}
    rates = held.table("reference_rate")
    assert rates is not None
    found: Finding = finding(
        workspace(table("cooperative_statistics", columns), rates), "cooperatives.price_share"
    )
    assert any("1 price is outside" in caveat for caveat in found.caveats)
