"""The summary: a few points, each a number with its base, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Bullets, Heading, Paragraph
from advocacy.brief.outline import SUMMARY
from advocacy.brief.sections.finding import says_nothing
from advocacy.brief.sections.own_words import paragraphs
from advocacy.brief.wording import base_line, sentence
from advocacy.wording import say
from advocacy.workspace import Part

_MOST_POINTS = 7


def summary(made: Composition, part: Part) -> Iterator[Block]:
    """The first words of the user, then the findings worth a line, each with its base."""
    yield Heading(say("Summary"))
    yield from paragraphs(made, made.plan.summary)
    by_code = {one.code: one for one in made.findings if not says_nothing(one)}
    points = [by_code[code] for code in SUMMARY if code in by_code]
    points += [one for one in by_code.values() if one.code.startswith("survey.")]
    if points := points[:_MOST_POINTS]:
        yield Bullets(
            tuple(f"{sentence(one)} {base_line(one)}." for one in points), tuple(one.code for one in points)
        )
    else:
        yield Paragraph(say("The data are too few to show a number without showing a person."))
