"""“One association, district or file drives it.”"""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.finding import Beside
from advocacy.brief.challenges.challenge import Challenge, Verdict, challenge, verdict_on
from advocacy.brief.challenges.evidence import Evidence, parts_of
from advocacy.brief.challenges.number import furthest, of_companion, plain_count
from advocacy.wording import say


def one_part(found: Evidence) -> Iterator[Challenge]:
    """The number that moves furthest when any one part is left out; one for each kind of data."""
    for stem, findings in parts_of(found):
        objection = say("One association, one district or one file drives your numbers.")
        tried = [
            (of_companion(one.name, companion, one), one)
            for one in findings
            for companion in one.companions
            if companion.kind is Beside.WITHOUT_ONE
        ]
        if not tried:
            yield challenge(
                f"one_part.{stem}",
                findings[0].code,
                objection,
                say(
                    "The data cannot answer this: there are not three parts large enough to be left out one "
                    "by one. Records of three or more associations, districts or files would."
                ),
                1.0,
                Verdict.OPEN,
            )
            continue
        worst, finding = max(tried, key=lambda pair: furthest(pair[0]))
        strength = furthest(worst)
        count = plain_count(say("Numbers made anew without each part"), len(tried))
        yield challenge(
            f"one_part.{stem}",
            finding.code,
            objection,
            say(
                "Numbers made anew without each part in turn: {count}. The one that moves furthest is "
                "“{name}”: {value} with all parts, {interval} without any one of them. Parts of few stay in.",
                count=count.words,
                name=finding.name,
                value=worst.words,
                interval=worst.interval,
            ),
            strength,
            verdict_on(strength),
            worst,
            count,
        )
