"""Members in their own words: typical cases, allowed by them and read again by a person."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.analysis.protection.quotes import rule_of_choice, typical_quotes
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, CaseBox, Heading, Note, NoteKind
from advocacy.brief.quoting import quote_name
from advocacy.wording import say
from advocacy.workspace import Part


def cases(made: Composition, part: Part) -> Iterator[Block]:
    """The quotes that the user has read and released; nothing where there is none."""
    released = set(made.plan.quoted)
    chosen = [one for one in typical_quotes(made.workspace) if quote_name(one) in released]
    if not chosen:
        return
    yield Heading(say("In their own words"))
    for one in chosen:
        yield CaseBox(one.text, one.attribution)
    yield Note(rule_of_choice(), NoteKind.METHOD)
