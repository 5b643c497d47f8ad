"""A table of two ways as a field of colours, each share written in its cell."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.charts.frame import Figure, axis, layout
from advocacy.charts.labels import shown
from advocacy.charts.theme import Theme
from advocacy.wording import say

_ROW, _HEAD = 34, 96  # CSS pixels of a row, of the names above the columns
_WIDE = 7  # columns; the names of more stand at an angle
_HALF = 0.5  # of the greatest share: darker cells have the letters of the ground


def heat(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw a cell per pair of groups, the greatest share darkest; rows not selected have pale names."""
    rows, columns = finding.cross_labels if len(finding.cross_labels) == 2 else _from_codes(finding)
    cells = {one.group: one for one in finding.estimates}
    grid = [[cells.get(f"{row}/{column}") for column, _ in columns] for row, _ in rows]
    most = max((one.value for line in grid for one in line if one and one.value is not None), default=0.0)
    marks = {
        "type": "heatmap",
        "x": list(range(len(columns))),
        "y": list(range(len(rows))),
        "z": [[one.value if one else None for one in line] for line in grid],
        "customdata": [[one.group if one else "" for one in line] for line in grid],
        "text": [[_hover(one, finding) for one in line] for line in grid],
        "hovertemplate": "%{text}<extra></extra>",
        "hoverongaps": False,
        "colorscale": [[0.0, theme.background], [1.0, theme.accent]],
        "zmin": 0.0,
        "zmax": most or 1.0,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }
    numbers_written = [
        {
            "x": x,
            "y": y,
            "text": numbers.estimate(one, finding) if one.value is not None else "·",
            "showarrow": False,
            "font": {
                "size": theme.size - 1,
                "color": theme.background if (one.value or 0.0) > _HALF * most else theme.text,
            },
        }
        for y, line in enumerate(grid)
        for x, one in enumerate(line)
        if one
    ]
    names = [
        shown(label, 22) if not selected or code in selected else _pale(shown(label, 22), theme)
        for code, label in rows
    ]
    return {
        "data": [marks],
        "layout": layout(
            theme,
            _HEAD + _ROW * len(rows) + (24 if len(columns) > _WIDE else 0),
            annotations=numbers_written,
            xaxis=axis(
                theme,
                side="top",
                tickmode="array",
                tickvals=list(range(len(columns))),
                ticktext=[shown(label, 14 if len(columns) <= _WIDE else 20) for _, label in columns],
                tickangle=0 if len(columns) <= _WIDE else -45,
                showgrid=False,
            ),
            yaxis=axis(
                theme,
                range=[len(rows) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(rows))),
                ticktext=names,
                showgrid=False,
            ),
        ),
    }


def _from_codes(finding: Finding) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Rows and columns named by their codes, where the finding does not name them."""
    pairs = [one.group.partition("/")[::2] for one in finding.estimates if one.group]
    rows, columns = dict.fromkeys(row for row, _ in pairs), dict.fromkeys(column for _, column in pairs)
    return tuple((code, code) for code in rows), tuple((code, code) for code in columns)


def _pale(label: str, theme: Theme) -> str:
    return f'<span style="color:{theme.muted}">{label}</span>'


def _hover(one: Estimate | None, finding: Finding) -> str:
    if one is None:
        return ""
    parts: list[Any] = [shown(one.label, 60), numbers.estimate(one, finding)]
    if one.state is not State.SUPPRESSED:
        parts.append(say("95% interval: {interval}", interval=numbers.interval(one, finding)))
        parts.append(say("n = {n}", n=numbers.whole(one, one.n)))
    return "<br>".join(parts)
