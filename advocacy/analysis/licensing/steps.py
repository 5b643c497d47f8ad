"""How long each step of an application takes by the official record, beside what the law allows for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.groups import Groups, groups_in
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.day_codes import ended_after
from advocacy.analysis.licensing.legal_limit import step_limits
from advocacy.analysis.licensing.step_record import STEPS, Steps, net_of_stops, step_cells, steps_of
from advocacy.analysis.licensing.words import common, median_estimate
from advocacy.importing.table import Table
from advocacy.wording import say

_LAW = "law"
Mask = NDArray[np.bool_]


def step_times(cases: LicensingCases) -> Finding | None:
    """Median days of each step, steps not finished counted as running until the data date.

    Only steps of the applications the filters keep. A step that waits for the applicant is counted apart: a
    companion tells how many days of all were the applicant's turn. None where no step was imported.
    """
    record, steps = _record(cases)
    if record is None or steps is None or "step" not in record.frame.columns:
        return None
    kept = _kept(cases, steps)
    usable = kept & steps.usable
    groups = groups_in(record, "step")
    size = steps.by_days.size
    cells = np.bincount(step_cells(record, steps)[kept], minlength=(len(groups.codes) + 1) * size)
    each = []
    for number, counts in enumerate(cells.reshape(-1, size)[:-1]):
        if not counts[:-1].any():
            continue
        told = (
            _rows(partial(_of, groups, number, usable & ~steps.ended)),
            _rows(partial(_of, groups, number, kept & ~steps.usable)),
        )
        rows = _rows(partial(_of, groups, number, usable))
        one = median_estimate(ended_after(counts), int(counts[-1]), rows, told)
        each.append(replace(one, group=groups.codes[number], label=groups.labels[number]))
    if not each:
        return None
    law = tuple(_law(cases, each))
    finding = Finding(
        code="licensing.step_times",
        name=say("Time per step"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.DOTS,
        base=numbers.count_of("{count} step on record", "{count} steps on record", int(usable.sum())),
        estimates=(*each, *law),
        series_labels=((_LAW, say("Law")),) if law else (),
        method=say(
            "Kaplan-Meier median of days from start to end of the step in the record; steps not finished "
            "count as running until the data date; 95% log-log interval."
        ),
        companions=tuple(_turns(record, steps, usable)),
        **common(cases),
    )
    longest = max(each, key=lambda one: np.inf if one.value is None else one.value)
    headline = say(
        "The longest step is “{step}” (median {days})",
        step=longest.label,
        days=numbers.estimate(longest, finding),
    )
    return replace(finding, headline=headline)


def _record(cases: LicensingCases) -> tuple[Table | None, Steps | None]:
    record = cases.workspace.table(STEPS)
    return record, steps_of(cases.table, record, cases.on) if record is not None else None


def _kept(cases: LicensingCases, steps: Steps) -> Mask:
    """Which steps are of the cases the filters keep."""
    met = np.zeros(steps.cases + 1, dtype=bool)
    met[cases.taken(steps.case_of_row)] = True
    met[-1] = False  # steps and cases without a number do not belong together
    kept: Mask = met[steps.case]
    return kept


def _law(cases: LicensingCases, each: list[Estimate]) -> Iterator[Estimate]:
    """What the law allows for each step, as a series of its own: it is no number of the record."""
    limits = step_limits(cases)
    for one in each:
        if one.group in limits:
            yield Estimate(
                group=one.group,
                label=one.label,
                series=_LAW,
                value=float(limits[one.group]),
                n=one.n,
                rows=one.rows,
            )


def _turns(record: Table, steps: Steps, usable: Mask) -> Iterator[Companion]:
    """Whose turn it was: the share of days on which the office waited for the applicant."""
    if "waiting_for" not in record.frame.columns:
        return
    whose = groups_in(record, "waiting_for")
    place = {code: number for number, code in enumerate(whose.codes)}
    turn = whose.number[usable]
    days = np.bincount(turn + 1, weights=steps.lasted[usable], minlength=len(place) + 1)[1:]
    count = np.bincount(turn + 1, minlength=len(place) + 1)[1:]
    known = [place[code] for code in ("applicant", "authority") if code in place]
    total = float(days[known].sum())
    if total <= 0 or "applicant" not in place or not days[place["applicant"]]:
        return

    def of(numbers: list[int]) -> SourceRows:
        return _rows(lambda: usable & np.isin(whose.number, numbers))

    yield Companion(
        say("Of all days on record {value} were the applicant's turn; the office's clock stands still then."),
        Unit.SHARE,
        Estimate(
            value=float(days[place["applicant"]]) / total,
            n=int(count[known].sum()),
            missing=len(turn) - int(count[known].sum()),
            rows=of([place["applicant"]]),
            counted=(of(known),),
        ),
    )


def _rows(mask: Callable[[], Mask]) -> SourceRows:
    return SourceRows(STEPS, lambda: np.flatnonzero(mask()).astype(np.int64))


def _of(groups: Groups, number: int, among: Mask) -> Mask:
    return groups.rows(number) & among


def time_without_applicant(cases: LicensingCases) -> Finding | None:
    """Median time to a decision with the clock stopped while the office waited for the applicant.

    Only applications with steps on record; what was the applicant's turn is taken from their time. None where
    the record does not say whose turn it was.
    """
    record, _ = _record(cases)
    found = net_of_stops(cases.table, record, cases.on) if record is not None else None
    if found is None:
        return None
    net, every_day, used = found
    counts = net.counts(cases.taken(net.code))
    with_stops = ended_after(counts)
    whole = ended_after(every_day.counts(cases.taken(every_day.code)))
    if not with_stops.n:
        return None
    rows = cases.rows(lambda: cases.taken(used))
    told = (cases.rows(lambda: cases.taken(used) & ~cases.decided), cases.rows(lambda: cases.taken(~used)))
    estimate = median_estimate(with_stops, int(counts[-1]), rows, told)
    finding = Finding(
        code="licensing.time_without_applicant",
        name=say("Time to a decision, the applicant's turns taken out"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.NUMBER,
        base=say("{n} of {base} with steps on record", n=numbers.count(with_stops.n), base=cases.base),
        estimates=(estimate,),
        method=say(
            "Kaplan-Meier median of days from application to decision, less the days on which a step waited "
            "for the applicant; pending applications count as waiting until the data date; 95% log-log "
            "interval."
        ),
        companions=(
            Companion(
                say("Of the same applications with every day counted the median is {value}."),
                Unit.DAYS,
                median_estimate(whole, estimate.missing or 0, rows, told),
            ),
        ),
        **common(cases),
    )
    headline = say(
        "With the clock stopped for the applicant, half wait {days} or more",
        days=numbers.estimate(estimate, finding),
    )
    return replace(finding, headline=headline)
