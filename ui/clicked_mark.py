"""What a click on a mark of a chart filters on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advocacy.analysis.finding import Chart, Finding
from advocacy.workspace import Filter, Workspace

Change = Callable[[Workspace], Workspace]


def filter_of_mark(findings: Sequence[Finding], code: str, group: str) -> tuple[str, Change] | None:
    """Return the group in words and the change that filters on it; clicked again, the filter goes.

    None where the marks of this finding are no groups of a field, and for groups that no value of it is. A
    cell of a table of two ways is clicked for its row.
    """
    from advocacy.analysis.groups import OTHERS  # once charts are seen it is loaded; before, it takes seconds
    from advocacy.analysis.licensing.outcomes import DECIDED
    from advocacy.analysis.survey.tally import OTHERS as OTHER_ANSWERS

    finding = next((one for one in findings if one.code == code), None)
    if finding is None or not finding.dimension:
        return None
    if finding.chart is Chart.HEAT:
        group = group.partition("/")[0]
        labels = dict(finding.cross_labels[0]) if finding.cross_labels else {}
    else:
        labels = {one.group: one.label for one in finding.estimates if not one.series}
    field = finding.dimension
    if group in (OTHERS, OTHER_ANSWERS, DECIDED):
        return None

    def toggle(workspace: Workspace) -> Workspace:
        chosen = next((one.values for one in workspace.filters if one.field == field), ())
        values = tuple(value for value in chosen if value != group) if group in chosen else (*chosen, group)
        return workspace.with_filter(Filter(field, values))

    return labels.get(group, group), toggle
