"""“The sample is too small.”"""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.analysis.reliability import FEW, Reliability, reliability, threshold_of_wide
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge
from advocacy.brief.challenges.evidence import Evidence, parts_of
from advocacy.brief.challenges.number import Number, count_beside, of_finding, plain_count
from advocacy.wording import say


def too_few(found: Evidence) -> Iterator[Challenge]:
    """How many of the numbers shown rest on few or have a wide interval; the smallest base of all."""
    for stem, findings in parts_of(found):
        each = [(one, finding) for finding in findings for one in _shown(finding)]
        if not each:
            continue
        flags = [reliability(one, finding.unit) for one, finding in each]
        few, wide = (flags.count(kind) for kind in (Reliability.FEW, Reliability.WIDE))
        share = (few + wide) / len(each)
        smallest, finding = min(each, key=lambda pair: pair[0].n)
        counts = [
            plain_count(label, count)
            for label, count in (
                (say("Numbers shown"), len(each)),
                (say("Numbers on fewer than {few}", few=FEW), few),
                (say("Numbers with a wide interval"), wide),
            )
        ]
        least = of_finding(smallest.label or finding.name, smallest, finding)
        base = count_beside(say("Smallest base"), smallest.n)
        yield challenge(
            f"too_few.{stem}",
            finding.code,
            say("Your sample is too small."),
            say(
                "Numbers shown: {all}; on fewer than {thirty}: {few}; with a wide interval (of a share "
                "{points}, of others {itself}): {wide}; each such number says so.",
                all=counts[0].words,
                few=counts[1].words,
                thirty=FEW,
                wide=counts[2].words,
                points=threshold_of_wide(Unit.SHARE),
                itself=threshold_of_wide(Unit.NUMBER),
            )
            + f" {_least(least, base)}",
            share,
            Verdict.ANSWERED if not few + wide else Verdict.OPEN if share > 0.5 else Verdict.PARTLY,
            *counts,
            base,
            least,
        )


def _least(least: Number, base: Number) -> str:
    if least.low is None and least.high is None:
        return say(
            "The smallest base is {n}: “{name}”, {value}.", n=base.words, name=least.label, value=least.words
        )
    return say(
        "The smallest base is {n}: “{name}”, {value} (95% interval {interval}).",
        n=base.words,
        name=least.label,
        value=least.words,
        interval=least.interval,
    )


def _shown(finding: Finding) -> Iterator[Estimate]:
    for one in finding.estimates:
        if one.state is State.SHOWN and one.value is not None and one.n and not one.series:
            yield one
