"""Every objection the data allow to be computed, the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from advocacy.analysis.finding import Finding
from advocacy.brief.challenges.challenge import Challenge, Verdict
from advocacy.brief.challenges.chance import chance
from advocacy.brief.challenges.chosen import chosen
from advocacy.brief.challenges.counted_twice import counted_twice
from advocacy.brief.challenges.evidence import Evidence, evidence
from advocacy.brief.challenges.how_old import how_old
from advocacy.brief.challenges.incomplete import incomplete
from advocacy.brief.challenges.large_bills import large_bills
from advocacy.brief.challenges.law_limit import law_limit
from advocacy.brief.challenges.not_known import not_known
from advocacy.brief.challenges.one_part import one_part
from advocacy.brief.challenges.pending import pending
from advocacy.brief.challenges.too_few import too_few
from advocacy.brief.challenges.whole_country import whole_country
from advocacy.wording import say
from advocacy.workspace import Workspace

Objection = Callable[[Evidence], Iterator[Challenge]]
OBJECTIONS: tuple[Objection, ...] = (
    chosen,
    pending,
    one_part,
    not_known,
    incomplete,
    how_old,
    too_few,
    counted_twice,
    large_bills,
    chance,
    whole_country,
    law_limit,
)
_WORST = (Verdict.OPEN, Verdict.PARTLY, Verdict.ANSWERED)


def challenges(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Challenge, ...]:
    """Return the objections to these findings, the strongest first; of equals those that stay open.

    findings must be protected already (analysis.findings does it); numbers that are made anew pass the same
    protection.
    """
    found = evidence(workspace, findings)
    each = [one for objection in OBJECTIONS for one in objection(found)]
    return tuple(sorted(each, key=lambda one: (-one.strength, _WORST.index(one.verdict), one.code)))


def counter_evidence(challenges: Sequence[Challenge]) -> tuple[str, ...]:
    """Return the sentences of the brief on where the data do not support us, the strongest first."""
    return tuple(
        say("“{objection}” {answer}", objection=one.objection, answer=one.answer)
        for one in challenges
        if one.verdict is not Verdict.ANSWERED
    )
