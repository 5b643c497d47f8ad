"""Places as points on the outlines of countries that come with the program; nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan, degrees, exp, log, pi, radians, tan
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding
from advocacy.analysis.protection.places import Place
from advocacy.charts.frame import Figure, faint, layout
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme
from advocacy.wording import labelled, say

LEAST = 3  # places; fewer are said better by a ranked chart
HEIGHT = 360
_MOST_NAMED = 14  # names of more places lie on each other
_MARGIN = 0.35  # of the distance between the outermost places, on each side
_NEAR_THE_POLE = 80.0  # degrees; the projection draws the pole itself at no end
_LEAST_SPAN = 2.0  # degrees shown at least
_NARROWEST, _WIDEST = 1.2, 1.8  # width by height: a card is wide, and names stand beside the dots
_DOT = (12, 30)  # CSS pixels across of the smallest and the largest value
# The shapes that are shipped: by name the degrees (west, east, south, north) they cover, the finest first.
_SHAPES = {
    "africa": (-26, 60, -38, 38),
    "south america": (-85, -33, -56, 14),
    "asia": (60, 146, -11, 56),
}


def map_points(finding: Finding, places: Sequence[Place], theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw a dot per place, larger where the value is; its value is written beside it and heard with it."""
    values = [one.estimate.value or 0.0 for one in places]
    named = len(places) <= _MOST_NAMED
    says = [labelled(shown(one.label)) + numbers.estimate(one.estimate, finding) for one in places]
    data = {
        "type": "scattergeo",
        "mode": "markers+text" if named else "markers",
        "lat": [one.latitude for one in places],
        "lon": [one.longitude for one in places],
        "text": says,
        "textposition": _positions(places),
        "textfont": {"color": theme.text, "size": theme.size - 1},
        "hovertext": [hover(one.label, one.estimate, finding) for one in places],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [one.group for one in places],
        "marker": {
            "size": _sizes(values),
            "color": [
                theme.accent if not selected or one.group in selected else faint(theme.accent, 0.35)
                for one in places
            ],
            "opacity": 0.85,
            "line": {"color": theme.background, "width": 1},
        },
    }
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    geo = base_map([one.longitude for one in places], [one.latitude for one in places], theme, _MARGIN)
    return {"data": [data], "layout": layout(theme, HEIGHT, margin=margin, geo=geo)}


def base_map(
    longitudes: Sequence[float], latitudes: Sequence[float], theme: Theme, margin: float
) -> dict[str, Any]:
    """Return the outlines of countries behind these points. margin: of their extent, on each side."""
    west, east = _span(longitudes, 180, margin)
    south, north = _span(latitudes, 90, margin)
    west, east, south, north = _as_wide_as_a_card(west, east, south, north)
    scope, resolution = "world", 110
    for name, (left, right, low, high) in _SHAPES.items():
        if left <= west and east <= right and low <= south and north <= high:
            scope, resolution = name, 50
            break
    return {
        "scope": scope,
        "resolution": resolution,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "bgcolor": theme.background,
        "showland": True,
        "landcolor": faint(theme.muted, 0.14),
        "showocean": False,
        "showlakes": False,
        "showcoastlines": True,
        "coastlinecolor": theme.muted,
        "coastlinewidth": 0.8,
        "showcountries": True,
        "countrycolor": theme.muted,
        "countrywidth": 0.8,
        "showframe": False,
    }


def _span(angles: Sequence[float], limit: int, margin: float) -> tuple[float, float]:
    low, high = min(angles), max(angles)
    return _round(low, high, max((high - low) * (1 + 2 * margin), _LEAST_SPAN), limit)


def _as_wide_as_a_card(west: float, east: float, south: float, north: float) -> tuple[float, ...]:
    """Show more round a tall or a flat extent: drawn alone it would be a strip, its names cut at the edge."""
    wide, low, high = radians(east - west), _drawn_at(south), _drawn_at(north)
    if wide < _NARROWEST * (high - low):
        west, east = _round(west, east, degrees(_NARROWEST * (high - low)), 180)
    elif wide > _WIDEST * (high - low):
        low, high = _round(low, high, wide / _WIDEST, _drawn_at(_NEAR_THE_POLE))
        south, north = min(south, _degrees_at(low)), max(north, _degrees_at(high))
    return west, east, south, north


def _drawn_at(latitude: float) -> float:
    """How far from the equator the projection draws a latitude, the width of the world being 2π."""
    return log(tan(pi / 4 + radians(max(-_NEAR_THE_POLE, min(_NEAR_THE_POLE, latitude))) / 2))


def _degrees_at(drawn: float) -> float:
    return degrees(2 * atan(exp(drawn)) - pi / 2)


def _round(low: float, high: float, span: float, limit: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return max(-limit, middle - span / 2), min(limit, middle + span / 2)


def _sizes(values: Sequence[float]) -> list[float]:
    """The area of a dot goes with its value."""
    largest = max((abs(value) for value in values), default=0.0) or 1.0
    least, most = _DOT
    return [round(max(least, most * (abs(value) / largest) ** 0.5), 1) for value in values]


def _positions(places: Sequence[Place]) -> list[str]:
    """Names stand to the side where there is more room."""
    middle = sum(one.longitude for one in places) / len(places)
    return ["middle left" if one.longitude > middle else "middle right" for one in places]


def hover(label: str, one: Estimate, finding: Finding) -> str:
    """Return what is read where the pointer is on a place."""
    parts = [shown(label, 60), numbers.estimate(one, finding)]
    parts.append(say("95% interval: {interval}", interval=numbers.interval(one, finding)))
    parts.append(say("n = {n}", n=numbers.whole(one, one.n)))
    return "<br>".join(parts)
