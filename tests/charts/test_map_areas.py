"""Maps of areas: plain figures with the shapes in them, names as texts, values in every area."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from advocacy.analysis.finding import Chart
from advocacy.analysis.protection.areas import Area
from advocacy.charts.map_areas import map_areas
from advocacy.charts.map_of import Where, map_of
from advocacy.charts.theme import DARK, LIGHT, PRINT, Theme
from tests.charts.test_draw import PAYLOADS, _one


def _areas(labels: list[str], rest: str = "Elsewhere") -> tuple[Area, ...]:
    finding = _one(Chart.DOTS, labels)
    made = [
        Area(e.label, ((((i, 0), (i, 1), (i + 1, 1), (i + 1, 0), (i, 0)),),), e)
        for i, e in enumerate(finding.estimates)
    ]
    return (*made, Area(rest, ((((9, 0), (9, 1), (10, 1), (9, 0)),),)))


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda t: t.name)
def test_told_areas_can_be_clicked_and_others_are_outlines(theme: Theme) -> None:
    labels = ["A", "B", "C"]
    figure = map_areas(_one(Chart.DOTS, labels), _areas(labels), theme, frozenset({"g1"}))
    json.dumps(figure)
    go.Figure(figure)
    rest, told, names = figure["data"]
    assert "customdata" not in rest and rest["hoverinfo"] == "skip"
    assert told["customdata"] == told["locations"] == ["g0", "g1", "g2"]
    assert told["marker"]["opacity"] == [0.35, 1.0, 0.35]
    assert [text.partition("<br>")[0] for text in names["text"]] == labels
    assert set(names["textfont"]["color"]) <= {"#000000", "#FFFFFF"}
    assert isinstance(told["geojson"], dict)  # never an address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_of_places_stay_texts(payload: str) -> None:
    labels = [payload, "B", "C"]
    figure = map_areas(_one(Chart.DOTS, labels), _areas(labels, payload), LIGHT, frozenset())
    text = json.dumps(figure, ensure_ascii=False)
    for harm in ("<a", "<script", "\u202e"):
        assert harm not in text


def test_many_areas_have_a_scale_in_place_of_names() -> None:
    labels = [f"P{i}" for i in range(40)]
    figure = map_areas(_one(Chart.DOTS, labels), _areas(labels), LIGHT, frozenset())
    assert len(figure["data"]) == 2
    assert figure["data"][1]["showscale"]


def test_areas_of_equal_values_and_too_few_areas() -> None:
    finding = _one(Chart.DOTS, ["A"])
    assert map_of(finding, Where(_areas(["A"])), LIGHT, frozenset()) is None
    assert map_of(finding, Where(), LIGHT, frozenset()) is None
    assert map_of(_one(Chart.DOTS, ["A", "B"]), Where(_areas(["A", "B"])), LIGHT, frozenset()) is not None
