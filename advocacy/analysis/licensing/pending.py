"""How old what is pending is, authority by authority."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.found_once import found_once
from advocacy.analysis.groups import groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.law_clock import DECIDED, LATE, OLD, USED, LawClock, Standing, law_clock
from advocacy.analysis.licensing.legal_limit import LegalLimit
from advocacy.analysis.licensing.words import answered_base, common, counted_share, field_title
from advocacy.importing.table import Table
from advocacy.wording import say

_MANY = 40  # groups beyond these are left out of a chart


def pending_age_by(cases: LicensingCases, limit: LegalLimit, field: str) -> Finding | None:
    """The share of the pending applications beyond the limit, by the groups of a field; None without two."""
    if not cases.has(field):
        return None
    clock, groups = law_clock(cases, limit), groups_in(cases.table, field)
    sums = 2 * OLD
    cells = cases.taken(_cells(cases.table, clock, field))
    counts = np.bincount(cells, minlength=(len(groups.codes) + 1) * sums).reshape(-1, sums)
    stands = [Standing(row) for row in counts]
    each = [
        _of_group(cases, clock, field, number, stands[number])
        for number in range(len(groups.codes))
        if stands[number].having(USED, DECIDED)
    ]
    each = sorted(each, key=lambda one: -(one.value or 0.0))[:_MANY]
    if len(each) < 2:
        return None
    everyone = Standing(counts.sum(axis=0))
    n = everyone.having(USED, DECIDED)
    overall = replace(
        counted_share(cases, everyone.having(USED | LATE, DECIDED), n),
        missing=everyone.having(0, USED),
        pending=n,
        rows=cases.rows(lambda: cases.taken(clock.late & ~clock.decided)),
        counted=(cases.rows(lambda: cases.taken(clock.timed & ~clock.decided)),),
    )
    finding = Finding(
        code=f"licensing.pending_age.by.{field}",
        name=say("Pending beyond the legal limit by {field}", field=field_title(field).lower()),
        headline="",
        unit=Unit.SHARE,
        chart=Chart.RANKED_BARS,
        base=answered_base(cases, n, say("pending on the data date")),
        estimates=(overall, *each),
        method=say(
            "Share of the pending applications that waited more than {days}; {law}. Wilson 95% interval.",
            days=limit.words,
            law=limit.label,
        ),
        dimension=field,
        caveats=(
            say("Among pending applications long waits are met more often than among all that are filed."),
            *limit.caveats,
        ),
        **common(cases),
    )
    headline = say(
        "Pending longer than the law allows: from {low} ({last}) to {high} ({first}) of what is pending",
        low=numbers.estimate(each[-1], finding),
        last=each[-1].label,
        high=numbers.estimate(each[0], finding),
        first=each[0].label,
    )
    return replace(finding, headline=headline)


def _of_group(cases: LicensingCases, clock: LawClock, field: str, number: int, stands: Standing) -> Estimate:
    groups, n = groups_in(cases.table, field), stands.having(USED, DECIDED)
    among = partial(_rows, cases, field, number)
    return replace(
        counted_share(cases, stands.having(USED | LATE, DECIDED), n),
        group=groups.codes[number],
        label=groups.labels[number],
        missing=stands.having(0, USED),
        pending=n,
        rows=among(clock.late & ~clock.decided),
        counted=(among(clock.timed & ~clock.decided), among(~clock.timed)),
    )


def _rows(cases: LicensingCases, field: str, number: int, mask: NDArray[np.bool_]) -> SourceRows:
    return cases.rows(
        lambda: cases.taken(mask) & (cases.taken(groups_in(cases.table, field).number) == number)
    )


@found_once
def _cells(table: Table, clock: LawClock, field: str) -> NDArray[np.int32]:
    """Per row group × standing; what is in no group comes last."""
    groups = groups_in(table, field)
    group = np.where(groups.number < 0, len(groups.codes), groups.number)
    return (group * (2 * OLD) + clock.standing).astype(np.int32)
