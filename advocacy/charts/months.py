"""Values over time: bars for what happened, a line for what is left."""

from __future__ import annotations

from typing import Any

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding
from advocacy.charts.frame import Figure, axis, layout, ticks
from advocacy.charts.labels import shown
from advocacy.charts.mark import mark_of
from advocacy.charts.theme import Theme

_MOST_NAMES = 6  # of periods beside each other; of more only every second or third is named
_LETTERS = 10  # of such a name in a line
_PALE = 0.35  # opacity of what is not selected
_POINT, _CHOSEN = 5, 11  # CSS pixels across a point of the line


def months(finding: Finding, theme: Theme, selected: frozenset[str]) -> Figure:
    """Draw each series as bars, the last of several as a line; what is not selected is pale."""
    data: list[dict[str, Any]] = []
    names = list(dict.fromkeys(one.label for one in finding.estimates))
    for number, (series, label) in enumerate(finding.series_labels):
        each = {one.label: one for one in finding.estimates if one.series == series}
        known = [each.get(name) for name in names]
        common = {
            "name": shown(label),
            "x": [shown(name, _LETTERS) for name in names],
            "y": [one.value if one else None for one in known],
            "customdata": [mark_of(one, finding) if one else "" for one in known],
            "hovertext": [_hover(one, label, finding) if one else "" for one in known],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        colour = theme.palette[number] if len(finding.series_labels) > 1 else theme.bar
        chosen = [code in selected for code in common["customdata"]] if selected else []
        pale = {"opacity": [1.0 if is_chosen else _PALE for is_chosen in chosen]} if chosen else {}
        if 0 < number == len(finding.series_labels) - 1:
            data.append(
                {
                    **common,
                    "type": "scatter",
                    "mode": "lines+markers",
                    "line": {"color": theme.accent, "width": 2.5},
                    "marker": {"size": [_CHOSEN if one else _POINT for one in chosen] or _POINT, **pale},
                }
            )
        else:
            data.append({**common, "type": "bar", "marker": {"color": colour, **pale}})
    return {
        "data": data,
        "layout": layout(
            theme,
            285,
            barmode="group",
            bargap=0.25,
            showlegend=len(data) > 1,
            legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            margin={"l": 8, "r": 16, "t": 34, "b": 8},
            xaxis=axis(
                theme,
                type="category",
                showgrid=False,
                nticks=_MOST_NAMES,
                tickangle=0,
            ),
            yaxis=axis(
                theme,
                _counted(finding),
                rangemode="tozero",
                **ticks(finding.unit, max((one.value or 0.0 for one in finding.estimates), default=1.0)),
            ),
        ),
    }


def _hover(one: Estimate, series: str, finding: Finding) -> str:
    return "<br>".join([shown(one.label), shown(series), numbers.estimate(one, finding)])


def _counted(finding: Finding) -> str:
    """What the bars count: named by the finding, else by its only series."""
    if finding.counted_in or len(finding.series_labels) != 1:
        return shown(finding.counted_in)
    return shown(finding.series_labels[0][1])
