"""The table that stands beside a chart."""

from __future__ import annotations

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State
from advocacy.brief.document import DataTable
from advocacy.brief.wording import base_line, group_label, source_line
from advocacy.wording import say

SeriesLabels = tuple[tuple[str, str], ...]


def finding_table(finding: Finding) -> DataTable:
    """Return every estimate of a finding as finished text."""
    if finding.chart is Chart.MONTHS:
        return _over_time(finding)
    pending = any(one.pending for one in finding.estimates)
    whole = [one for one in finding.estimates if not one.series]
    # A second series of groups is a column; where there are only series, as law and practice, each is a row.
    further = finding.series_labels if whole else ()
    header = [
        say("Group"),
        say("Value"),
        *(label for _, label in further),
        say("95% interval"),
        say("n"),
        say("Missing"),
    ]
    if pending:
        header.append(say("Pending"))
    return DataTable(
        caption=finding.name,
        header=tuple(header),
        rows=tuple(_row(one, finding, further, pending) for one in whole or finding.estimates),
        numeric=(False, *(True,) * (len(header) - 1)),
        source=f"{base_line(finding)}. {source_line(finding)}",
        finding=finding.code,
    )


def _row(one: Estimate, finding: Finding, further: SeriesLabels, pending: bool) -> tuple[str, ...]:
    cells = [
        group_label(one),
        numbers.estimate(one, finding),
        *(_further(one, finding, series) for series, _ in further),
        numbers.interval(one, finding),
        numbers.whole(one, one.n),
        numbers.whole(one, one.missing),
    ]
    return (*cells, numbers.whole(one, one.pending)) if pending else tuple(cells)


def _further(one: Estimate, finding: Finding, series: str) -> str:
    """The value of the same group in a further series; hidden with the group."""
    if one.state is State.SUPPRESSED:
        return numbers.MISSING
    same = (other for other in finding.estimates if other.group == one.group and other.series == series)
    return next((numbers.estimate(other, finding) for other in same), numbers.MISSING)


def _over_time(finding: Finding) -> DataTable:
    periods = list(dict.fromkeys(one.label for one in finding.estimates))
    value = {(one.label, one.series): one for one in finding.estimates}
    rows = tuple(
        (
            period,
            *(
                numbers.estimate(value[period, series], finding)
                if (period, series) in value
                else numbers.MISSING
                for series, _ in finding.series_labels
            ),
        )
        for period in periods
    )
    counted = finding.counted_in
    return DataTable(
        caption=say("{name}: {text}", name=finding.name, text=counted) if counted else finding.name,
        header=(say("Period"), *(label for _, label in finding.series_labels)),
        rows=rows,
        numeric=(False, *(True,) * len(finding.series_labels)),
        source=f"{base_line(finding)}. {source_line(finding)}",
        finding=finding.code,
    )
