"""“What is missing would change it.”"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advocacy.analysis.finding import Beside, Finding
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence, parts_of
from advocacy.brief.challenges.number import (
    Number,
    count_beside,
    of_companion,
    of_finding,
    plain_count,
    spread,
)
from advocacy.wording import say

_OF_PAYERS = "licensing.informal_payment"  # whoever did not pay has no amount that could be missing


def not_known(found: Evidence) -> Iterator[Challenge]:
    """The widest range over all that the missing values could be, and the largest gap that has no bounds."""
    for stem, findings in parts_of(found):
        if bounded := _bounded(stem, findings):
            yield bounded
        if unbounded := _unbounded(stem, findings):
            yield unbounded


def _objection() -> str:
    return say("What is missing from your records would change your numbers.")


def _bounded(stem: str, findings: Sequence[Finding]) -> Challenge | None:
    tried = [
        (of_companion(one.name, companion, one), one)
        for one in findings
        for companion in one.companions
        if companion.kind is Beside.BOUNDS
    ]
    if not tried:
        return None
    worst, finding = max(tried, key=lambda pair: spread(pair[0]))
    ends = [
        Number(label, worst.unit, end, worst.n, currency=worst.currency)
        for label, end in ((say("At the least"), worst.low), (say("At the most"), worst.high))
    ]
    count = plain_count(say("Numbers with bounds for what is missing"), len(tried))
    strength = spread(worst)
    return challenge(
        f"not_known.{stem}",
        finding.code,
        _objection(),
        say(
            "Numbers made anew with all that is not known against us, and with all of it for us: {count}. "
            "The widest range is that of “{name}”: {interval}, whatever is missing.",
            count=count.words,
            name=finding.name,
            interval=worst.interval,
        ),
        strength,
        verdict_on(strength),
        *ends,
        count,
    )


def _unbounded(stem: str, findings: Sequence[Finding]) -> Challenge | None:
    """The number that rests on the smallest part of those it is about, where nothing bounds the rest."""
    gaps = [
        (one.missing / (one.n + one.missing), one, finding)
        for finding in findings
        if (one := finding.overall)
        and one.value is not None
        and one.missing
        and finding.code != _OF_PAYERS
        and not any(companion.kind is Beside.BOUNDS for companion in finding.companions)
    ]
    if not gaps:
        return None
    share, one, finding = max(gaps, key=lambda gap: gap[0])
    value = of_finding(finding.name, one, finding)
    known, missing = (
        count_beside(label, count)
        for label, count in ((say("With a value"), one.n), (say("Without a value"), one.missing or 0))
    )
    return challenge(
        f"not_known.unbounded.{stem}",
        finding.code,
        _objection(),
        say(
            "For “{name}” ({value}) the data cannot answer this: {known} have a value and {missing} have "
            "none, and nothing bounds what they would have been. Filling those cells would.",
            name=finding.name,
            value=value.words,
            known=known.words,
            missing=missing.words,
        ),
        share,
        Verdict.OPEN if share >= 0.5 else Verdict.PARTLY,
        value,
        known,
        missing,
    )
