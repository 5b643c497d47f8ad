"""Every objection the data allow to be computed, the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

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
MOST_BY_ITSELF = 3  # objections in a brief whose author has chosen none
_WORST = (Verdict.OPEN, Verdict.PARTLY, Verdict.ANSWERED)


def challenges(workspace: Workspace, findings: Sequence[Finding]) -> tuple[Challenge, ...]:
    """Return the objections to these findings, the strongest first; of equals those that stay open.

    findings must be protected already (analysis.findings does it); numbers that are made anew pass the same
    protection.
    """
    found = evidence(workspace, findings)
    each = [one for objection in OBJECTIONS for one in objection(found)]
    return tuple(sorted(each, key=lambda one: (-one.strength, _WORST.index(one.verdict), one.code)))


def answered_in_brief(
    challenges: Sequence[Challenge], printed: Collection[str], chosen: Collection[str] | None
) -> tuple[Challenge, ...]:
    """Return the objections the brief answers, the strongest first.

    printed: codes of the findings in the brief. chosen: codes of the objections the user wants; None: the
    strongest three against these findings that the data do not clear away.
    """
    if chosen is not None:
        return tuple(one for one in challenges if one.code in chosen)
    against = (one for one in challenges if one.verdict is not Verdict.ANSWERED and one.finding in printed)
    return tuple(islice(against, MOST_BY_ITSELF))


def in_words(one: Challenge) -> str:
    """Return an objection and its answer as the brief says them."""
    return say("“{objection}” {answer}", objection=one.objection, answer=one.answer)
