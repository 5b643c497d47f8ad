"""“It is old; things have become better.”"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import State, Unit
from advocacy.analysis.licensing.case_timing import days_of
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.law_clock import years_filed
from advocacy.analysis.licensing.time_to_decision import time_estimate
from advocacy.analysis.licensing.waits import decided_after
from advocacy.analysis.licensing.words import median_estimate
from advocacy.analysis.protection.sentences import is_few
from advocacy.analysis.statistics.survival import kaplan_meier, log_rank
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, of_finding, p_words, plain_count, probability
from advocacy.wording import say

_YEAR = 365  # days
_CLEAR = 0.05  # p below which a difference is said to be more than chance


def how_old(found: Evidence) -> Iterator[Challenge]:
    """The wait of what was filed in the last twelve months against the wait before, and year by year."""
    finding, cases = found.attacked("licensing.time_to_decision"), found.cases
    if finding is None or cases is None or cases.on is None:
        return
    objection = say("Your data are old; things have become better since.")
    said, told = [_until(found, cases)], list[Number]()
    filed = cases.taken(days_of(cases.table, "date_applied"))
    last = float(np.datetime64(cases.on, "D").astype(np.int64)) - _YEAR
    with np.errstate(invalid="ignore"):
        recent = cases.timed & (filed > last)
    pair = _medians(found, cases, recent)
    if pair is None:
        said.append(
            say(
                "Whether it has become better since, the data cannot answer: too few were filed in the last "
                "twelve months or before. Records of a further year would."
            )
        )
        yield challenge("how_old", finding.code, objection, " ".join(said), 1.0, Verdict.OPEN)
        return
    now, before = pair
    tested = log_rank(
        cases.waited[cases.timed], cases.decided[cases.timed], recent[cases.timed].astype(np.int64)
    )
    p = probability(say("p of the log-rank test"), tested[1]) if tested else None
    told += [now, before, *((p,) if p else ())]
    said.append(_compared(now, before))
    if p is not None and p.value is not None:
        said.append(_tested(p.value))
    told += _by_year(found, said)
    is_shorter = now.value is not None and (before.value is None or now.value < before.value)
    is_clear = p is not None and p.value is not None and p.value < _CLEAR
    strength = moved(before, now) if is_shorter else 0.0
    verdict = Verdict.OPEN if is_shorter and is_clear else verdict_on(strength)
    yield challenge("how_old", finding.code, objection, " ".join(said), strength, verdict, *told)


def _until(found: Evidence, cases: LicensingCases) -> str:
    """How far the data go, and when the last file of them came in: a day of the calendar, of nobody."""
    imports = [datetime.fromisoformat(one.imported_at).date() for one in found.workspace.sources]
    assert cases.on is not None
    if not imports:
        return say("The data go to {day}.", day=numbers.day(cases.on))
    return say(
        "The data go to {day}; the last file came in on {last}.",
        day=numbers.day(cases.on),
        last=numbers.day(max(imports)),
    )


def _medians(
    found: Evidence, cases: LicensingCases, recent: NDArray[np.bool_]
) -> tuple[Number, Number] | None:
    """The medians of both; None where one is not told, or would tell of few beside the years."""
    if _tells_of_a_year(cases, recent, found.k):
        return None
    whole = time_estimate(cases, decided_after(cases.counts[: cases.timing.usable]))
    told = []
    for label, mask in (
        (say("Median wait, filed in the last twelve months"), recent),
        (say("Median wait, filed before"), cases.timed & ~recent),
    ):
        if not mask.any():
            return None
        km = kaplan_meier(cases.waited[mask], cases.decided[mask])
        told.append(found.told(label, median_estimate(km, 0, cases.rows(mask), ()), Unit.DAYS, whole))
    now, before = told
    hidden = {State.SUPPRESSED, State.NO_DATA} & {now.state, before.state}
    return None if hidden else (now, before)


def _tells_of_a_year(cases: LicensingCases, recent: NDArray[np.bool_], k: int) -> bool:
    """Whether twelve months, set off against the calendar years told elsewhere, would tell of few."""
    years = cases.taken(years_filed(cases.table).number)
    for year in np.unique(years[recent]).tolist():
        mine = cases.timed & (years == year)
        inside, outside = int((mine & recent).sum()), int((mine & ~recent).sum())
        if is_few(inside, k) or is_few(outside, k):
            return True
    return False


def _compared(now: Number, before: Number) -> str:
    return say(
        "Filed in the last twelve months: half wait {now} or more (95% interval {now_interval}; {now_n} "
        "applications); filed before: {before} ({before_interval}; {before_n}). The pending of both count as "
        "waiting.",
        now=now.words,
        now_interval=now.interval,
        now_n=numbers.plain(now.n),
        before=before.words,
        before_interval=before.interval,
        before_n=numbers.plain(before.n),
    )


def _tested(p: float) -> str:
    if p < _CLEAR:
        return say("The two differ by more than chance (log-rank test, p {p}).", p=p_words(p))
    return say("The difference may be chance (log-rank test, p {p}).", p=p_words(p))


def _by_year(found: Evidence, said: list[str]) -> list[Number]:
    """The share decided in time for the first and the last year that are shown."""
    finding = found.findings.get("licensing.within_limit.by.year")
    if finding is None:
        return []
    years = sorted(
        (one for one in finding.estimates if one.group and one.value is not None), key=lambda one: one.group
    )
    if len(years) < 2:
        return []
    first, last = (of_finding(one.label, one, finding) for one in (years[0], years[-1]))
    said.append(
        say(
            "Decided within the limit: {before} of what was filed in {first}, {after} in {last}.",
            before=first.words,
            first=first.label,
            after=last.words,
            last=last.label,
        )
    )
    return [first, last, plain_count(say("Years shown"), len(years))]
