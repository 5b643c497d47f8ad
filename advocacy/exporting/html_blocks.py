"""The blocks of a brief as they stand on a web page: every text escaped, every number a link to its claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from advocacy.brief.document import (
    AskBox,
    Block,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Mark,
    Note,
    Paragraph,
    pieces,
)
from advocacy.exporting.plain_text import printable
from advocacy.resources import RESOURCES
from advocacy.wording import say

KINDS: Mapping[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    Figure: "figure",
    DataTable: "table",
    Note: "note",
    CaseBox: "case",
    AskBox: "ask",
}


@dataclass(frozen=True)
class Shown:
    """One block. texts: its pieces in their order; place: in the brief; number: of a figure or table.

    first: where the numbers lead that stand here for the first time.
    """

    kind: str
    block: Block
    texts: tuple[Markup, ...]
    place: int
    part: tuple[str, str]
    number: int
    first: frozenset[str]

    @property
    def quoted(self) -> Markup:
        """The words of a person between the quotation marks of the language."""
        return escape(say("“{text}”")).format(text=self.texts[0])

    @property
    def header(self) -> tuple[Markup, ...]:
        """The cells of the first row of a table."""
        assert isinstance(self.block, DataTable)
        return self.texts[2 : 2 + len(self.block.header)]

    @property
    def rows(self) -> tuple[tuple[Markup, ...], ...]:
        """The other rows of a table."""
        wide, cells = len(self.header), self.texts[2 + len(self.header) :]
        return tuple(cells[start : start + wide] for start in range(0, len(cells), wide))


def shown(brief: Brief, href: Callable[[str], str]) -> tuple[Shown, ...]:
    """Return the blocks. href: where the number of a claim leads, by the key of the claim.

    Where that is a place on the page, the first number of the claim is a place as well: "#n3" is answered
    by "at-n3". Links of a table are reached by pointer only; by keyboard its source line leads there.
    """
    marks: dict[int, list[Mark]] = {}
    for mark in brief.marks:
        marks.setdefault(mark.block, []).append(mark)
    known: set[str] = set()
    numbers = {"figure": 0, "table": 0}
    made = []
    for place, block in enumerate(brief.blocks):
        kind = KINDS[type(block)]
        if kind in numbers:
            numbers[kind] += 1
        before = set(known)
        texts = linked(block, marks.get(place, ()), href, known)
        part = brief.parts[place] if place < len(brief.parts) else ("", "")
        made.append(Shown(kind, block, texts, place, part, numbers.get(kind, 0), frozenset(known - before)))
    return tuple(made)


def linked(
    block: Block, marks: Sequence[Mark], href: Callable[[str], str], known: set[str]
) -> tuple[Markup, ...]:
    """Return the pieces of a block as markup. marks: those of the block; known: places that are taken."""
    by_piece: dict[int, list[Mark]] = {}
    for mark in marks:
        by_piece.setdefault(mark.piece, []).append(mark)
    by_pointer = isinstance(block, DataTable)
    return tuple(
        _linked(text, by_piece.get(piece, ()), href, known, by_pointer)
        for piece, text in enumerate(pieces(block))
        if not (isinstance(block, Figure) and piece == 2)  # the description of a picture is an attribute
    )


@cache
def templates() -> Environment:
    """Return the templates of web pages: every text is escaped, and what cannot be seen is left out."""
    return Environment(
        loader=FileSystemLoader(RESOURCES / "briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )


def _linked(
    text: str, marks: Sequence[Mark], href: Callable[[str], str], known: set[str], by_pointer: bool
) -> Markup:
    out, end = Markup(), 0
    for mark in sorted(marks, key=lambda one: one.start):
        if mark.start < end:
            continue
        target = href(mark.claim)
        attributes = Markup(' href="{}"').format(target)
        if target.startswith("#") and target not in known:
            known.add(target)
            attributes += Markup(' id="at-{}"').format(target[1:])
        if by_pointer:
            attributes += Markup(' tabindex="-1"')
        out += escape(printable(text[end : mark.start]))
        out += Markup("<a{}>{}</a>").format(attributes, printable(text[mark.start : mark.end]))
        end = mark.end
    return out + escape(printable(text[end:]))
