"""Mercury: a blank is not none, more recovered than used is set aside. Land: sums."""

from __future__ import annotations

from typing import Any

import pytest

from advocacy.analysis.finding import State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.numbers import remarks
from advocacy.charts.draw import draw
from tests.analysis.cooperative_workspaces import Q1, Q2, each, held

GOLD = {"mineral": "gold", "production": 1.0, "production_unit": "kg", "purity": 500.0}
MERCURY = GOLD | {"mercury_used_kg": 1.0, "mercury_recovered_kg": 0.5}


def test_a_blank_recovery_is_not_none() -> None:
    rows = each(6, Q1, **MERCURY) + each(6, Q2, **(MERCURY | {"mercury_recovered_kg": None}))
    found = finding(held(rows), "cooperatives.mercury_lost")
    assert found.overall is not None and found.overall.value == pytest.approx(1.0)
    # 6 kg of gold in all: 3 kg lost if all of the blank was recovered, 9 kg if nothing was
    assert "the loss lies at 0.5 to 1.5 kg per kg" in " ".join(remarks(found))


def test_where_no_recovery_is_known_only_bounds_are_told() -> None:
    found = finding(held(each(6, Q1, **GOLD, mercury_used_kg=1.0)), "cooperatives.mercury_lost")
    assert found.overall is not None and found.overall.state is State.NO_DATA
    assert "not known" in found.headline
    assert "at 0 to 2 kg per kg" in " ".join(remarks(found))
    draw(found)


def test_more_recovered_than_used_is_set_aside() -> None:
    rows = [*each(6, Q1, **MERCURY), ("C00", Q2, MERCURY | {"mercury_recovered_kg": 7.0})]
    found = finding(held(rows), "cooperatives.mercury_lost")
    assert found.overall is not None and found.overall.value == pytest.approx(1.0)
    assert "more mercury recovered than used" in " ".join(found.caveats)


@pytest.mark.parametrize("change", [{"production": 0.0}, {"mineral": "tin"}, {"production_unit": "bags"}])
def test_without_fine_gold_there_is_no_rate(change: dict[str, Any]) -> None:
    codes = [one.code for one in findings(held(each(6, Q1, **(MERCURY | change))))]
    assert "cooperatives.mercury_lost" not in codes


def test_land_rehabilitated_may_be_more_than_disturbed() -> None:
    rows = each(6, Q1, land_disturbed_ha=2.0, land_rehabilitated_ha=3.0)
    overall = finding(held(rows), "cooperatives.rehabilitated").overall
    assert overall is not None and overall.value == pytest.approx(1.5)


def test_no_land_disturbed_is_no_rate() -> None:
    codes = [
        one.code for one in findings(held(each(6, Q1, land_disturbed_ha=0.0, land_rehabilitated_ha=3.0)))
    ]
    assert "cooperatives.rehabilitated" not in codes
