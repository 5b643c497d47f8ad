"""Parts of a whole as one bar."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.charts.frame import Figure, axis, faint, ink, layout
from advocacy.charts.group_colours import group_colours
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme
from advocacy.wording import labelled

_ROOM_FOR_TEXT = 0.07  # a narrower part has its number in the legend only
_LEGEND_ROW = 22


def stack(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw one bar with a stretch per group; the legend gives every number."""
    parts = [one for one in finding.estimates if one.group]
    data: list[dict[str, Any]] = []
    colours = group_colours(theme, [one.group for one in parts])
    for one, colour in zip(parts, colours, strict=True):
        value = numbers.estimate(one, finding)
        words = labelled(shown(one.label, 60)) + value
        is_pale = bool(selected) and one.group not in selected
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words,
                "x": [one.value or 0.0],
                "y": [0],
                "width": 0.8,
                "marker": {
                    "color": faint(colour, 0.35) if is_pale else colour,
                    "line": {"color": theme.background, "width": 1},
                },
                "customdata": [one.group],
                "text": [value if (one.value or 0) >= _ROOM_FOR_TEXT else ""],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": theme.text if is_pale else ink(colour)},
                "hovertemplate": f"{words}<extra></extra>",
            }
        )
    return {
        "data": data,
        "layout": layout(
            theme,
            130 + _LEGEND_ROW * len(parts),
            barmode="stack",
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
            xaxis=axis(theme, range=[0, 1], visible=False),
            yaxis=axis(theme, range=[-0.5, 0.5], visible=False),
        ),
    }
