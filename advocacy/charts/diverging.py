"""The steps of a scale as one bar: the lower half left of a middle line, the upper half right of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.charts.bars import ranked_bars
from advocacy.charts.frame import Figure, axis, faint, ink, layout, mixed
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme
from advocacy.wording import labelled

_ROOM_FOR_TEXT = 0.07  # of what is drawn; a narrower step has its number in the legend only
_LEGEND_ROW = 22
_PALEST, _NEUTRAL = 0.45, 0.4  # strength of the steps beside the middle, and of the middle itself


def diverging(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw the steps, least first; the middle one of an odd number lies on the line, half on each side.

    The finding holds no answer that is beside the scale. Where a step is hidden the others have no place
    that would be true, and there are bars.
    """
    steps = [one for one in finding.estimates if one.group and not one.series]
    if len(steps) < 2 or any(one.state is not State.SHOWN for one in steps):
        return ranked_bars(finding, theme, selected)
    starts = _starts(steps)
    ends = [start + (one.value or 0.0) for start, one in zip(starts, steps, strict=True)]
    reach = max(ends[-1], -starts[0], 0.01) * 1.02
    data = [
        _stretch(one, start, colour, finding, theme, selected, reach)
        for one, start, colour in zip(steps, starts, _colours(len(steps), theme), strict=True)
    ]
    middle = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.text, "width": 1.5},
    }
    return {
        "data": data,
        "layout": layout(
            theme,
            130 + _LEGEND_ROW * len(steps),
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


def _starts(steps: Sequence[Estimate]) -> list[float]:
    """Where each step begins, so that the middle of the scale is at 0."""
    values = [one.value or 0.0 for one in steps]
    half = len(values) // 2
    left = sum(values[:half]) + (values[half] / 2 if len(values) % 2 else 0.0)
    return [sum(values[:place]) - left for place in range(len(values))]


def _stretch(
    one: Estimate,
    start: float,
    colour: str,
    finding: Finding,
    theme: Theme,
    selected: frozenset[str],
    reach: float,
) -> dict[str, Any]:
    value = numbers.estimate(one, finding)
    words = labelled(shown(one.label, 60)) + value
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "x": [one.value or 0.0],
        "base": [start],
        "y": [0],
        "width": 0.8,
        "marker": {
            "color": colour if not selected or one.group in selected else faint(colour, 0.35),
            "line": {"color": theme.background, "width": 1},
        },
        "customdata": [one.group],
        "text": [value if (one.value or 0.0) >= _ROOM_FOR_TEXT * 2 * reach else ""],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink(colour)},
        "hovertemplate": f"{words}<extra></extra>",
    }


def _colours(steps: int, theme: Theme) -> list[str]:
    """From one strong colour over a quiet middle to another: orange and blue, told apart by everybody."""
    half = steps // 2
    strengths = [1.0 - (1.0 - _PALEST) * place / max(1, half - 1) for place in range(half)]
    left = [mixed(theme.reference, theme.background, strength) for strength in strengths]
    right = [mixed(theme.accent, theme.background, strength) for strength in reversed(strengths)]
    return [*left, *([mixed(theme.muted, theme.background, _NEUTRAL)] if steps % 2 else []), *right]
