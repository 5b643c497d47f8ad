"""Hurdle by region, the age of laws, what is pending where, the gap between women and men."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, State
from advocacy.analysis.findings import finding, findings, licensing
from advocacy.analysis.licensing.gap import difference, gap
from advocacy.workspace import Filter, Workspace
from tests.makers import cases, table, workspace

DAY = date(2024, 1, 1)


def _held(hurdles: list[str | None], region: list[str | None], **more: list[object]) -> Workspace:
    days = [DAY] * len(hurdles)
    return workspace(cases(days, days, hurdles=hurdles, region=region, **more))


def _cell(one: Finding, group: str) -> Estimate:
    return next(each for each in one.estimates if each.group == group)


def test_each_cell_is_a_share_of_its_region() -> None:
    north = ["fees delay"] * 10 + ["fees"] * 10 + ["delay"] * 10
    south = ["delay"] * 12 + ["none"] * 8 + [None] * 4
    found = finding(_held([*north, *south], ["North"] * 30 + ["South"] * 24), "licensing.hurdles_by_region")
    assert found.chart is Chart.HEAT
    fees, delay = _cell(found, "north/fees"), _cell(found, "south/delay")
    assert (fees.value, fees.numerator, fees.n) == (20 / 30, 20, 30)
    assert (delay.value, delay.n, delay.missing) == (12 / 20, 20, None)
    assert _cell(found, "north/delay").rows is not None
    assert len(_cell(found, "north/delay").rows.positions) == 20  # type: ignore[union-attr]
    assert [code for code, _ in found.cross_labels[0]] == ["north", "south"]
    assert "none" not in {code for code, _ in found.cross_labels[1]}


def test_a_hidden_cell_cannot_be_worked_out_from_its_hurdle() -> None:
    """Two fees in the South: of the three regions another one's fees must be hidden too."""
    hurdles = ["fees"] * 20 + ["delay"] * 20 + ["fees"] * 9 + ["delay"] * 31 + ["fees"] * 2 + ["delay"] * 28
    regions = ["North"] * 40 + ["Coast"] * 40 + ["South"] * 30
    found = finding(_held(hurdles, regions), "licensing.hurdles_by_region")
    hidden = {one.group for one in found.estimates if one.state is State.SUPPRESSED}
    assert {"south/fees", "coast/fees"} <= hidden
    assert "north/fees" not in hidden


def test_small_regions_are_left_out_with_the_one_that_would_tell_of_them() -> None:
    held = _held(["fees", "delay"] * 31, ["North"] * 30 + ["Coast"] * 20 + ["West"] * 10 + ["South"] * 2)
    found = finding(held, "licensing.hurdles_by_region")
    assert [code for code, _ in found.cross_labels[0]] == ["north", "coast"]
    assert "Small regions" in " ".join(found.caveats)


def test_the_table_ignores_a_filter_on_the_region() -> None:
    held = _held(["fees", "delay"] * 30, ["North"] * 30 + ["South"] * 30)
    (found,) = licensing(
        held.with_filter(Filter("region", ("north",))), wanted=("licensing.hurdles_by_region",)
    )
    assert [code for code, _ in found.cross_labels[0]] == ["north", "south"]


@pytest.mark.parametrize(
    ("hurdles", "region"),
    [
        ([None] * 20, ["North", "South"] * 10),
        (["fees"] * 20, ["North"] * 20),
        (["none"] * 20, ["A", "B"] * 10),
    ],
)
def test_there_is_no_table_without_two_regions_and_a_hurdle(
    hurdles: list[str | None], region: list[str | None]
) -> None:
    codes = [one.code for one in findings(_held(hurdles, region))]
    assert "licensing.hurdles_by_region" not in codes


def _lawful(years: list[int | None], basis: list[str | None]) -> Workspace:
    days = [DAY] * len(basis)
    return workspace(
        cases(days, days, hurdles=["fees"] * len(basis), legal_basis=basis),
        table("legal_provision", {"law": ["Mining Act", "Water Act", "Mining Act"], "year_enacted": years}),
    )


def test_the_age_of_a_law_is_that_of_its_last_year() -> None:
    held = _lawful([1980, 2004, 1994], ["Mining Act, s. 41"] * 7 + ["the WATER ACT"] * 3 + ["other"] * 5)
    found = finding(held, "licensing.law_age")
    (fees,) = found.estimates
    assert (fees.value, fees.n, fees.missing) == (30.0, 10, 5)
    assert fees.rows is not None and len(fees.rows.positions) == 10
    assert "30" in found.headline


@pytest.mark.parametrize("years", [[None, None, None], [2999, 2999, 2999], [10, 10, 10]])
def test_without_a_usable_year_there_is_no_age(years: list[int | None]) -> None:
    codes = [one.code for one in findings(_lawful(years, ["Mining Act", "Water Act"] * 10))]
    assert "licensing.law_age" not in codes


def test_what_is_pending_is_told_by_authority() -> None:
    """Twenty pending at each office: at one all are old, at the other a quarter."""
    today = date(2024, 12, 31)
    old, young = today - timedelta(days=200), today - timedelta(days=20)
    applied = [old] * 20 + [old] * 5 + [young] * 15 + [DAY]
    held = workspace(
        cases(applied, [None] * 40 + [today], authority=["Office A"] * 20 + ["Office B"] * 20 + [None]),
        data_date=today,
        limit=90,
    )
    found = finding(held, "licensing.pending_age.by.authority")
    shares = {one.group: (one.value, one.n) for one in found.estimates}
    assert shares == {"": (25 / 40, 40), "office a": (1.0, 20), "office b": (0.25, 20)}
    assert found.estimates[2].rows is not None and len(found.estimates[2].rows.positions) == 5


def test_the_gap_is_the_example_of_its_source() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table II, method 10: 56/70 and 48/80 by Wilson."""
    one = Estimate(value=56 / 70, low=0.692, high=0.877, n=70)
    other = Estimate(value=48 / 80, low=0.490, high=0.700, n=80)
    interval = difference(one, other)
    assert interval == pytest.approx((0.0524, 0.3339), abs=1e-3)


def test_the_gap_covers_the_truth() -> None:
    """Of 400 draws from groups that differ by 0.2, the interval holds 0.2 in nearly 95 of 100."""
    from advocacy.analysis.statistics.proportion import wilson

    chance, held = np.random.default_rng(7), 0
    for _ in range(400):
        pair = []
        for share in (0.5, 0.3):
            found = int(chance.binomial(80, share))
            low, high = wilson(found, 80)
            pair.append(Estimate(value=found / 80, low=low, high=high, n=80))
        interval = difference(*pair)
        assert interval is not None
        held += interval[0] <= 0.2 <= interval[1]
    assert 0.92 <= held / 400 <= 0.98


def _share(code: str, met: int, n: int) -> Estimate:
    value = met / n
    return Estimate(
        code, code, value=value, low=value - 0.1, high=value + 0.1, numerator=met, denominator=n, n=n
    )


def test_of_hidden_groups_no_gap_is_told() -> None:
    assert gap("gender", [_share("female", 10, 40), _share("male", 20, 40)], 5)
    assert not gap("gender", [_share("female", 10, 40), _share("male", 20, 40), _share("other", 1, 3)], 5)
    assert not gap("region", [_share("a", 10, 40), _share("b", 20, 40)], 5)
    (told,) = gap("gender", [_share("female", 3, 40), _share("male", 20, 40)], 5)
    assert told.estimate.n == 3  # so few that the protection takes it away


def test_the_gap_stands_beside_the_shares() -> None:
    size = 60
    applied = [DAY + timedelta(days=i % 30) for i in range(size)]
    decided = [day + timedelta(days=30 if i % 2 or i % 3 == 0 else 150) for i, day in enumerate(applied)]
    held = workspace(
        cases(applied, decided, gender=["female" if i % 2 else "male" for i in range(size)]), limit=90
    )
    found = finding(held, "licensing.within_limit.by.gender")
    said = [one.sentence for one in found.companions]
    assert len(said) == 1 and "percentage points above “Male”" in said[0]
    assert found.companions[0].estimate.value == pytest.approx(67)


def test_a_gap_of_one_point_is_one_point() -> None:
    (one,) = gap("gender", [_share("female", 100, 200), _share("male", 98, 200)], 5)
    (more,) = gap("gender", [_share("female", 100, 200), _share("male", 90, 200)], 5)
    assert "{value} percentage point above" in one.sentence
    assert "{value} percentage points above" in more.sentence
