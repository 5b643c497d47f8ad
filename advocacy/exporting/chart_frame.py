"""A chart with its finding above it and base, remarks and source below, as it is copied and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.wording import base_line, source_line
from advocacy.charts import letters
from advocacy.charts.draw import draw
from advocacy.charts.picture import PlotlyFigure
from advocacy.charts.theme import LIGHT, Theme
from advocacy.exporting.plain_text import printable

_EDGE = 20  # CSS pixels around everything
_MOST_REMARKS = 6  # lines; the brief and the table have them all


@dataclass(frozen=True)
class Line:
    """Text of one size and colour, broken into lines."""

    text: str
    size: float
    colour: str
    bold: bool = False
    most: int = 99


def titled(finding: Finding, figure: PlotlyFigure | None = None) -> PlotlyFigure:
    """Return the chart of a finding that carries its title and source with it; light, for paper and screen.

    figure: another drawing of the same finding, as its map.
    """
    figure = figure or draw(finding, LIGHT)
    wide, high = figure["layout"]["width"], figure["layout"]["height"]
    top, y = text_block(
        [Line(finding.headline, 17, LIGHT.text, bold=True), Line(base_line(finding), 12.5, LIGHT.muted)],
        _EDGE,
        _EDGE,
        wide,
    )
    below = [
        Line(source_line(finding), 11.5, LIGHT.muted),
        Line(" ".join(numbers.remarks(finding)), 11.5, LIGHT.muted, most=_MOST_REMARKS),
    ]
    bottom, end = text_block(below, _EDGE, y + 8 + high + 8, wide)
    place = f"translate({_EDGE},{y + 8})"
    return framed(figure, LIGHT, wide + 2 * _EDGE, round(end + _EDGE), top, bottom, place)


def framed(
    figure: PlotlyFigure,
    theme: Theme,
    width: int,
    height: int,
    before: str,
    after: str,
    place: str,
    scale: int = 2,
) -> PlotlyFigure:
    """Return a figure that is drawn into a larger picture; before and after are SVG made by text_block.

    place: where the chart stands, as an SVG transform. scale: pixels of the PNG per pixel.
    """
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{escape(theme.font)}">'
        f'<rect width="{width}" height="{height}" fill="{theme.background}"/>{before}<g transform="{place}">'
    )
    frame = {
        "before": start,
        "after": f"</g>{after}</svg>",
        "width": width,
        "height": height,
        "scale": scale,
    }
    return {**figure, "frame": frame}


def text_block(parts: Sequence[Line], x: float, y: float, room: float) -> tuple[str, float]:
    """Return lines of text as SVG and the y below them; texts are escaped, none is markup."""
    made: list[str] = []
    for part in parts:
        text = " ".join(printable(part.text).split())
        # Small letters are drawn a little wider than they are measured, and not everywhere in our font.
        for line in letters.lines(text, part.size, room * 0.97, part.most, part.bold):
            y += part.size * 1.32
            weight = ' font-weight="700"' if part.bold else ""
            made.append(
                f'<text x="{x:g}" y="{y:.1f}" font-size="{part.size:g}" fill="{part.colour}"{weight}>'
                f"{escape(line)}</text>"
            )
        if text:
            y += part.size * 0.35
    return "".join(made), y


def resized(figure: PlotlyFigure, width: int, height: int | None = None) -> dict[str, Any]:
    """Return the figure at another size; the label of a line stays whole where the line is near the edge."""
    layout = {**figure["layout"], "width": width}
    if height is not None:
        layout["height"] = height
    if layout.get("annotations") and "ticktext" in layout.get("yaxis", {}) and "range" in layout["xaxis"]:
        layout["annotations"] = [_inside(note, layout) for note in layout["annotations"]]
    return {**figure, "layout": layout}


def _inside(note: dict[str, Any], layout: dict[str, Any]) -> dict[str, Any]:
    """The label, begun so far left of its line that it ends within the picture."""
    if note.get("xanchor") != "left" or note.get("xref") == "paper":
        return note
    names = layout["yaxis"]["ticktext"]
    beside = layout["margin"]["l"] + max(_wide(name, layout["font"]["size"]) for name in names)
    room = layout["width"] - layout["margin"]["r"] - beside
    start = beside + room * note["x"] / layout["xaxis"]["range"][1]
    over = start + _wide(note["text"], note["font"]["size"]) - layout["width"]
    return {**note, "xshift": -round(over)} if over > 0 else note


def _wide(text: str, size: float) -> float:
    """CSS pixels that a text of a chart takes, and a little more: charts set letters wider than measured."""
    return 1.05 * max(letters.width(unescape(line), size) for line in text.split("<br>")) + 8
