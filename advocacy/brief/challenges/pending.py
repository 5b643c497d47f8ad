"""“You left the pending out”, and its twin “you counted them”."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.finding import Estimate, State, Unit
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.time_to_decision import time_estimate
from advocacy.analysis.licensing.waits import decided_after
from advocacy.analysis.licensing.words import median_estimate
from advocacy.analysis.protection.sentences import is_few
from advocacy.analysis.statistics.middle import median_with_interval
from advocacy.analysis.statistics.survival import kaplan_meier
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, of_finding
from advocacy.wording import say

_YEAR = 365  # days


def pending(found: Evidence) -> Iterator[Challenge]:
    """The median with the pending counted, without them, and between both ends of what may become of them."""
    finding, cases = found.attacked("licensing.time_to_decision"), found.cases
    if finding is None or cases is None:
        return
    counted = of_finding(say("Median wait, pending counted as waiting"), finding.overall, finding)
    timed, waiting = int(cases.timed.sum()), int((cases.timed & ~cases.decided).sum())
    open_now = found.counted(say("Pending on the data date"), waiting, timed)
    decided = found.counted(say("Decided by the data date"), timed - waiting, timed)
    objection = say("You left the pending applications out, or you counted days that nobody has waited yet.")
    if not waiting:
        answer = say(
            "No application is pending on the data date; the median is {median}.", median=counted.words
        )
        yield challenge("pending", finding.code, objection, answer, 0.0, Verdict.ANSWERED, counted, open_now)
        return
    naive, soon, late = _otherwise(found, cases)
    strength = max(moved(counted, soon), moved(counted, late))
    yield challenge(
        "pending",
        finding.code,
        objection,
        " ".join(_answer(counted, open_now, decided, naive, soon, late)),
        strength,
        Verdict.PARTLY if counted.is_not_reached else verdict_on(strength),
        counted,
        open_now,
        decided,
        naive,
        soon,
        late,
    )


def _answer(
    counted: Number, open_now: Number, decided: Number, naive: Number, soon: Number, late: Number
) -> Iterator[str]:
    yield (
        say(
            "On the data date {pending} applications are pending. They count as still waiting, not as "
            "decided: half wait {median} or more (95% interval {interval}).",
            pending=open_now.words,
            median=counted.words,
            interval=counted.interval,
        )
        if not counted.is_not_reached
        else say(
            "On the data date {pending} applications are pending. They count as still waiting: fewer than "
            "half of all are decided yet, so there is no median.",
            pending=open_now.words,
        )
    )
    if naive.value is not None:
        yield say(
            "Of the {decided} decided ones alone half took up to {naive}; that number leaves out all who "
            "still wait.",
            decided=decided.words,
            naive=naive.words,
        )
    if soon.value is not None or late.value is not None:
        yield say(
            "Were every pending application decided on the next day, the median would be {soon}; were none "
            "decided for another year, {late}.",
            soon=soon.words,
            late=late.words,
        )


def _otherwise(found: Evidence, cases: LicensingCases) -> tuple[Number, Number, Number]:
    """Decided ones alone; all pending decided on the next day; none of them decided for a year."""
    timed = cases.timed
    waited, decided = cases.waited[timed], cases.decided[timed]
    whole = time_estimate(cases, decided_after(cases.counts[: cases.timing.usable]))
    median, low, high = median_with_interval(waited[decided])
    n = int(decided.sum())
    alone = Estimate(
        value=median if n else None,
        low=low,
        high=high,
        n=n,
        state=State.SHOWN if n else State.NO_DATA,
        rows=cases.rows(timed & cases.decided),
    )
    naive = found.told(say("Median of the decided ones alone"), alone, Unit.DAYS, whole)
    labels = (
        say("Median if all pending were decided on the next day"),
        say("Median if none of the pending were decided for a year"),
    )
    if is_few(len(waited) - n, found.k):  # between the two ends only these few move
        hidden = Number("", Unit.DAYS, None, state=State.SUPPRESSED)
        return naive, hidden, hidden
    ends = (
        _median(waited + ~decided, np.ones(len(waited), dtype=bool), whole),
        _median(waited + _YEAR * ~decided, decided, whole),
    )
    soon, late = (found.told(label, one, Unit.DAYS, whole) for label, one in zip(labels, ends, strict=True))
    return naive, soon, late


def _median(waited: NDArray[np.float64], decided: NDArray[np.bool_], whole: Estimate) -> Estimate:
    assert whole.rows is not None
    return median_estimate(kaplan_meier(waited, decided), 0, whole.rows, ())
