"""The steps of a scale as one bar on both sides of its middle."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding
from advocacy.charts.bars import ranked_bars
from advocacy.charts.frame import Figure, axis, faint, layout, mixed
from advocacy.charts.labels import shown
from advocacy.charts.stack import written_on
from advocacy.charts.theme import Theme

_ROOM_FOR_TEXT = 0.09  # of the chart; a narrower step has its number in the legend only
_LEGEND_ROW = 22
_PALEST, _DARKEST = 0.45, 1.0


def diverging(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw the steps side by side, the middle of the scale at zero; the legend gives every number.

    Where a step is hidden its width would show in the gap: bars from zero are drawn instead.
    """
    steps = [one for one in finding.estimates if one.group and not one.series]
    if len(steps) < 2 or any(one.value is None for one in steps):
        return ranked_bars(finding, theme, selected)
    starts = _starts(steps)
    reach = 1.04 * max(-starts[0], starts[-1] + (steps[-1].value or 0.0)) or 1.0
    colours = _colours(len(steps), theme)
    data: list[dict[str, Any]] = []
    for one, start, colour in zip(steps, starts, colours, strict=True):
        value = numbers.estimate(one, finding)
        strong = not selected or one.group in selected
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": f"{shown(one.label, 60)}: {value}",
                "x": [one.value],
                "base": [start],
                "y": [0],
                "width": 0.8,
                "marker": {
                    "color": colour if strong else faint(theme.muted, 0.35),
                    "line": {"color": theme.background, "width": 1},
                },
                "customdata": [one.group],
                "text": [value if (one.value or 0.0) >= 2 * reach * _ROOM_FOR_TEXT else ""],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": written_on(colour)},
                "hovertemplate": f"{shown(one.label, 60)}: {value}<extra></extra>",
            }
        )
    middle = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.muted, "width": 1.5, "dash": "dot"},
    }
    return {
        "data": data,
        "layout": layout(
            theme,
            140 + _LEGEND_ROW * len(steps),
            barmode="overlay",
            shapes=[middle],
            showlegend=True,
            legend={
                "orientation": "v",
                "x": 0,
                "y": -0.12,
                "yanchor": "top",
                "traceorder": "normal",
                "itemclick": False,
                "itemdoubleclick": False,
            },
            xaxis=axis(theme, range=[-reach, reach], visible=False),
            yaxis=axis(theme, range=[-0.5, 0.5], visible=False),
        ),
    }


def _starts(steps: list[Estimate]) -> list[float]:
    """Where each step begins; of an odd number of steps the middle one lies half on either side."""
    values = [one.value or 0.0 for one in steps]
    half = len(steps) // 2
    left = sum(values[:half]) + (values[half] / 2 if len(steps) % 2 else 0.0)
    return [sum(values[:place]) - left for place in range(len(steps))]


def _colours(steps: int, theme: Theme) -> list[str]:
    """From the one end through a pale middle to the other; both ends can be told apart by everybody."""
    low, high, half = theme.palette[5], theme.palette[0], steps // 2
    found = []
    for place in range(steps):
        if steps % 2 and place == half:
            found.append(mixed(theme.muted, theme.background, 0.5))
            continue
        away = half - place if place < half else place - (steps - half) + 1
        strength = _PALEST + (_DARKEST - _PALEST) * away / half
        found.append(mixed(low if place < half else high, theme.background, strength))
    return found
