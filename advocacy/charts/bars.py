"""One bar or dot per group, its interval beside it, its value written where nothing covers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.charts.frame import Figure, axis, faint, layout, ticks, upright_line
from advocacy.charts.labels import are_crowded, shown
from advocacy.charts.letters import width
from advocacy.charts.theme import Theme
from advocacy.wording import say

_ROW, _TALL_ROW = 30, 42  # CSS pixels per group; a label in two lines needs more
_BEHIND_A_BAR, _BEHIND_A_DOT = "\u2002", "\u2003"  # spaces before a value, as wide on any axis
_WIDTH_OF_VALUE = 0.3  # of the longest bar, at the size of a card; a line or mark so near would lie in it
_ROOM_FOR_VALUES = 1.28  # the axis is longer than the longest bar so that its value can stand behind it
_NARROWEST, _NARROWEST_PLOT = 352, 120  # CSS pixels on the narrowest card; of them what labels leave
_MOST_FOR_VALUES = 0.7  # of the plot; a longer value is written over its edge


def ranked_bars(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw a horizontal bar per group, the first on top."""
    rows = _rows(finding)
    values = [one.value or 0.0 for one in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": list(range(len(rows))),
        "marker": {"color": [_colour(one, theme.bar, selected) for one in rows]},
        "customdata": [one.group for one in rows],
        "error_x": _errors(rows, theme),
        "hovertemplate": "%{text}<extra></extra>",
        "hovertext": [_hover(one, finding) for one in rows],
        "text": [_hover(one, finding) for one in rows],
        "textposition": "none",
        "width": 0.62,
    }
    return _framed(finding, theme, rows, bars)


def dots(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw a dot with its interval per group, and what a further series says of it as a mark of its own."""
    rows = _rows(finding)
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [one.value for one in rows],
        "y": list(range(len(rows))),
        "marker": {"size": 11, "color": [_colour(one, _own(one, finding, theme), selected) for one in rows]},
        "customdata": [one.group for one in rows],
        "error_x": _errors(rows, theme),
        "hovertemplate": "%{text}<extra></extra>",
        "text": [_hover(one, finding) for one in rows],
    }
    if all(one.series for one in rows):
        return _framed(finding, theme, rows, marks)
    further = [one for one in finding.estimates if one.series and one.value is not None]
    return _with_further(_framed(finding, theme, rows, marks, further), further, finding, theme, rows)


def _with_further(
    figure: Figure, further: Sequence[Estimate], finding: Finding, theme: Theme, rows: Sequence[Estimate]
) -> Figure:
    """Add the further series, as the days the law allows, and a legend that tells them from the dots."""
    place = {one.group: number for number, one in enumerate(rows)}
    for series, label in finding.series_labels:
        each = [one for one in further if one.series == series and one.group in place]
        if not each:
            continue
        figure["data"].append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": shown(label),
                "showlegend": True,
                "x": [one.value for one in each],
                "y": [place[one.group] for one in each],
                "marker": {
                    "symbol": "line-ns",
                    "size": 20,
                    "line": {"color": theme.reference, "width": 3},
                },
                "customdata": [one.group for one in each],
                "hovertemplate": "%{text}<extra></extra>",
                "text": [f"{shown(label)}<br>{numbers.estimate(one, finding)}" for one in each],
            }
        )
        figure["data"][0]["name"], figure["data"][0]["showlegend"] = shown(finding.name), True
        figure["data"][1]["showlegend"] = False
        figure["layout"]["showlegend"] = True
        figure["layout"]["legend"] = {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"}
        figure["layout"]["margin"]["t"] += 30
        figure["layout"]["height"] += 30
    return figure


def _rows(finding: Finding) -> list[Estimate]:
    """The groups; everyone only where there is no group. Of bars a second series is in the table only."""
    whole = [one for one in finding.estimates if not one.series] or list(finding.estimates)
    return [one for one in whole if one.group] or whole


def _framed(
    finding: Finding,
    theme: Theme,
    rows: Sequence[Estimate],
    marks: dict[str, Any],
    further: Sequence[Estimate] = (),
) -> Figure:
    space = _BEHIND_A_DOT if marks["type"] == "scatter" else _BEHIND_A_BAR
    ends = [max(one.high or 0.0, one.value or 0.0) for one in rows]
    beside = [one.value or 0.0 for one in further]
    longest = max([*ends, *beside, finding.reference or 0.0, 0.0]) or 1.0
    starts = [
        _start(one, end, finding, further, longest * _WIDTH_OF_VALUE)
        for one, end in zip(rows, ends, strict=True)
    ]
    texts = [space + _written(one, finding, len(rows) == 1) for one in rows]
    values = {
        "type": "scatter",
        "mode": "text",
        "x": starts,
        "y": list(range(len(rows))),
        "text": texts,
        "textposition": "middle right",
        "textfont": {"color": [theme.muted if one.value is None else theme.text for one in rows]},
        "customdata": [one.group for one in rows],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    shapes, notes, above = [], [], 8
    if finding.reference is not None:
        line, note, above = upright_line(theme, finding.reference, finding.reference_label)
        shapes.append(line)
        notes.append(note)
    labels, title = [shown(one.label or say("All")) for one in rows], _axis_title(finding)
    row = _TALL_ROW if are_crowded(labels) else _ROW
    room = _ROOM_FOR_VALUES if finding.unit is Unit.SHARE else 1.45
    reach = max(longest * room, _reach(starts, texts, labels, theme))
    return {
        "data": [marks, values],
        "layout": layout(
            theme,
            max(82, 46 + row * len(rows) + above - 8 + (24 if title else 0)),
            shapes=shapes,
            annotations=notes,
            margin={"l": 8, "r": 16, "t": above, "b": 8},
            xaxis=axis(
                theme,
                title,
                range=[0, reach],
                nticks=6,
                **ticks(finding.unit, reach),
            ),
            yaxis=axis(
                theme,
                range=[len(rows) - 0.4, -0.6],
                tickmode="array",
                tickvals=list(range(len(rows))),
                ticktext=labels,
                showgrid=False,
            ),
        ),
    }


def _written(one: Estimate, finding: Finding, is_alone: bool) -> str:
    """The value; with its interval where it is alone, and where 0 would stand at its other end."""
    value = numbers.estimate(one, finding)
    if one.high is None or one.value is None or (one.value and not is_alone):
        return value
    return f"{value} ({numbers.interval(one, finding)})"


def _reach(starts: Sequence[float], texts: Sequence[str], labels: Sequence[str], theme: Theme) -> float:
    """How far the axis goes so that each value fits behind its bar on the narrowest card."""
    lines = [line for label in labels for line in label.split("<br>")]
    plot = max(_NARROWEST_PLOT, _NARROWEST - max((width(line, theme.size) for line in lines), default=0))
    return max(
        (
            start / (1 - min(_MOST_FOR_VALUES, width(text, theme.size) / plot))
            for start, text in zip(starts, texts, strict=True)
        ),
        default=0.0,
    )


def _start(one: Estimate, end: float, finding: Finding, further: Sequence[Estimate], room: float) -> float:
    """Where the value of a group begins so that no mark lies in it, and no line close to its beginning."""
    for other in sorted(other.value or 0.0 for other in further if other.group == one.group):
        if end < other < end + room:
            end = other
    at = finding.reference
    return at if at is not None and end < at < end + room / 4 else end


def _axis_title(finding: Finding) -> str:
    if finding.unit is Unit.DAYS:
        return say("Days (median and 95% interval)")
    if finding.unit is Unit.MONEY:
        return shown(finding.currency)
    return shown(finding.counted_in)


def _own(one: Estimate, finding: Finding, theme: Theme) -> str:
    """Series side by side have a colour each; dots of one series all have the same."""
    series = [code for code, _ in finding.series_labels]
    return (
        theme.palette[series.index(one.series) % len(theme.palette)] if one.series in series else theme.accent
    )


def _colour(one: Estimate, colour: str, selected: frozenset[str]) -> str:
    return colour if not selected or one.group in selected else faint(colour, 0.35)


def _errors(rows: Sequence[Estimate], theme: Theme) -> dict[str, Any]:
    """The intervals; an end that is not reached is drawn to the value itself and said in the table."""
    above = [
        (one.high - one.value) if one.high is not None and one.value is not None else 0.0 for one in rows
    ]
    below = [(one.value - one.low) if one.low is not None and one.value is not None else 0.0 for one in rows]
    return {
        "type": "data",
        "visible": any(above) or any(below),  # no caps where there are no intervals
        "symmetric": False,
        "array": above,
        "arrayminus": below,
        "color": theme.text,
        "thickness": 1.4,
        "width": 4,
    }


def _hover(one: Estimate, finding: Finding) -> str:
    parts = [shown(one.label or say("All"), 60), numbers.estimate(one, finding)]
    if one.state is not State.SUPPRESSED:
        parts.append(say("95% interval: {interval}", interval=numbers.interval(one, finding)))
        parts.append(say("n = {n}", n=numbers.whole(one, one.n)))
    return "<br>".join(parts)
