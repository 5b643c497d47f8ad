"""Sums of money: what one of few paid is not told, whatever finding holds the sum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, State, Unit
from advocacy.analysis.protection.disclosure import protect
from advocacy.workspace import Protection


def _sum(amounts: Sequence[float], group: str = "", unit: Unit = Unit.MONEY, whole: float = 0.0) -> Estimate:
    paid = np.array(amounts)
    total = float(np.nansum(paid)) if len(paid) else 0.0
    if unit is Unit.SHARE:
        return Estimate(
            group=group,
            label=group,
            value=total / whole,
            numerator=total,
            denominator=whole,
            n=30,
            amounts=paid,
        )
    return Estimate(group=group, label=group, value=total, n=30, amounts=paid)


def _finding(unit: Unit, *each: Estimate) -> Finding:
    return Finding("x.by.y", "X", "h", unit, Chart.STACK, "b", each, "m", "y", currency="KTS")


_EVEN, _ONE_PAYS = [100.0] * 20, [5000.0, 30.0, 20.0, 10.0]


@pytest.mark.parametrize("protection", Protection)
@pytest.mark.parametrize("amounts", [_ONE_PAYS, [50.0], [50.0, 60.0], [float("nan"), 8.0, 0.0]])
def test_a_sum_that_tells_of_one_is_hidden(amounts: list[float], protection: Protection) -> None:
    found = protect(_finding(Unit.MONEY, _sum(amounts)), 5, protection)
    assert found.estimates[0].state is State.SUPPRESSED
    assert found.estimates[0].amounts is None
    assert "5" not in found.headline


@pytest.mark.parametrize("amounts", [_EVEN, [], [0.0] * 9])
def test_a_sum_of_many_alike_or_of_nothing_is_shown(amounts: list[float]) -> None:
    assert protect(_finding(Unit.MONEY, _sum(amounts)), 5).estimates[0].state is State.SHOWN


@pytest.mark.parametrize("protection", Protection)
def test_parts_of_one_sum_are_hidden_together(protection: Protection) -> None:
    """The others would tell the one by what is left."""
    each = [_sum(_EVEN, "a", Unit.SHARE, 9060), _sum(_EVEN, "b", Unit.SHARE, 9060)]
    found = protect(_finding(Unit.SHARE, *each, _sum(_ONE_PAYS, "c", Unit.SHARE, 9060)), 5, protection)
    assert {one.state for one in found.estimates} == {State.SUPPRESSED}
    assert any("few paid" in said for said in found.caveats)


def test_a_second_group_goes_where_the_total_would_tell_the_first() -> None:
    each = [_sum(_EVEN), _sum(_ONE_PAYS, "a"), _sum(_EVEN, "b"), _sum(_EVEN, "c")]
    found = protect(_finding(Unit.MONEY, *each), 5)
    assert sum(one.state is State.SUPPRESSED for one in found.estimates) == 2


@pytest.mark.parametrize(("n", "value"), [(9, 12000.0), (10, 12437.0)])
def test_the_middle_amount_of_few_is_not_told_to_the_digit(n: int, value: float) -> None:
    one = Estimate(value=12437.0, low=11951.0, high=13049.0, n=n)
    said = protect(_finding(Unit.MONEY, one), 5).estimates[0]
    assert said.value == value
    assert protect(_finding(Unit.MONEY, one), 5, Protection.ROUND).estimates[0].value in (12000.0, 12400.0)
