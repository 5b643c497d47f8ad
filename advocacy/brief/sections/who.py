"""Who submits the brief, for whom they speak, and what they declare."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Heading, Paragraph
from advocacy.brief.live import filled
from advocacy.brief.sections.own_words import paragraphs, sources
from advocacy.wording import say
from advocacy.workspace import Part


def who(made: Composition, part: Part) -> Iterator[Block]:
    """What the user says of the association and of its interests; nothing where nothing is said."""
    plan = made.plan
    if not (plan.about_us.strip() or plan.interests.strip()):
        return
    yield Heading(say("Who we are and whom we speak for"))
    yield from paragraphs(made, plan.about_us)
    if plan.interests.strip():
        told = filled(say("Funding and interests: {words}", words=plan.interests.strip()), made.claims)
        yield Paragraph(told.text, own=True, live=told.marks)
        yield from sources(made, told.text, told.marks)
