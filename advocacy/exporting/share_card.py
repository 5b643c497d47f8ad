"""One finding as a square picture for phones, legible at the width of a hand."""

from __future__ import annotations

from dataclasses import replace

from advocacy.analysis.finding import Chart, Finding
from advocacy.brief.wording import base_line, source_line
from advocacy.charts.draw import draw
from advocacy.charts.picture import PlotlyFigure
from advocacy.charts.theme import LIGHT
from advocacy.exporting.chart_frame import Line, framed, resized, text_block
from advocacy.wording import say, say_count

SIDE = 1080  # pixels; a phone shows some 360 points across, so nothing is smaller than 26
_EDGE = 56
_CHART = 484  # CSS pixels across, drawn twice as large
_MOST_GROUPS = 7
_LETTERS = replace(LIGHT, name="card", size=15)
_SMALL = 26


def share_card(finding: Finding) -> PlotlyFigure:
    """Return the card: what was found, the chart, who was counted, where it comes from."""
    shown, left = _shortened(finding)
    room = SIDE - 2 * _EDGE
    headline = Line(finding.headline, _headline_size(finding.headline), LIGHT.text, bold=True, most=5)
    before, top = text_block([headline], _EDGE, _EDGE - 20, room)
    below = [
        Line(_left_out(left), _SMALL, LIGHT.muted),
        Line(base_line(finding), _SMALL, LIGHT.text, most=4),
        Line(source_line(replace(finding, example=False), names=False), _SMALL, LIGHT.muted, most=2),
        Line(say("EXAMPLE DATA") if finding.example else "", _SMALL, LIGHT.reference, bold=True),
    ]
    _, needed = text_block(below, _EDGE, 0, room)
    start = SIDE - _EDGE + 8 - needed
    after, _ = text_block(below, _EDGE, start, room)
    line = f'<rect x="{_EDGE}" y="{start - 8:.0f}" width="{room}" height="3" fill="{LIGHT.accent}"/>'
    figure = resized(draw(shown, _LETTERS), _CHART)
    space = start - 24 - (top + 16)
    high = figure["layout"]["height"]
    factor = min(2.0, space / high)
    if high * 2 < space and finding.chart in (Chart.SURVIVAL, Chart.INCIDENCE, Chart.MONTHS):
        figure = resized(figure, _CHART, int(space / 2))  # curves use the room there is
        high, factor = int(space / 2), 2.0
    x = (SIDE - _CHART * factor) / 2
    y = top + 16 + max(0.0, (space - high * factor) / 2)
    place = f"translate({x:.1f},{y:.1f}) scale({factor:.4f})"
    return framed(figure, LIGHT, SIDE, SIDE, before, line + after, place, scale=1)


def _left_out(groups: int) -> str:
    if not groups:
        return ""
    return say_count(
        "{count} more group is not on this card.", "{count} more groups are not on this card.", groups
    )


def _headline_size(text: str) -> int:
    return 52 if len(text) <= 70 else 44 if len(text) <= 130 else 36


def _shortened(finding: Finding) -> tuple[Finding, int]:
    """The finding with so many groups as a phone shows, and how many are left out."""
    if finding.chart not in (Chart.RANKED_BARS, Chart.DOTS, Chart.STACK):
        return finding, 0
    groups = [one for one in finding.estimates if one.group and not one.series]
    if len(groups) <= _MOST_GROUPS:
        return finding, 0
    kept = {one.group for one in groups[:_MOST_GROUPS]}
    estimates = tuple(one for one in finding.estimates if not one.group or one.group in kept)
    return replace(finding, estimates=estimates), len(groups) - _MOST_GROUPS
