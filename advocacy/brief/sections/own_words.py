"""What the user has written: paragraphs and headings, with numbers that stay live."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Heading, Paragraph
from advocacy.brief.live import filled
from advocacy.brief.seen import is_seen
from advocacy.workspace import Part


def paragraphs(made: Composition, text: str, finding: str = "") -> Iterator[Paragraph]:
    """Yield the user's text, a paragraph a line, its places filled with the numbers of now."""
    for line in text.splitlines():
        if is_seen(line):
            words = filled(line.strip(), made.claims)
            yield Paragraph(words.text, finding=finding, own=True, live=words.marks)


def heading(made: Composition, part: Part) -> Iterator[Block]:
    """A heading of the user."""
    if is_seen(part.text):
        yield Heading(part.text.strip())


def text(made: Composition, part: Part) -> Iterator[Block]:
    """A text of the user."""
    yield from paragraphs(made, part.text)
