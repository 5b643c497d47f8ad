"""A mark of a chart leads to the numbers it stands for, and to no others."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.charts.draw import draw
from advocacy.charts.mark import mark_of, told_by, words_of
from advocacy.charts.theme import LIGHT


def _made(chart: Chart, estimates: tuple[Estimate, ...]) -> Finding:
    series = (("filed", "Filed"), ("decided", "Decided")) if chart is Chart.MONTHS else ()
    return Finding(
        "a.b", "Name", "Head", Unit.COUNT, chart, "Base", estimates, "Method", series_labels=series
    )


def test_the_marks_of_series_over_time_tell_which_series() -> None:
    each = tuple(
        Estimate(group=f"2024-0{month}", label=f"2024-0{month}", series=series, value=float(month))
        for month in (1, 2)
        for series in ("filed", "decided")
    )
    found = _made(Chart.MONTHS, each)
    codes = [code for trace in draw(found, LIGHT)["data"] for code in trace["customdata"]]
    assert sorted(codes) == sorted(mark_of(one, found) for one in each) and len(set(codes)) == 4
    assert told_by("2024-02/decided", found) == (each[3],)
    assert words_of("2024-02/decided", found) == "2024-02 (Decided)"


def test_a_month_without_a_number_of_a_series_has_no_mark() -> None:
    each = (
        Estimate(group="2024-01", label="2024-01", series="filed", value=1.0),
        Estimate(group="2024-02", label="2024-02", series="decided", value=1.0),
    )
    drawn = draw(_made(Chart.MONTHS, each), LIGHT)["data"]
    assert [trace["customdata"] for trace in drawn] == [["2024-01/filed", ""], ["", "2024-02/decided"]]
    json.dumps(drawn, allow_nan=False)


@pytest.mark.parametrize("chart", [Chart.RANKED_BARS, Chart.DOTS, Chart.HEAT])
def test_a_mark_is_its_group_elsewhere(chart: Chart) -> None:
    each = (Estimate(value=9.0, label="All"), Estimate(group="a/b", label="A: B", value=1.0))
    law = Estimate(group="a/b", label="A: B", series="law", value=2.0)
    found = replace(_made(chart, (*each, law)), dimension="region")
    assert told_by("a/b", found) == (each[1], law) and words_of("a/b", found) == "A: B"
    assert told_by("", found) == () and words_of("", found) == ""
    assert told_by("gone", found) == () and words_of("gone", found) == ""
