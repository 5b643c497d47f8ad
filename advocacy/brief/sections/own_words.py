"""What the user has written: paragraphs and headings, with numbers that stay live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Heading, Note, NoteKind, Paragraph
from advocacy.brief.live import filled
from advocacy.brief.own_numbers import own_numbers
from advocacy.brief.seen import is_seen
from advocacy.wording import labelled, listed, say
from advocacy.workspace import Part


def paragraphs(made: Composition, text: str, finding: str = "") -> Iterator[Paragraph | Note]:
    """Yield the user's text, a paragraph a line, its places filled with the numbers of now.

    Below it stands where the numbers come from that are not from the data.
    """
    for line in text.splitlines():
        if is_seen(line):
            words = filled(line.strip(), made.claims)
            yield Paragraph(words.text, finding=finding, own=True, live=words.marks)
            yield from sources(made, words.text, words.marks)


def sources(made: Composition, text: str, live: Sequence[tuple[int, int, str]] = ()) -> Iterator[Note]:
    """Yield a note on where the numbers of a text come from; nothing where all are live or unsupported."""
    found = {word.text: whence for word, whence in own_numbers(text, live, made.cited) if whence}
    if found:
        told = listed(labelled(number) + whence.rstrip(". ") for number, whence in found.items())
        yield Note(say("Not from our data: {sources}.", sources=told), NoteKind.METHOD)


def heading(made: Composition, part: Part) -> Iterator[Block]:
    """A heading of the user."""
    if is_seen(part.text):
        yield Heading(part.text.strip())


def text(made: Composition, part: Part) -> Iterator[Block]:
    """A text of the user."""
    yield from paragraphs(made, part.text)
