"""Places as areas, the darker the higher the value; the shapes stand in the figure, nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding
from advocacy.analysis.protection.areas import Area
from advocacy.charts.frame import TICKS, Figure, faint, ink, layout, mixed
from advocacy.charts.labels import shown
from advocacy.charts.map_points import HEIGHT, base_map, hover
from advocacy.charts.theme import Theme
from advocacy.importing.shapes_file import Polygon

LEAST = 2  # areas with a value; of one the chart says all
_MOST_NAMED = 14
_PALEST = 0.25  # how much of the colour the lowest value has
_PALE = 0.35  # of the groups that are not selected
_MARGIN = 0.06  # of the extent of the areas, on each side


def map_areas(finding: Finding, areas: Sequence[Area], theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw an area per shape; those of which nothing may be told are only outlined."""
    told = [(area, area.estimate) for area in areas if area.estimate is not None]
    rest = [area for area in areas if area.estimate is None]
    data = [_outlines(rest, theme)] if rest else []
    data.append(_filled(told, finding, theme, selected))
    if len(told) <= _MOST_NAMED:
        data.append(_names(told, finding, theme, selected))
    corners = [point for area in areas for polygon in area.polygons for point in polygon[0]]
    geo = base_map([x for x, _ in corners], [y for _, y in corners], theme, _MARGIN)
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    return {
        "data": data,
        "layout": layout(theme, HEIGHT, margin=margin, geo=geo),
    }


def _filled(
    told: Sequence[tuple[Area, Estimate]], finding: Finding, theme: Theme, selected: frozenset[str]
) -> dict[str, Any]:
    values = [one.value or 0.0 for _, one in told]
    codes = [one.group for _, one in told]
    return {
        **_areas([area for area, _ in told], codes),
        "z": values,
        "customdata": codes,
        "hovertext": [hover(area.label, one, finding) for area, one in told],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "colorscale": [[0, mixed(theme.accent, theme.background, _PALEST)], [1, theme.accent]],
        "marker": {
            "line": {"color": theme.background, "width": 1.2},
            "opacity": [_strength(code, selected) for code in codes],
        },
        "colorbar": {
            "thickness": 10,
            "len": 0.6,
            "outlinewidth": 0,
            "tickformat": TICKS.get(finding.unit, ",.2~s"),
            "tickfont": {"color": theme.text, "size": theme.size - 1},
        },
        "showscale": len(told) > _MOST_NAMED,
    }


def _outlines(rest: Sequence[Area], theme: Theme) -> dict[str, Any]:
    return {
        **_areas(rest, [f"~{place}" for place in range(len(rest))]),
        "z": [0] * len(rest),
        "hoverinfo": "skip",
        "showscale": False,
        "colorscale": [[0, faint(theme.muted, 0.18)], [1, faint(theme.muted, 0.18)]],
        "marker": {"line": {"color": theme.muted, "width": 0.6}},
    }


def _areas(areas: Sequence[Area], codes: Sequence[str]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": area.polygons},
        }
        for area, code in zip(areas, codes, strict=True)
    ]
    return {
        "type": "choropleth",
        "locationmode": "geojson-id",
        "geojson": {"type": "FeatureCollection", "features": features},
        "locations": list(codes),
    }


def _names(
    told: Sequence[tuple[Area, Estimate]], finding: Finding, theme: Theme, selected: frozenset[str]
) -> dict[str, Any]:
    """Name and value in the middle of each area, black or white as its shade asks."""
    values = [one.value or 0.0 for _, one in told]
    low, extent = min(values), (max(values) - min(values)) or 1.0
    shades = [
        mixed(
            theme.accent,
            theme.background,
            (_PALEST + (1 - _PALEST) * (value - low) / extent) * _strength(one.group, selected),
        )
        for value, (_, one) in zip(values, told, strict=True)
    ]
    middles = [_middle(area.polygons) for area, _ in told]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [x for x, _ in middles],
        "lat": [y for _, y in middles],
        "text": [f"{shown(area.label)}<br>{numbers.estimate(one, finding)}" for area, one in told],
        "textfont": {"color": [ink(shade) for shade in shades], "size": theme.size - 1},
        "hoverinfo": "skip",
    }


def _strength(group: str, selected: frozenset[str]) -> float:
    return 1.0 if not selected or group in selected else _PALE


def _middle(polygons: Sequence[Polygon]) -> tuple[float, float]:
    """The middle of the box round the largest part."""
    boxes = []
    for polygon in polygons:
        across, along = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
        west, east, south, north = min(across), max(across), min(along), max(along)
        boxes.append(((east - west) * (north - south), (west + east) / 2, (south + north) / 2))
    _, x, y = max(boxes)
    return x, y
