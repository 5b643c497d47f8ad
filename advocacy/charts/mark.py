"""What a mark of a chart is called, and the numbers it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.analysis.finding import Chart, Estimate, Finding
from advocacy.workspace import Filter


def mark_of(estimate: Estimate, finding: Finding) -> str:
    """Return the code of the mark of a number: its group; of series over time "group/series"."""
    if finding.chart is Chart.MONTHS:
        return f"{estimate.group}/{estimate.series}"
    return estimate.group


def told_by(mark: str, finding: Finding) -> tuple[Estimate, ...]:
    """Return the numbers that a mark stands for, further series of its group behind it; none for no mark."""
    if not mark:
        return ()
    return tuple(one for one in finding.estimates if mark_of(one, finding) == mark)


def marks_kept(finding: Finding, filters: Sequence[Filter]) -> frozenset[str]:
    """Return the marks that are filtered on; those of a table of two ways by the code of their row."""
    groups = next((one.values for one in filters if finding.dimension and one.field == finding.dimension), ())
    periods = (mark_of(one, finding) for one in finding.estimates if one.keeps in filters)
    return frozenset((*groups, *periods))


def words_of(mark: str, finding: Finding) -> str:
    """Return what a mark is, in words; "" for no mark."""
    first = next(iter(told_by(mark, finding)), None)
    if first is None:
        return ""
    series = dict(finding.series_labels).get(first.series, "") if finding.chart is Chart.MONTHS else ""
    return f"{first.label} ({series})" if series else first.label
