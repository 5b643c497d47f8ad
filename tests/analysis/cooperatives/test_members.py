"""Members of cooperatives: how many, over time, and on which rung of the ladder to a licence."""

from __future__ import annotations

from datetime import date

import pytest

from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.numbers import remarks
from advocacy.charts.draw import draw
from advocacy.workspace import Filter
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, Q4, YEAR, each, held, register


def _values(found: Finding, series: str) -> list[float | None]:
    return [one.value for one in found.estimates if one.series == series]


def test_members_are_those_of_the_latest_return() -> None:
    rows = each(6, Q1, members=10) + each(6, Q4, members=12)
    found = finding(held(rows), "cooperatives.members")
    assert found.overall is not None
    assert (found.overall.value, found.overall.n, found.overall.missing) == (72.0, 6, 0)
    assert found.headline == "The 6 cooperatives that report have 72 members"


def test_a_yearly_return_is_not_later_than_its_last_quarter() -> None:
    rows = each(6, Q4, members=12) + each(6, YEAR, members=99)
    assert finding(held(rows), "cooperatives.members").overall.value == 72.0  # type: ignore[union-attr]


def test_of_two_minerals_in_one_period_members_count_once() -> None:
    rows = each(6, Q1, members=12, mineral="gold") + each(6, Q1, members=None, mineral="tin")
    assert finding(held(rows), "cooperatives.members").overall.value == 72.0  # type: ignore[union-attr]


def test_the_silent_are_told_and_not_added() -> None:
    rows = each(12, Q1, members=10) + each(5, Q2, members=None)
    codes = [f"C{number:02d}" for number in range(20)]
    found = finding(held(rows, register(codes)), "cooperatives.members")
    assert found.overall is not None
    assert (found.overall.value, found.overall.n, found.overall.missing) == (70.0, 7, 5)
    said = " ".join(remarks(found))
    assert "8 cooperatives of the register have sent no return" in said
    assert "5 cooperatives do not say" in said


def test_few_silent_ones_are_not_told() -> None:
    found = finding(held(each(6, Q1, members=10), register(["C00", "C90", "C91"])), "cooperatives.members")
    assert not found.companions


def test_one_cooperative_is_hidden_everywhere() -> None:
    everything = held(each(1, Q1, Q2, Q3, Q4, members=200, members_women=90), register(["C00"]))
    for found in findings(everything):
        assert all(one.state is not State.SHOWN for one in found.estimates), found.code
        draw(found)


def test_no_members_is_no_share() -> None:
    found = finding(held(each(6, Q1, members=0, members_women=0)), "cooperatives.women_share")
    assert found.overall is not None and found.overall.state is State.NO_DATA


def test_over_time_a_silent_cooperative_is_no_fall_in_members() -> None:
    rows = each(10, Q1, members=50, members_women=20) + each(8, Q2, members=60, members_women=24)
    found = finding(held(rows), "cooperatives.members_over_time")
    assert _values(found, "members") == [400.0, 480.0]
    assert _values(found, "members_women") == [160.0, 192.0]
    assert {one.n for one in found.estimates} == {8}
    assert found.series_labels[-1][0] == "members"
    assert "8 cooperatives reported their members for the latest period" in remarks(found)[0]
    assert draw(found)["data"]


def test_over_time_begins_where_the_panel_is_large_enough() -> None:
    rows = each(2, Q1, members=50) + each(10, Q2, Q3, members=50)
    found = finding(held(rows), "cooperatives.members_over_time")
    assert list(dict.fromkeys(one.label for one in found.estimates)) == ["2024 Q2", "2024 Q3"]


def test_over_time_no_few_people_are_told() -> None:
    """Three women in all: neither they nor the men can be shown, the members can."""
    rows = [(code, span, {**more, "members_women": int(code < "C03")}) for code, span, more in
            each(8, Q1, Q2, members=50)]  # fmt: skip
    found = finding(held(rows), "cooperatives.members_over_time")
    assert {one.series for one in found.estimates} == {"members"}
    assert "Women" in " ".join(found.caveats)


@pytest.mark.parametrize("rows", [each(8, Q1, members=50), each(4, Q1, Q2, members=50)])
def test_over_time_needs_two_periods_and_a_panel(rows: list) -> None:  # type: ignore[type-arg]
    with pytest.raises(KeyError):
        finding(held(rows), "cooperatives.members_over_time")


def test_over_time_more_women_than_members_are_set_aside() -> None:
    rows = [
        (code, span, {**more, "members_women": 70 if code == "C00" else 20})
        for code, span, more in each(9, Q1, Q2, members=50)
    ]
    found = finding(held(rows), "cooperatives.members_over_time")
    assert _values(found, "members_women") == [160.0, 160.0]  # of eight


def _ladder() -> tuple[list[str], list[str | None]]:
    codes = [f"C{number:02d}" for number in range(24)]
    return codes, ["licensed"] * 6 + ["pending"] * 10 + ["none"] * 7 + [None]


def test_the_ladder_counts_cooperatives_and_members() -> None:
    codes, status = _ladder()
    rows = [(code, span, {"members": 10 if code < "C06" else 20}) for code, span, _ in each(24, Q1)]
    everything = held(rows, register(codes, licence_status=status))
    ladder = finding(everything, "cooperatives.licence_ladder")
    assert [(one.group, one.value, one.n) for one in ladder.estimates] == [
        ("licensed", pytest.approx(6 / 23), 6),
        ("pending", pytest.approx(10 / 23), 10),
        ("none", pytest.approx(7 / 23), 7),
    ]
    assert ladder.base == "23 cooperatives of the register whose status is known, of about 25"
    people = finding(everything, "cooperatives.licence_ladder_members")
    assert [one.value for one in people.estimates] == [
        pytest.approx(60 / 400),
        pytest.approx(200 / 400),
        pytest.approx(140 / 400),
    ]
    assert draw(ladder)["data"] and draw(people)["data"]


def test_a_rung_of_few_is_hidden_and_one_more() -> None:
    codes = [f"C{number:02d}" for number in range(22)]
    ladder = finding(
        held(
            each(22, Q1, members=30),
            register(codes, licence_status=["licensed"] * 12 + ["pending"] * 8 + ["expired"] * 2),
        ),
        "cooperatives.licence_ladder",
    )
    states = {one.group: one.state for one in ladder.estimates}
    assert states["expired"] is State.SUPPRESSED and states["pending"] is State.SUPPRESSED
    assert states["licensed"] is State.SHOWN


def test_without_a_known_status_there_is_no_ladder() -> None:
    everything = held(each(6, Q1, members=30), register(["C00", "C01"], licence_status=[None, None]))
    assert not any("ladder" in found.code for found in findings(everything))


def test_a_filter_on_the_register_holds_for_the_returns() -> None:
    codes = [f"C{number:02d}" for number in range(12)]
    regions = ["North"] * 7 + ["South"] * 5
    rows = each(13, Q1, members=10, loans_applied=10, loans_granted=5)  # the last is in no register
    filtered = held(rows, register(codes, region=regions)).with_filter(Filter("region", ("north",)))
    assert finding(filtered, "cooperatives.members").overall.value == 70.0  # type: ignore[union-attr]
    loans = finding(filtered, "cooperatives.loan_funnel")
    assert loans.estimates[0].denominator == 70 and loans.filters == ("Region: North",)


def test_returns_of_years_ago_are_told() -> None:
    old = (date(2019, 1, 1), date(2019, 3, 31))
    rows = [*each(6, Q1, members=10), ("C90", old, {"members": 10})]
    said = " ".join(finding(held(rows), "cooperatives.members").caveats)
    assert "between 31 March 2019 and 31 March 2024" in said
