"""The golden numbers of costs and prices, each to its printed digits."""

from __future__ import annotations

import json

from advocacy.analysis.cooperatives.gold_price import GRAMS_PER_TROY_OUNCE, share_of_benchmark
from advocacy.analysis.licensing.standard_cost import price_per_application, yearly_burden
from tests.printed_digits import is_printed
from tests.shared_data import REFERENCE, golden, needs_shared_data

_COVERED = {"km_6mp", "km_placebo", "logrank", "prop", "weighted", "pending_bias", "scm", "price"}


@needs_shared_data
def test_the_standard_cost_model() -> None:
    one = golden("scm")
    price = price_per_application(one["tariff_per_hour"], one["hours_by_step"], one["out_of_pocket_by_step"])
    assert price == one["price_per_application"]
    assert yearly_burden(price, one["population"], one["frequency"]) == one["total_burden"]


@needs_shared_data
def test_the_price_of_gold() -> None:
    one = golden("price")
    share = share_of_benchmark(
        one["paid_local"], one["gross_g"], one["fineness"], one["fx_local_per_usd"], one["lbma_usd_per_ozt"]
    )
    benchmark = one["lbma_usd_per_ozt"] / GRAMS_PER_TROY_OUNCE
    assert is_printed(share, str(one["share_of_benchmark"]))
    assert is_printed(benchmark, str(one["usd_per_g_fine_bench"]))
    assert is_printed(share * benchmark, str(one["usd_per_g_fine_paid"]))


@needs_shared_data
def test_no_golden_number_is_forgotten() -> None:
    """A key that is added to the file needs a test; these have one in a file of this folder."""
    assert set(json.loads((REFERENCE / "golden_numbers.json").read_text(encoding="utf-8"))) == _COVERED
