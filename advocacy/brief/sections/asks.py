"""What is asked: of whom, in which words of the law, at what cost, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.composition import Composition
from advocacy.brief.document import AskBox, Block, Heading
from advocacy.brief.wording import sentence
from advocacy.wording import say
from advocacy.workspace import Ask, Part


def asks(made: Composition, part: Part) -> Iterator[Block]:
    """Each request as a box of its own; nothing where nothing is asked."""
    wanted = [ask for ask in made.plan.asks if ask.wording.strip()]
    if wanted:
        yield Heading(say("What we ask"))
    for number, ask in enumerate(wanted, 1):
        yield AskBox(number, ask.wording.strip(), tuple(_lines(made, ask)))


def _lines(made: Composition, ask: Ask) -> Iterator[tuple[str, str]]:
    lines = (
        (say("Addressed to"), ask.addressee),
        (say("Clause"), ask.clause),
        (say("Proposed wording"), ask.proposed),
        (say("Cost"), ask.cost),
        (say("Success would be"), ask.success),
    )
    yield from ((label, text.strip()) for label, text in lines if text.strip())
    for code in ask.findings:
        if finding := made.finding(code):
            # On one page the sentence stands a few lines above: its name is enough.
            yield say("Rests on"), finding.name if made.venue.is_one_page else sentence(finding)
