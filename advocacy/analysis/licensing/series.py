"""Law, official record and the experience of members: three series side by side, never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.day_codes import DayCodes, ended_after
from advocacy.analysis.licensing.law_clock import days_allowed, law_clock
from advocacy.analysis.licensing.legal_limit import LegalLimit, legal_limit
from advocacy.analysis.licensing.step_record import STEPS, Record, record_of
from advocacy.analysis.licensing.time_to_decision import time_estimate
from advocacy.analysis.licensing.waits import decided_after
from advocacy.analysis.licensing.words import common, median_estimate, timing_caveats
from advocacy.wording import listed, say

LAW, RECORD, LIVED = "law", "record", "lived"


def law_record_lived(cases: LicensingCases) -> Finding | None:
    """The days the law allows, the official record shows and members lived; None for fewer than two of them.

    law: the median of the limits the applications are held to. record: the median from the first start to
    the last end on record. lived: the median from application to decision in the cases of the association.
    """
    limit = legal_limit(cases)
    steps = cases.workspace.table(STEPS)
    record = record_of(cases.table, steps, cases.on) if steps is not None else None
    labels = {LAW: say("Law"), RECORD: say("Official record"), LIVED: say("Experience of members")}
    by_law = _law(cases, limit) if limit else None
    by_record = _record(cases, record) if record else None
    lived = _lived(cases)
    each = [
        replace(one, series=series, label=labels[series])
        for series, one in ((LAW, by_law), (RECORD, by_record), (LIVED, lived))
        if one is not None and one.n
    ]
    if len(each) < 2:
        return None
    there = {one.series for one in each}
    finding = Finding(
        code="licensing.law_record_lived",
        name=say("Law, record and experience"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.DOTS,
        base=cases.base,
        estimates=tuple(each),
        method=" ".join(_methods(there, limit)),
        series_labels=tuple((one.series, one.label) for one in each),
        companions=tuple(_under_way(cases, record)) if record and RECORD in there else (),
        caveats=(
            *(say("Not in it: {series}; no data.", series=labels[s]) for s in labels if s not in there),
            say("The three are not about the same applications; none is computed from another."),
            *timing_caveats(cases),
            *(limit.caveats if limit and LAW in there else ()),
        ),
        **common(cases),
    )
    return replace(finding, headline=_headline(finding))


def _headline(finding: Finding) -> str:
    said = {
        LAW: say("the law allows {days}"),
        RECORD: say("the record shows a median of {days}"),
        LIVED: say("members waited {days} in the median case"),
    }
    parts = [said[one.series].replace("{days}", numbers.estimate(one, finding)) for one in finding.estimates]
    sentence = listed(parts)
    return sentence[:1].upper() + sentence[1:]


def _methods(there: set[str], limit: LegalLimit | None) -> Iterator[str]:
    if LAW in there and limit:
        yield say("Law: calendar days allowed, the median over the applications; {law}.", law=limit.label)
    if RECORD in there:
        yield say(
            "Record: the Kaplan-Meier median of days from the first start to the last end of the steps on "
            "record; a procedure not over by the record counts as running until the data date; 95% log-log "
            "interval."
        )
    if LIVED in there:
        yield say(
            "Experience: the Kaplan-Meier median of days from application to decision of any kind in the "
            "cases of the associations; pending applications count as waiting until the data date; 95% "
            "log-log interval."
        )


def _law(cases: LicensingCases, limit: LegalLimit) -> Estimate:
    clock = law_clock(cases, limit)
    if clock.days is not None:  # one limit for all: no need to look at the cases
        n = int(cases.counts[: cases.timing.usable].sum())
        middle = float(limit.days) if n else None
    else:
        codes = days_allowed(cases.table, clock)
        allowed = ended_after(codes.counts(cases.taken(codes.code)))  # nothing is pending: the plain median
        n, middle = allowed.n, allowed.median
    return Estimate(
        value=middle,
        n=n,
        missing=len(cases) - n,
        state=State.SHOWN if n else State.NO_DATA,
        rows=cases.rows(lambda: cases.taken(clock.timed)),
        counted=(cases.rows(lambda: cases.taken(~clock.timed)),),
    )


def _record(cases: LicensingCases, record: Record) -> Estimate:
    return _median_on_record(cases, record, record.by_days)


def _median_on_record(cases: LicensingCases, record: Record, codes: DayCodes) -> Estimate:
    km = ended_after(codes.counts(cases.taken(codes.code)))
    told = (
        cases.rows(lambda: cases.taken(record.on_record & ~record.ended)),
        cases.rows(lambda: cases.taken(~record.on_record)),
    )
    return median_estimate(km, len(cases) - km.n, cases.rows(lambda: cases.taken(record.on_record)), told)


def _lived(cases: LicensingCases) -> Estimate:
    return time_estimate(cases, decided_after(cases.counts[: cases.timing.usable]))


def _under_way(cases: LicensingCases, record: Record) -> Iterator[Companion]:
    """The record without the days on which no step was under way, where there are such days."""
    if not record.has_gaps:
        return
    yield Companion(
        say(
            "On record a step was under way on {value} in the median case (95% interval {interval}), days of "
            "steps side by side counted once."
        ),
        Unit.DAYS,
        _median_on_record(cases, record, record.by_days_under_way),
    )
