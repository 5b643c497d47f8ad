"""A table of two ways as a field of colours, each share written in its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State
from advocacy.charts.frame import Figure, axis, ink, layout, mixed
from advocacy.charts.labels import are_crowded, shown
from advocacy.charts.theme import Theme
from advocacy.wording import say

_ROW, _TALL_ROW, _HEAD = 32, 40, 56  # CSS pixels of a row, of one named in two lines, of the names above
_WIDE = 7  # columns; the names of more stand at an angle
_SLANTED = 18  # letters of a name at an angle: in two lines it would lie on its neighbour
_NARROW = 4  # columns; the names of more are broken sooner


def heat(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw a cell per pair of groups, the greatest share darkest; rows not selected have pale names.

    Where there are many columns and fewer rows, the columns are drawn down the side, where names have room.
    """
    rows, columns = finding.cross_labels if len(finding.cross_labels) == 2 else _from_codes(finding)
    cells = {one.group: one for one in finding.estimates}
    turned = len(columns) > _WIDE and len(columns) > len(rows)
    down, across = (columns, rows) if turned else (rows, columns)
    grid = [
        [cells.get(f"{second}/{first}" if turned else f"{first}/{second}") for second, _ in across]
        for first, _ in down
    ]
    most = max((one.value for line in grid for one in line if one and one.value is not None), default=0.0)
    marks = {
        "type": "heatmap",
        "x": list(range(len(across))),
        "y": list(range(len(down))),
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
    is_slanted = len(across) > _WIDE
    pale = selected if turned else frozenset()
    names = [
        _name(code, shown(label, 22), frozenset() if turned else selected, theme) for code, label in down
    ]
    row = _TALL_ROW if are_crowded(names) else _ROW
    return {
        "data": [marks],
        "layout": layout(
            theme,
            _HEAD + row * len(down) + (64 if is_slanted else 0),
            annotations=list(_written(grid, finding, theme, most)),
            xaxis=axis(
                theme,
                side="top",
                ticks="",
                tickmode="array",
                tickvals=list(range(len(across))),
                ticktext=[
                    _name(
                        code,
                        shown(_cut(label), 60)
                        if is_slanted
                        else shown(label, 14 if len(across) <= _NARROW else 10),
                        pale,
                        theme,
                    )
                    for code, label in across
                ],
                **({"tickangle": -45} if is_slanted else {"autotickangles": [0, -45]}),
                showgrid=False,
            ),
            yaxis=axis(
                theme,
                range=[len(down) - 0.5, -0.5],
                ticks="",
                tickmode="array",
                tickvals=list(range(len(down))),
                ticktext=names,
                showgrid=False,
            ),
        ),
    }


def _written(
    grid: list[list[Estimate | None]], finding: Finding, theme: Theme, most: float
) -> Iterator[dict[str, Any]]:
    """The number in each cell; a dot where it is hidden."""
    for y, line in enumerate(grid):
        for x, one in enumerate(line):
            if one is not None:
                ground = mixed(theme.accent, theme.background, (one.value or 0.0) / (most or 1.0))
                yield {
                    "x": x,
                    "y": y,
                    "text": numbers.estimate(one, finding) if one.value is not None else "·",
                    "showarrow": False,
                    "captureevents": False,
                    "font": {"color": ink(ground)},
                }


def _name(code: str, label: str, selected: frozenset[str], theme: Theme) -> str:
    return label if not selected or code in selected else f'<span style="color:{theme.muted}">{label}</span>'


def _cut(label: str) -> str:
    return label if len(label) <= _SLANTED else f"{label[: _SLANTED - 1].rstrip()}…"


def _from_codes(finding: Finding) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Rows and columns named by their codes, where the finding does not name them."""
    pairs = [one.group.partition("/")[::2] for one in finding.estimates if one.group]
    rows, columns = dict.fromkeys(row for row, _ in pairs), dict.fromkeys(column for _, column in pairs)
    return tuple((code, code) for code in rows), tuple((code, code) for code in columns)


def _hover(one: Estimate | None, finding: Finding) -> str:
    if one is None:
        return ""
    parts: list[Any] = [shown(one.label, 60), numbers.estimate(one, finding)]
    if one.state is not State.SUPPRESSED:
        parts.append(say("95% interval: {interval}", interval=numbers.interval(one, finding)))
        parts.append(say("n = {n}", n=numbers.whole(one, one.n)))
    return "<br>".join(parts)
