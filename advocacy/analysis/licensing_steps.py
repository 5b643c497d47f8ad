"""How long each step of an application takes by the official record, beside what the law allows for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.case_timing import days_since_1970
from advocacy.analysis.finding import Chart, Estimate, Finding, SourceRows, Unit
from advocacy.analysis.groups import groups_of
from advocacy.analysis.legal_limit import step_limits
from advocacy.analysis.licensing_cases import LicensingCases
from advocacy.analysis.licensing_words import common, median_estimate
from advocacy.analysis.survival import kaplan_meier
from advocacy.wording import say, say_count

STEPS = "licensing_step"


def step_times(cases: LicensingCases) -> Finding | None:
    """Median days of each step, steps not finished counted as running until the data date.

    Only steps of the applications the filters keep. A step that waits for the applicant is counted apart: the
    caveat tells how many days of all were the applicant's turn. None where no step was imported.
    """
    needed = {"case_id", "step", "date_started"}
    frame = _steps(cases, needed)
    if frame is None or cases.on is None:
        return None
    kept = frame["case_id"].isin(set(cases.frame["case_id"].dropna())).to_numpy()
    started, finished = days_since_1970(frame, "date_started"), days_since_1970(frame, "date_finished")
    today = float((pd.Timestamp(cases.on) - pd.Timestamp(0)).days)
    ended = ~np.isnan(finished) & (finished <= today)
    lasted = np.where(ended, finished, today) - started
    usable = kept & ~np.isnan(lasted) & (lasted >= 0)
    groups = groups_of(frame["step"], STEPS, "step")
    each = []
    for number, (code, label) in enumerate(zip(groups.codes, groups.labels, strict=True)):
        mine = groups.rows(number) & kept
        used = mine & usable
        if not used.any():
            continue
        km = kaplan_meier(lasted[used], ended[used])
        unusable = mine & ~usable
        one = median_estimate(km, int(unusable.sum()), _rows(used), (_rows(used & ~ended), _rows(unusable)))
        each.append(replace(one, group=code, label=label))
    if not each:
        return None
    finding = Finding(
        code="licensing.step_times",
        name=say("Time per step"),
        headline="",
        unit=Unit.DAYS,
        chart=Chart.DOTS,
        base=say_count("{count} step on record", "{count} steps on record", int(usable.sum())),
        estimates=tuple(each),
        method=say(
            "Kaplan-Meier median of days from start to end of the step in the record; steps not finished "
            "count as running until the data date; 95% log-log interval."
        ),
        caveats=(*_against_the_law(cases, each), *_turns(frame, lasted, usable)),
        **common(cases),
    )
    longest = max(each, key=lambda one: np.inf if one.value is None else one.value)
    headline = say(
        "The longest step is “{step}” (median {days})",
        step=longest.label,
        days=numbers.estimate(longest, finding),
    )
    return replace(finding, headline=headline)


def _steps(cases: LicensingCases, needed: set[str]) -> pd.DataFrame | None:
    """The steps on record, where they have these fields and the cases have numbers to know them by."""
    table = cases.workspace.table(STEPS)
    if table is None or not needed <= set(table.frame.columns) or not cases.has("case_id"):
        return None
    return table.frame


def _against_the_law(cases: LicensingCases, each: list[Estimate]) -> tuple[str, ...]:
    limits = step_limits(cases)
    said = [
        say("“{step}”: the law allows {days}.", step=one.label, days=numbers.days(limits[one.group]))
        for one in each
        if one.group in limits
    ]
    return tuple(said)


def _turns(frame: pd.DataFrame, lasted: NDArray[np.float64], usable: NDArray[np.bool_]) -> tuple[str, ...]:
    """Whose turn it was: the share of days on which the office waited for the applicant."""
    if "waiting_for" not in frame.columns:
        return ()
    whose = frame["waiting_for"].astype("object").to_numpy()
    known = usable & np.isin(whose.astype(str), ("applicant", "authority"))
    total = float(lasted[known].sum())
    if total <= 0:
        return ()
    mine = float(lasted[known & (whose == "applicant")].sum())
    return (
        say(
            "Of all days on record {share} were the applicant's turn; the office's clock stands still then.",
            share=numbers.share(mine / total),
        ),
    )


def _rows(mask: NDArray[np.bool_]) -> SourceRows:
    return SourceRows(STEPS, np.flatnonzero(mask).astype(np.int64))


def time_without_applicant(cases: LicensingCases) -> Finding | None:
    """Median time to a decision with the clock stopped while the office waited for the applicant.

    Only applications with steps on record; what was the applicant's turn is taken from their time. None where
    the record does not say whose turn it was.
    """
    needed = {"case_id", "waiting_for", "date_started", "date_finished"}
    frame = _steps(cases, needed)
    if frame is None or cases.on is None:
        return None
    started, finished = days_since_1970(frame, "date_started"), days_since_1970(frame, "date_finished")
    today = float((pd.Timestamp(cases.on) - pd.Timestamp(0)).days)
    lasted = np.minimum(np.where(np.isnan(finished), today, finished), today) - started
    theirs = (frame["waiting_for"] == "applicant").to_numpy(dtype=bool) & (lasted > 0)
    stopped = pd.Series(np.where(theirs, lasted, 0.0)).groupby(frame["case_id"].to_numpy(dtype=object)).sum()
    on_record = cases.frame["case_id"].isin(set(stopped.index)).to_numpy()
    used = cases.timed & on_record
    if not used.any() or not theirs.any():
        return None
    off = cases.frame["case_id"].map(stopped).to_numpy(dtype=np.float64)
    net = np.maximum(0.0, cases.waited - np.nan_to_num(off))
    with_stops, whole = (
        kaplan_meier(net[used], cases.decided[used]),
        kaplan_meier(cases.waited[used], cases.decided[used]),
    )
    told = (cases.rows(used & ~cases.decided), cases.rows(~used))
    estimate = median_estimate(with_stops, int((~used).sum()), cases.rows(used), told)
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
        caveats=(
            say(
                "Of the same applications with every day counted the median is {days}.",
                days=numbers.days(whole.median) if whole.median is not None else say("not reached"),
            ),
        ),
        **common(cases),
    )
    headline = say(
        "With the clock stopped for the applicant, half wait {days} or more",
        days=numbers.estimate(estimate, finding),
    )
    return replace(finding, headline=headline)
