"""“Incomplete applications are the applicant's fault; the clock of the law starts later.”"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from advocacy.analysis.finding import Beside, Companion, Finding, State, Unit
from advocacy.analysis.licensing.case_timing import days_of
from advocacy.analysis.licensing.cases import LicensingCases
from advocacy.analysis.licensing.words import median_estimate
from advocacy.analysis.statistics.survival import kaplan_meier
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence
from advocacy.brief.challenges.number import Number, moved, of_companion, of_finding
from advocacy.wording import say

Pair = tuple[Number, Number]  # every day counted; the applicant's days taken out


def incomplete(found: Evidence) -> Iterator[Challenge]:
    """The wait from the complete file, and the wait without the applicant's turns, over the same cases."""
    finding, cases = found.attacked("licensing.time_to_decision"), found.cases
    if finding is None or cases is None:
        return
    objection = say("Incomplete applications are the applicant's fault; the clock of the law starts later.")
    complete, turns, share = _from_complete(found, cases), _without_turns(found), _share_of_turns(found)
    pairs = [pair for pair in (complete, turns) if pair is not None]
    if not pairs:
        yield challenge(
            "incomplete",
            finding.code,
            objection,
            say(
                "The data cannot answer this: the day on which a file was complete and whose turn it was "
                "are on record for none or for too few. Either of them would."
            ),
            1.0,
            Verdict.OPEN,
        )
        return
    strength = max(moved(every, net) for every, net in pairs)
    yield challenge(
        "incomplete",
        finding.code,
        objection,
        " ".join(_answer(complete, turns, share)),
        strength,
        verdict_on(strength),
        *(one for pair in pairs for one in pair),
        *((share,) if share else ()),
    )


def _answer(complete: Pair | None, turns: Pair | None, share: Number | None) -> Iterator[str]:
    if complete:
        every, net = complete
        yield say(
            "From the day on which the file was complete half wait {net} (95% interval {interval}); from "
            "the day of filing the same applications wait {every}.",
            net=net.words,
            interval=net.interval,
            every=every.words,
        )
    if turns:
        every, net = turns
        yield say(
            "With the clock stopped while it was the applicant's turn, half of those with steps on record "
            "wait {net} (95% interval {interval}), with every day counted {every}.",
            net=net.words,
            interval=net.interval,
            every=every.words,
        )
    if share:
        yield say("Of all days on record {share} were the applicant's turn.", share=share.words)


def _from_complete(found: Evidence, cases: LicensingCases) -> Pair | None:
    """Medians of the cases whose file was complete before they ended. None where they are not told."""
    if not cases.has("date_complete"):
        return None
    later = cases.taken(days_of(cases.table, "date_complete")) - cases.taken(
        days_of(cases.table, "date_applied")
    )
    with np.errstate(invalid="ignore"):
        later = np.maximum(later, 0.0)  # complete before it was filed: the clock starts with the filing
        used = cases.timed & (later <= cases.waited)
    if not used.any():
        return None
    told = []
    for label, waited in (
        (say("Median wait from the filing, where the complete file has a day"), cases.waited[used]),
        (say("Median wait from the complete file"), (cases.waited - later)[used]),
    ):
        km = kaplan_meier(waited, cases.decided[used])
        one = median_estimate(km, 0, cases.rows(used), ())
        told.append(found.told(label, one, Unit.DAYS))
    every, net = told
    hidden = {State.SUPPRESSED, State.NO_DATA} & {every.state, net.state}
    return None if hidden else (every, net)


def _without_turns(found: Evidence) -> Pair | None:
    finding = found.attacked("licensing.time_without_applicant")
    every = _beside(finding, Unit.DAYS)
    if finding is None or every is None:
        return None
    return of_companion(say("Median wait, every day counted"), every, finding), of_finding(
        say("Median wait, the applicant's turns taken out"), finding.overall, finding
    )


def _share_of_turns(found: Evidence) -> Number | None:
    finding = found.findings.get("licensing.step_times")
    beside = _beside(finding, Unit.SHARE)
    if finding is None or beside is None:
        return None
    return of_companion(say("Days on record that were the applicant's turn"), beside, finding)


def _beside(finding: Finding | None, unit: Unit) -> Companion | None:
    """The first remark beside a finding in this unit."""
    each = finding.companions if finding else ()
    return next((one for one in each if one.kind is Beside.REMARK and one.unit is unit), None)
