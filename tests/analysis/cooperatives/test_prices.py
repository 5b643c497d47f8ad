"""Prices against the benchmark of the day of sale, in any unit, each cooperative once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advocacy.analysis.finding import State
from advocacy.analysis.findings import finding, findings
from advocacy.charts.draw import draw
from advocacy.validation.checked_import import import_file
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from tests.analysis.cooperative_workspaces import Q1, Q2, Q4, each, held, rates, register
from tests.makers import workspace
from tests.shared_data import REFERENCE, needs_shared_data

PRICE = {"mineral": "gold", "price_paid": 410.0, "price_unit": "per g", "purity": 875.0, "currency": "KTS"}
SHARE = 410 / 12 / 0.875 / (1950 / 31.1034768)  # 4100 for 10 g of 875, at 12 a dollar


def _held(**changes: Any) -> Workspace:
    return held(each(6, Q1, **(PRICE | changes)), rates())


def _share(held: Workspace) -> float:
    overall = finding(held, "cooperatives.price_share").overall
    assert overall is not None and overall.value is not None
    return overall.value


@needs_shared_data
def test_the_golden_price() -> None:
    golden = json.loads((REFERENCE / "golden_numbers.json").read_text(encoding="utf-8"))["price"]
    row = {
        "mineral": "gold",
        "price_paid": golden["paid_local"] / golden["gross_g"],
        "price_unit": "per g",
        "purity": golden["fineness"] * 1000,
        "currency": "KTS",
        "date_sold": date(2024, 2, 1),
    }
    found = finding(held(each(6, Q1, **row), rates()), "cooperatives.price_share")
    assert found.overall is not None
    assert found.overall.value == pytest.approx(golden["share_of_benchmark"], abs=5e-5)
    assert "62%" in found.headline


def test_the_price_of_a_file_as_people_write_it(tmp_path: Path) -> None:
    """Fineness in per cent, prices per tola: through the importer and out as the share it is."""
    head = "Coop ID,Period start,Period end,Mineral,Purity (%),Price paid,Price per,Currency,Date of sale"
    rows = [
        f"C{n:02d},2024-01-01,2024-03-31,Gold,87.5,{410 * 11.6638038},per tola,KTS,2024-02-01"
        for n in range(6)
    ]
    path = tmp_path / "returns.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    taken, _ = with_import(workspace(rates()), import_file(path))
    returns = taken.table("cooperative_statistics")
    assert returns is not None and returns.frame["date_sold"].notna().all()
    assert _share(taken) == pytest.approx(SHARE)


@pytest.mark.parametrize(
    ("unit", "grams"), [("per g", 1.0), ("KTS/kg", 1000.0), ("tola", 11.6638038), ("per oz", 31.1034768)]
)
def test_every_unit_gives_the_same_share(unit: str, grams: float) -> None:
    assert _share(_held(price_unit=unit, price_paid=410.0 * grams)) == pytest.approx(SHARE)


def test_dollars_need_no_exchange_rate() -> None:
    assert _share(_held(currency="USD", price_paid=410.0 / 12)) == pytest.approx(SHARE)


def test_the_day_of_sale_goes_before_the_end_of_the_period() -> None:
    """A rate holds for a quarter: at the end of 2026 there is none, on the day of sale there is."""
    late = (date(2026, 10, 1), date(2026, 12, 31))
    rows = each(6, late, **PRICE)
    assert not any("price" in found.code for found in findings(held(rows, rates())))
    sold = [(code, span, more | {"date_sold": date(2024, 2, 1)}) for code, span, more in rows]
    found = finding(held(sold, rates()), "cooperatives.price_share")
    assert found.overall is not None and found.overall.value == pytest.approx(SHARE)
    assert "Every price is held against the benchmark on its day of sale." in found.caveats


def test_which_day_was_used_is_told() -> None:
    rows = each(6, Q1, **PRICE) + each(4, Q2, **PRICE, date_sold=date(2024, 5, 1))
    said = " ".join(finding(held(rows, rates()), "cooperatives.price_share").caveats)
    of_both = (
        "Fewer than 5 prices are held against the benchmark on the day of sale, 6 against that at the end"
    )
    assert of_both in said
    assert "No day of sale is known" in " ".join(finding(_held(), "cooperatives.price_share").caveats)


def test_a_cooperative_counts_once_however_often_it_sells() -> None:
    rows = each(6, Q1, **PRICE) + [
        ("C00", span, PRICE | {"price_paid": 41.0}) for span in (Q2, Q4) for _ in range(1)
    ]
    found = finding(held(rows, rates()), "cooperatives.price_share")
    assert found.overall is not None
    assert (found.overall.n, found.overall.value) == (6, pytest.approx(SHARE))


@pytest.mark.parametrize(
    "change",
    [
        {"price_unit": "per lot"},
        {"purity": None},
        {"currency": "XXX"},
        {"price_paid": 0.0},
        {"mineral": "tin"},
    ],
)
def test_what_cannot_be_compared_is_not(change: dict[str, Any]) -> None:
    assert not any("price_share" in found.code for found in findings(_held(**change)))


def test_prices_by_region() -> None:
    codes = [f"C{number:02d}" for number in range(14)]
    listed = register(codes, region=["North"] * 6 + ["South"] * 6 + ["Coast"] * 2)
    rows = [
        (code, span, more | {"price_paid": 410.0 if code < "C06" else 500.0})
        for code, span, more in each(14, Q1, **PRICE)
    ]
    found = finding(held(rows, listed, rates()), "cooperatives.price_share.by.region")
    states = {one.group: one.state for one in found.estimates}
    assert states["coast"] is State.SUPPRESSED
    assert found.dimension == "region"
    draw(found)


def test_prices_by_mineral_need_a_benchmark_that_names_its_weight() -> None:
    tin = PRICE | {"mineral": "tin", "price_paid": 12.0 * 18.0, "price_unit": "per kg", "purity": 900.0}
    rows = each(6, Q1, **PRICE) + each(6, Q1, **tin)
    found = finding(
        held(rows, rates(tin=("Tin, USD per tonne", 25_000.0))), "cooperatives.price_share.by.mineral"
    )
    assert {one.group: one.value for one in found.estimates} == {
        "gold": pytest.approx(SHARE),
        "tin": pytest.approx(18.0 / 0.9 / 25.0),
    }
    unnamed = held(rows, rates(tin=("Tin price", 25_000.0)))
    assert not any(found.code.endswith("by.mineral") for found in findings(unnamed))


def test_a_price_in_another_unit_is_told() -> None:
    rows = [*each(6, Q1, **PRICE), ("D0", Q1, PRICE | {"price_paid": 41000.0})]
    said = " ".join(finding(held(rows, rates()), "cooperatives.price_share").caveats)
    assert "1 price is outside 20% to 120%" in said
