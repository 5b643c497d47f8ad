"""What a click on a mark of a chart filters on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advocacy.analysis.finding import Chart, Finding
from advocacy.charts.mark import marks_kept, told_by, words_of
from advocacy.workspace import Filter, Workspace

Change = Callable[[Workspace], Workspace]


def filter_of_mark(findings: Sequence[Finding], code: str, mark: str) -> tuple[str, Change] | None:
    """Return the mark in words and the change that filters on it; clicked again, the filter goes.

    None where the marks of this finding are neither groups of a field nor periods, and for groups that no
    value of it is. A cell of a table of two ways is clicked for its row. Of periods one is kept at a time.
    """
    finding = next((one for one in findings if one.code == code), None)
    if finding is None:
        return None
    period = next((one.keeps for one in told_by(mark, finding) if one.keeps), None)
    if period is not None:
        return words_of(mark, finding), _toggling_days(period)
    group = _group_of(mark, finding)
    if not finding.dimension or not group or _is_put_together(group, finding):
        return None
    labels = dict(finding.cross_labels[0]) if finding.chart is Chart.HEAT and finding.cross_labels else {}
    return labels.get(group) or words_of(group, finding) or group, _toggling(finding.dimension, group)


def filters_at_all(finding: Finding) -> bool:
    """Whether a click on any mark of this finding filters."""
    return bool(finding.dimension) or any(one.keeps for one in finding.estimates)


def is_kept(finding: Finding, mark: str, filters: Sequence[Filter]) -> bool:
    """Whether this mark is filtered on; a cell of a table of two ways is where its row is."""
    return _group_of(mark, finding) in marks_kept(finding, filters)


def _group_of(mark: str, finding: Finding) -> str:
    return mark.partition("/")[0] if finding.chart is Chart.HEAT else mark


def _is_put_together(group: str, finding: Finding) -> bool:
    """Whether it is what several groups were put together to, which no value of the field is."""
    from advocacy.analysis.groups import OTHERS  # once charts are seen it is loaded; before, it takes seconds
    from advocacy.analysis.licensing.outcomes import DECIDED
    from advocacy.analysis.survey.tally import OTHER_TICKS
    from advocacy.analysis.survey.tally import OTHERS as OTHER_ANSWERS

    if finding.dimension == "status" and group == DECIDED:
        return True
    return group in (OTHERS, OTHER_ANSWERS, OTHER_TICKS)


def _toggling(field: str, value: str) -> Change:
    """The change that keeps this value beside those kept, or lets it go."""

    def toggle(workspace: Workspace) -> Workspace:
        chosen = next((one.values for one in workspace.filters if one.field == field), ())
        values = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
        return workspace.with_filter(Filter(field, values))

    return toggle


def _toggling_days(period: Filter) -> Change:
    """The change that keeps these days, or all."""

    def toggle(workspace: Workspace) -> Workspace:
        is_kept = period in workspace.filters
        return workspace.with_filter(Filter(period.field, ()) if is_kept else period)

    return toggle
