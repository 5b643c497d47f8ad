"""The brief block by block as it will look, every number a link to its claim; for the screen only."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

from advocacy.brief.document import Block, Brief, Figure, Mark
from advocacy.exporting.html_blocks import KINDS, Shown, linked, templates
from advocacy.exporting.running_head import no_picture
from advocacy.wording import say, speaking

COVER = ("cover", "")  # the name of the title and the lines below it, as if they were a part of the outline
# An empty picture; behind it the key of the chart that takes its place when it is drawn.
WAITING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==#"
_SCHEME = "claim:"


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
        self._made: dict[tuple[int, int], tuple[Block, str, str]] = {}  # by identity and number of the block

    def blocks(self, brief: Brief) -> tuple[PreviewBlock, ...]:
        """Return every block, the cover first, in the language of the brief."""
        with speaking(brief.language):
            return self._blocks(brief)

    def _blocks(self, brief: Brief) -> tuple[PreviewBlock, ...]:
        before, self._made = self._made, {}
        open_ones = {one.block for one in brief.unsupported}
        marks: dict[int, list[Mark]] = defaultdict(list)
        for mark in brief.marks:
            marks[mark.block].append(mark)
        numbers, places = Counter[str](), Counter[tuple[str, str]]()
        shown = [PreviewBlock("|".join((*COVER, "0")), COVER, _cover(brief))]
        for place, (block, part) in enumerate(zip(brief.blocks, brief.parts, strict=True)):
            kind = KINDS[type(block)]
            numbers[kind] += kind in ("figure", "table")
            known = before.get((id(block), numbers[kind]))
            if known is None or known[0] is not block:
                known = (block, *_made(block, marks[place], numbers[kind]))
            self._made[id(block), numbers[kind]] = known
            name = "|".join((*part, str(places[part])))
            places[part] += 1
            shown.append(PreviewBlock(name, part, known[1], place in open_ones, known[2]))
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


def _cover(brief: Brief) -> str:
    return str(_macros().head(brief)).strip()


def _made(block: Block, marks: list[Mark], number: int) -> tuple[str, str]:
    """The markup of a block, and the key of the picture it waits for."""
    kind = KINDS[type(block)]
    shown = Shown(kind, block, linked(block, marks, claim_link, set()), 0, ("", ""), number, frozenset())
    page: dict[str, Any] = {"words": _words(), "pictures": {}, "sizes": {}, "charts": {}, "abouts": {}}
    picture = ""
    if isinstance(block, Figure):
        picture = figure_key(block)
        page["pictures"] = {block.finding.code: WAITING + picture}
        page["sizes"] = {block.finding.code: _size(block.figure)}
    return str(_macros().draw(shown, page)).strip(), picture


def _size(figure: Any) -> tuple[int, int]:
    layout = figure["layout"]
    return layout.get("width", 720), layout.get("height", 400)


def _words() -> dict[str, str]:
    return {"figure": say("Figure"), "table": say("Table"), "no_picture": no_picture(), "about": ""}


@cache
def _macros() -> Any:
    return templates().get_template("blocks.html.j2").module
