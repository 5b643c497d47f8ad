"""What all charts have in common: letters, margins, axes, reference lines, the empty chart."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Unit
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme

TICKS = {Unit.SHARE: ".0%", Unit.NUMBER: ",.2~f"}  # of a rate below 1 whole numbers would all be 0
WIDTH = 640  # CSS pixels of a picture
Figure = dict[str, Any]
_STEPS, _MOST_TICKS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5), 7
_LETTERS_OF_LABEL, _LINE_OF_LABEL = 36, 18  # what has room above the narrowest card; CSS pixels


def layout(theme: Theme, height: int, **more: Any) -> dict[str, Any]:
    """Return the layout every chart starts from."""
    return {
        "width": WIDTH,
        "height": height,
        "paper_bgcolor": theme.background,
        "plot_bgcolor": theme.background,
        "font": {"family": theme.font, "size": theme.size, "color": theme.text},
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "minreducedheight": 24,  # of one bar; below 64 there would else be no room for what stands under it
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": theme.background, "font": {"color": theme.text}},
        "showlegend": False,
        "dragmode": False,
        **more,
    }


def axis(theme: Theme, title: str = "", **more: Any) -> dict[str, Any]:
    """Return an axis with quiet lines and a title, where it has one, that keeps clear of the ticks."""
    named = {"title": {"text": title, "standoff": 8, "font": {"color": theme.muted, "size": theme.size}}}
    return {
        **(named if title else {}),  # an empty one would take the room of a line
        "automargin": True,
        "gridcolor": theme.grid,
        "zeroline": False,
        "linecolor": theme.grid,
        "tickfont": {"color": theme.text},
        "fixedrange": True,
        **more,
    }


def ticks(unit: Unit, top: float) -> dict[str, Any]:
    """Return how an axis that reaches so far is marked.

    The library writes shares in one way only; a language that has another gets its marks written here.
    """
    if unit is not Unit.SHARE or numbers.percent(0.5) == "50%":
        return {"tickformat": TICKS.get(unit, ",.0f")}
    wide = next((step for step in _STEPS if top <= step * _MOST_TICKS), 1.0)
    marks = [round(place * wide, 4) for place in range(int(top / wide + 1e-9) + 1)]
    return {"tickmode": "array", "tickvals": marks, "ticktext": [*map(numbers.percent_of_axis, marks)]}


def upright_line(theme: Theme, at: float, label: str) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return a line across the chart at x, its label above the chart, and how high that is in CSS pixels."""
    text = shown(label, _LETTERS_OF_LABEL)
    line = {
        "type": "line",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.reference, "width": 1.5, "dash": "dash"},
    }
    note = {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left",
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": {"color": theme.reference, "size": theme.size - 1},
    }
    return line, note, _LINE_OF_LABEL * (1 + text.count("<br>")) + 6


def empty(theme: Theme, words: str) -> Figure:
    """Return a chart that says why there is nothing to draw."""
    note = {
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "text": shown(words, 50),
        "showarrow": False,
        "font": {"color": theme.muted, "size": theme.size + 1},
    }
    hidden = {"visible": False, "fixedrange": True}
    return {"data": [], "layout": layout(theme, 180, annotations=[note], xaxis=hidden, yaxis=dict(hidden))}


def ink(colour: str) -> str:
    """Black or white, whichever is read better on this colour (relative luminance, WCAG 2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def faint(colour: str, share: float) -> str:
    """Return #rrggbb at this opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def mixed(colour: str, ground: str, strength: float) -> str:
    """Return so much of #rrggbb on this ground, as #rrggbb."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c * strength + g * (1 - strength)):02X}" for c, g in pairs)
