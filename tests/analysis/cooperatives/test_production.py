"""Fine metal: units, fineness, minerals apart, and no sum that tells what one cooperative produces."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advocacy.analysis.cooperatives.metal_units import grams_in, grams_priced
from advocacy.analysis.cooperatives.minerals import fine_grams
from advocacy.analysis.cooperatives.returns import returns_of
from advocacy.analysis.finding import State
from advocacy.analysis.findings import finding, findings
from advocacy.charts.draw import draw
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, Q4, YEAR, each, held, register

GOLD = {"mineral": "gold", "production": 500.0, "production_unit": "g", "purity": 900.0}


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("g", 1.0),
        ("in kg", 1000.0),
        ("Tolas", 11.6638038),
        ("oz", 31.1034768),
        ("tonnes", 1e6),
        ("carat", None),
        ("bags", None),
        ("", None),
    ],
)
def test_units_of_weight(text: str, grams: float | None) -> None:
    assert grams_in(text) == grams


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("per g", 1.0),
        ("KTS/g", 1.0),
        ("par gramme", 1.0),
        ("USD per troy ounce", 31.1034768),
        ("$/oz t.", 31.1034768),
        ("/kg", 1000.0),
        ("per tola", 11.6638038),
        ("per lot", None),
        ("per ct", None),
        ("", None),
    ],
)
def test_the_weight_a_price_is_for(text: str, grams: float | None) -> None:
    assert grams_priced(text) == grams


def test_fine_weight_is_gross_times_fineness() -> None:
    """50 g of 18 karat are 37.5 g of gold (UN Environment 2017, annex A4)."""
    rows = each(1, Q1, mineral="gold", production=50.0, production_unit="g", purity=750.0)
    returns = returns_of(held(rows))
    assert returns is not None and fine_grams(returns).tolist() == [37.5]


def test_minerals_are_never_added_up() -> None:
    tin = {"mineral": "tin", "production": 2.0, "production_unit": "t", "purity": 600.0}
    found = finding(held(each(8, Q1, **GOLD) + each(8, Q1, **tin)), "cooperatives.production")
    assert {one.group: one.value for one in found.estimates} == {
        "gold": pytest.approx(8 * 0.45),
        "tin": pytest.approx(8 * 1200.0),
    }
    assert found.overall is None
    assert draw(found)["data"]


def test_nothing_is_filled_in() -> None:
    odd: list[dict[str, Any]] = [
        {"production_unit": None},
        {"purity": None},
        {"production_unit": "ct"},
        {"mineral": "gold tin"},
        {"mineral": "diamond"},
        {"production": None},
    ]
    rows = each(6, Q1, **GOLD) + [(f"D{i}", Q1, GOLD | change) for i, change in enumerate(odd)]
    found = finding(held(rows), "cooperatives.production")
    assert [(one.value, one.n) for one in found.estimates] == [(pytest.approx(6 * 0.45), 6)]
    said = " ".join(found.caveats)
    assert "3 returns give a weight without a usable unit or fineness" in said
    assert "1 return gives one weight for no mineral or for several" in said
    assert "1 return is about stones" in said


def test_the_register_may_name_the_one_mineral() -> None:
    codes = [f"C{number:02d}" for number in range(12)]
    listed = register(codes, minerals=["gold"] * 6 + ["gold tin"] * 6)
    rows = each(12, Q1, production=500.0, production_unit="g", purity=900.0)
    found = finding(held(rows, listed), "cooperatives.production")
    assert [(one.group, one.n) for one in found.estimates] == [("gold", 6)]


def test_a_year_beside_its_quarters_counts_once() -> None:
    rows = each(6, Q1, Q2, Q3, Q4, **GOLD) + each(6, YEAR, **(GOLD | {"production": 2000.0}))
    found = finding(held(rows), "cooperatives.production")
    assert found.estimates[0].value == pytest.approx(6 * 4 * 0.45)
    assert "6 returns report days that others" in " ".join(found.caveats)


def test_a_year_gives_what_its_quarters_leave_blank() -> None:
    blank = GOLD | {"production": None}
    rows = each(6, Q1, Q2, **blank) + each(6, YEAR, **GOLD)
    found = finding(held(rows), "cooperatives.production")
    assert found.estimates[0].value == pytest.approx(6 * 0.45)
    assert "returns report days" not in " ".join(found.caveats)


def test_one_that_is_nearly_all_is_hidden() -> None:
    rows = [*each(8, Q1, **GOLD), ("D0", Q1, GOLD | {"production": 500000.0})]
    found = finding(held(rows), "cooperatives.production")
    assert [one.state for one in found.estimates] == [State.SUPPRESSED]
    assert "4" not in found.headline
    assert found.estimates[0].value is None


def _next_year(rows: list[Any], years: int = 1) -> list[Any]:
    return [(code, (date(2024 + years, 1, 1), date(2024 + years, 3, 31)), more) for code, _, more in rows]


def test_year_by_year() -> None:
    rows = each(8, Q1, Q2, **GOLD)
    found = finding(held(rows + _next_year(each(8, Q1, **GOLD))), "cooperatives.production_by_year")
    assert [(one.group, one.series, one.value) for one in found.estimates] == [
        ("2024", "gold", pytest.approx(7.2)),
        ("2025", "gold", pytest.approx(3.6)),
    ]
    assert draw(found)["data"]


def test_a_hidden_year_is_not_the_total_less_the_others() -> None:
    rows = each(8, Q1, Q2, **GOLD) + _next_year(each(8, Q1, **GOLD)) + _next_year(each(2, Q1, **GOLD), 2)
    found = finding(held(rows), "cooperatives.production_by_year")
    states = {one.group: one.state for one in found.estimates}
    assert states == {"2024": State.SHOWN, "2025": State.SUPPRESSED, "2026": State.SUPPRESSED}
    assert all(one.value is None and not one.n for one in found.estimates if one.group != "2024")
    draw(found)


def test_without_production_there_is_no_finding() -> None:
    assert not any("production" in found.code for found in findings(held(each(8, Q1, members=10))))
