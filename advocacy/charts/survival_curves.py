"""Curves of the share still waiting, or of those that have had an outcome, with their bands."""

from __future__ import annotations

from typing import Any

from advocacy.analysis.finding import Chart, Curve, Finding, Unit
from advocacy.charts.frame import Figure, axis, faint, layout, ticks, upright_line
from advocacy.charts.group_colours import group_colours
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme
from advocacy.wording import say

_BESIDE = 2  # names of curves that stand beside each other; more stand one below the other
_LEGEND_ROW = 21  # CSS pixels


def survival_curves(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw one step curve per group; the band is drawn for one curve or two, more would hide each other."""
    curves = finding.curves[: len(theme.palette)]
    data: list[dict[str, Any]] = []
    colours = group_colours(theme, [curve.group for curve in curves])
    for curve, colour in zip(curves, [theme.accent] if len(curves) == 1 else colours, strict=True):
        strength = 1.0 if not selected or curve.group in selected else 0.35
        if len(curves) <= 2:
            data += _band(curve, colour)
        data.append(_line(curve, colour, strength))
    is_waiting = finding.chart is Chart.SURVIVAL
    half = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": 0.5,
        "y1": 0.5,
        "line": {"color": theme.muted, "width": 1, "dash": "dot"},
    }
    shapes: list[dict[str, Any]] = [half] if is_waiting else []
    notes: list[dict[str, Any]] = []
    above = 12
    if finding.reference is not None:
        line, note, above = upright_line(theme, finding.reference, finding.reference_label)
        shapes.append(line)
        notes.append(note)
    named, listed = len(curves) > 1, len(curves) > _BESIDE
    height = say("Still waiting") if is_waiting else say("Share")
    return {
        "data": data,
        "layout": layout(
            theme,
            275 + (_LEGEND_ROW * len(curves) + 10 if listed else 30 if named else 0),
            shapes=shapes,
            annotations=notes,
            margin={"l": 8, "r": 16, "t": above, "b": 8},
            showlegend=named,
            legend={
                "orientation": "v" if listed else "h",
                "traceorder": "normal",  # bands would turn it round
                "x": 0,
                "y": -0.24,
                "yanchor": "top",
                "font": {"color": theme.text},
            },
            xaxis=axis(theme, say("Days since the application"), rangemode="tozero", showgrid=False),
            yaxis=axis(theme, height, range=[0, 1.02], **ticks(Unit.SHARE, 1.0)),
        ),
    }


def _line(curve: Curve, colour: str, strength: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": shown(curve.label or say("All applications")),
        "x": list(curve.times),
        "y": list(curve.share),
        "line": {"shape": "hv", "color": colour, "width": 2.5},
        "opacity": strength,
        "customdata": [curve.group] * len(curve.times),
        "hovertemplate": say("Day {day}: {share}", day="%{x:,.0f}", share="%{y:.0%}") + "<extra></extra>",
    }


def _band(curve: Curve, colour: str) -> list[dict[str, Any]]:
    known = [
        i for i, (low, high) in enumerate(zip(curve.low, curve.high, strict=True)) if None not in (low, high)
    ]
    common = {
        "type": "scatter",
        "mode": "lines",
        "x": [curve.times[i] for i in known],
        "line": {"shape": "hv", "width": 0, "color": colour},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [
        {**common, "y": [curve.high[i] for i in known]},
        {**common, "y": [curve.low[i] for i in known], "fill": "tonexty", "fillcolor": faint(colour, 0.16)},
    ]
