"""Small groups stay hidden, also from subtraction."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.protection.disclosure import protect
from tests.makers import cases, workspace


def _counts(sizes: list[int]) -> Finding:
    total = sum(sizes)
    each = tuple(
        Estimate(group=f"g{i}", label=f"G{i}", value=size / total, numerator=size, denominator=total, n=total)
        for i, size in enumerate(sizes)
    )
    return Finding(
        "licensing.outcomes",
        "Outcomes",
        "Headline 7",
        Unit.SHARE,
        Chart.STACK,
        "base",
        each,
        "method",
        "status",
    )


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.integers(2, 10))
def test_no_small_count_is_shown_nor_to_be_worked_out(sizes: list[int], k: int) -> None:
    found = protect(_counts(sizes), k)
    by_group = {one.group: one for one in found.estimates}
    hidden = [size for i, size in enumerate(sizes) if by_group[f"g{i}"].state is State.SUPPRESSED]
    shown = [size for i, size in enumerate(sizes) if by_group[f"g{i}"].state is State.SHOWN]
    assert all(size >= k for size in shown)
    if hidden and shown:
        assert len(hidden) >= 2
        assert sum(hidden) >= k
    for one in found.estimates:
        if one.state is State.SUPPRESSED:
            assert (one.value, one.numerator, one.denominator, one.n, one.rows) == (None, None, None, 0, None)


def test_hidden_groups_stand_last_in_order_of_their_names() -> None:
    found = protect(_counts([3, 40, 2, 50]), 5)
    assert [one.group for one in found.estimates] == ["g1", "g3", "g0", "g2"]
    assert "7" not in found.headline
    assert any("fewer than 5" in caveat for caveat in found.caveats)


def test_a_share_of_nearly_all_hides_the_few_that_are_left() -> None:
    one = Estimate(value=0.98, numerator=98, denominator=100, n=100)
    found = Finding("survey.answers.s.q", "Q", "98%", Unit.SHARE, Chart.NUMBER, "b", (one,), "m")
    assert protect(found, 5).estimates[0].state is State.SUPPRESSED
    assert "98" not in protect(found, 5).headline


def test_curves_of_hidden_groups_go() -> None:
    groups = tuple(Estimate(group=g, label=g, value=9.0, n=n) for g, n in (("a", 3), ("b", 30), ("c", 40)))
    curves = tuple(Curve(g, g, (0.0,), (1.0,), (1.0,), (1.0,)) for g in "abc")
    found = Finding(
        "licensing.time_to_decision.by.region",
        "T",
        "h",
        Unit.DAYS,
        Chart.DOTS,
        "b",
        groups,
        "m",
        "region",
        curves=curves,
    )
    assert [curve.group for curve in protect(found, 5).curves] == ["c"]


@pytest.mark.parametrize("size", [1, 4, 5])
def test_a_whole_that_is_small_is_hidden(size: int) -> None:
    days = [date(2024, 1, 1)] * size
    found = finding(workspace(cases(days, [date(2024, 3, 1)] * size)), "licensing.time_to_decision")
    assert (found.estimates[0].state is State.SUPPRESSED) == (size < 5)
    assert bool(found.curves) == (size >= 5)


def test_findings_published_together_do_not_give_each_other_away() -> None:
    """Office and region are one thing here: hiding the small region alone would leave the office to read."""
    size = [40, 30, 20, 3]
    region = [name for name, count in zip("ABCD", size, strict=True) for _ in range(count)]
    days, decided = [date(2024, 1, 1)] * len(region), [date(2024, 3, 1)] * len(region)
    held = workspace(cases(days, decided, region=region, authority=[f"Office {r}" for r in region]))
    found = {one.code: one for one in findings(held)}
    hidden = {
        field: {
            one.label[-1]
            for one in found[f"licensing.time_to_decision.by.{field}"].estimates
            if one.state is State.SUPPRESSED
        }
        for field in ("region", "authority")
    }
    assert "D" in hidden["region"] and len(hidden["region"]) == 2
    assert hidden["region"] == hidden["authority"]


@pytest.mark.parametrize("dimension", ["region", ""])
def test_a_headline_never_tells_what_is_hidden(dimension: str) -> None:
    """Also where the groups are years or steps, which nobody can filter by."""
    groups = tuple(Estimate(group=g, label=g, value=9.0, n=n) for g, n in (("a", 3), ("b", 30), ("c", 40)))
    whole = Estimate(value=9.0, n=73)
    found = Finding(
        "licensing.within_limit.by.year",
        "T",
        "a: 9",
        Unit.DAYS,
        Chart.DOTS,
        "b",
        (whole, *groups),
        "m",
        dimension,
    )
    assert "9" not in protect(found, 5).headline


def _by_region(sizes: dict[str, int]) -> dict[str, Estimate]:
    region = [name for name, size in sizes.items() for _ in range(size)]
    days, decided = [date(2024, 1, 1)] * len(region), [date(2024, 3, 1)] * len(region)
    found = {one.code: one for one in findings(workspace(cases(days, decided, region=region)))}
    return {one.label: one for one in found["licensing.time_to_decision.by.region"].estimates if one.group}


def test_small_groups_are_put_together_before_any_is_hidden() -> None:
    found = _by_region({"A": 40, "B": 30, "C": 3, "D": 4})
    assert {label: one.n for label, one in found.items()} == {"A": 40, "B": 30, "Others (2 groups)": 7}
    assert all(one.state is State.SHOWN for one in found.values())


@pytest.mark.parametrize("sizes", [{"A": 40, "B": 30, "C": 3}, {"A": 40, "B": 30, "C": 2, "D": 2}])
def test_where_that_does_not_help_they_are_hidden(sizes: dict[str, int]) -> None:
    found = _by_region(sizes)
    assert "Others (2 groups)" not in found
    assert found["C"].state is State.SUPPRESSED
