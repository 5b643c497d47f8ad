"""Maps: plain figures of the places that may be drawn, on shapes that come with the program."""

from __future__ import annotations

import json
from math import log, pi, radians, tan

import plotly.graph_objects as go
import pytest

from advocacy.analysis.finding import Chart
from advocacy.analysis.protection.places import Place
from advocacy.charts.map_points import map_points
from advocacy.charts.theme import DARK, LIGHT, Theme
from advocacy.resources import RESOURCES
from tests.charts.test_draw import PAYLOADS, _one

SPOTS = {
    "africa": [(6.1, -1.2), (7.3, -2.0), (5.4, -0.3)],
    "south america": [(-4.0, -60.0), (-6.0, -58.0), (-12.0, -70.0)],
    "asia": [(1.0, 113.0), (-2.0, 120.0), (14.0, 121.0)],
    "world": [(6.1, -1.2), (-4.0, -60.0), (1.0, 113.0)],
}


def _places(where: list[tuple[float, float]], labels: list[str]) -> tuple[Place, ...]:
    finding = _one(Chart.DOTS, labels)
    spots = zip(finding.estimates, where, strict=True)
    return tuple(Place(e.group, e.label, lat, lon, e) for e, (lat, lon) in spots)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("scope", SPOTS)
def test_the_finest_shapes_that_are_shipped_are_taken(scope: str, theme: Theme) -> None:
    labels = ["A", "B", "C"]
    figure = map_points(_one(Chart.DOTS, labels), _places(SPOTS[scope], labels), theme, frozenset({"g1"}))
    json.dumps(figure)
    go.Figure(figure)
    geo = figure["layout"]["geo"]
    assert geo["scope"] == scope
    assert (
        RESOURCES / "web" / "plotly" / f"{geo['scope'].replace(' ', '-')}_{geo['resolution']}m.js"
    ).exists()
    assert figure["data"][0]["customdata"] == ["g0", "g1", "g2"]
    colours = figure["data"][0]["marker"]["color"]
    assert colours[1] == theme.accent and colours[0].startswith("rgba")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_of_places_stay_texts(payload: str) -> None:
    labels = [payload, "B", "C"]
    figure = map_points(_one(Chart.DOTS, labels), _places(SPOTS["africa"], labels), LIGHT, frozenset())
    text = json.dumps(figure, ensure_ascii=False)
    for harm in ("<a", "<script", "\u202e"):
        assert harm not in text


def test_many_places_are_named_when_pointed_at() -> None:
    labels = [f"P{i}" for i in range(40)]
    figure = map_points(
        _one(Chart.DOTS, labels),
        _places([(5.0 + i / 10, i / 5) for i in range(40)], labels),
        LIGHT,
        frozenset(),
    )
    assert figure["data"][0]["mode"] == "markers"
    assert "P7" in figure["data"][0]["hovertext"][7]


@pytest.mark.parametrize(
    "spots",
    [
        [(5.0, -1.0), (8.0, -1.1), (11.0, -1.0)],  # a country that is high
        [(5.0, -10.0), (5.1, 0.0), (5.2, 30.0)],  # and one that is flat
        [(68.0, 20.0), (69.0, 20.5), (70.0, 21.0)],  # near the pole a degree to the east is short
        [(6.1, -1.2), (-4.0, -60.0), (1.0, 113.0)],
    ],
)
def test_a_map_is_as_wide_as_a_card_so_that_no_name_is_cut(spots: list[tuple[float, float]]) -> None:
    geo = map_points(_one(Chart.DOTS, ["A", "B", "C"]), _places(spots, ["A", "B", "C"]), LIGHT, frozenset())[
        "layout"
    ]["geo"]
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    assert all(west < x < east and south < y < north for y, x in spots)
    assert west >= -180 and east <= 180 and south >= -90 and north <= 90
    high = log(tan(pi / 4 + radians(north) / 2)) - log(tan(pi / 4 + radians(south) / 2))
    assert 1.19 < radians(east - west) / high < 1.81
