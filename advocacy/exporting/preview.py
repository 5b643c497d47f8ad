"""The brief block by block as it will look, every number a link to its claim; for the screen only."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
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
from advocacy.exporting.running_head import no_picture
from advocacy.resources import RESOURCES
from advocacy.wording import say, speaking

COVER = ("cover", "")  # the name of the title and the lines below it, as if they were a part of the outline
_SCHEME = "claim:"
_KINDS = {
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
class PreviewBlock:
    """One block as markup. id: the same as long as its part is. picture: key of the chart it waits for."""

    id: str
    part: tuple[str, str]
    html: str
    is_unsupported: bool = False
    picture: str = ""


class Previews:
    """Makes the preview of one brief after the other; the markup of a block that is still there is kept."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Block, str, str]] = {}  # by identity: block, markup, key of its picture

    def blocks(self, brief: Brief) -> tuple[PreviewBlock, ...]:
        """Return every block, the cover first, in the language of the brief."""
        with speaking(brief.language):
            return self._blocks(brief)

    def _blocks(self, brief: Brief) -> tuple[PreviewBlock, ...]:
        before, self._made = self._made, {}
        open_ones = {one.block for one in brief.unsupported}
        places: dict[int, list[Mark]] = defaultdict(list)
        for mark in brief.marks:
            places[mark.block].append(mark)
        counted = Counter[tuple[str, str]]()
        shown = [PreviewBlock("|".join((*COVER, "0")), COVER, _markup("cover", brief, ()))]
        for number, (block, part) in enumerate(zip(brief.blocks, brief.parts, strict=True)):
            known = before.get(id(block))
            if known is None or known[0] is not block:
                picture = figure_key(block) if isinstance(block, Figure) else ""
                known = (block, _markup(_KINDS[type(block)], block, places[number], picture), picture)
            self._made[id(block)] = known
            name = "|".join((*part, str(counted[part])))
            counted[part] += 1
            shown.append(PreviewBlock(name, part, known[1], number in open_ones, known[2]))
        return tuple(shown)


def figure_key(block: Figure) -> str:
    """Return what a picture of the chart is known by: the same chart, the same key."""
    text = json.dumps(block.figure, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]


def claim_link(key: str) -> str:
    """Return the address that stands for a claim."""
    return _SCHEME + quote(key, safe="")


def claim_in(address: str) -> str:
    """Return the key of the claim that an address stands for, "" where it stands for none."""
    return unquote(address.removeprefix(_SCHEME)) if address.startswith(_SCHEME) else ""


def _markup(kind: str, block: Block | Brief, marks: Sequence[Mark], picture: str = "") -> str:
    texts = () if isinstance(block, Brief) else pieces(block)
    places: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        places[mark.piece].append(mark)

    def linked(piece: int) -> Markup:
        return _linked(texts[piece], places.get(piece, ()))

    words = {"figure": say("Figure"), "table": say("Table"), "absent": no_picture()}
    return _template().render(kind=kind, block=block, linked=linked, picture=picture, words=words).strip()


def _linked(text: str, marks: Sequence[Mark]) -> Markup:
    """The text with a link around each number that is a claim."""
    out, end = [], 0
    for mark in sorted(marks, key=lambda one: one.start):
        out.append(escape(printable(text[end : mark.start])))
        number = printable(text[mark.start : mark.end])
        out.append(_LINK.format(claim_link(mark.claim), mark.claim, number))
        end = mark.end
    return Markup("").join((*out, escape(printable(text[end:]))))


_LINK = Markup('<a href="{}" data-claim="{}" tabindex="-1">{}</a>')


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(RESOURCES / "briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    return environment.get_template("preview_block.html.j2")
