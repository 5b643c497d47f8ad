"""The places of a template, "{{ title }}": plain text is put in, nothing is computed or read twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from advocacy.exporting.plain_text import printable
from advocacy.exporting.word_template.names import W

_PLACE = re.compile(r"\{\{([^{}]{0,80})\}\}")
_P, _T = f"{{{W}}}p", f"{{{W}}}t"
_APART = tuple(f"{{{W}}}{name}" for name in ("tab", "br", "cr", "ptab"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Place(StrEnum):
    """What a template may ask for."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    SUBMITTED_BY = "submitted_by"
    DATE = "date"  # the day on which the brief is written
    BRIEF = "brief"  # the whole document


class Found(NamedTuple):
    """One place. name: as it is written, in small letters; paragraph: the one it stands in."""

    name: str
    paragraph: Any


class _Piece(NamedTuple):
    """A stretch of the letters of a paragraph. node: None for what is no text, such as a tab."""

    start: int
    text: str
    node: Any


def fill(root: Any, values: Mapping[str, str]) -> list[Found]:
    """Put the values in place of what asks for them, all over a part, also where Word has split it.

    values: by name of place; a place without one becomes empty. Return what was found, in its order.
    """
    return [found for paragraph in list(root.iter(_P)) for found in _fill_paragraph(paragraph, values)]


def spelt(place: str) -> str:
    """Return a place as it is written in a template."""
    return f"{{{{ {place} }}}}"


def _fill_paragraph(paragraph: Any, values: Mapping[str, str]) -> list[Found]:
    pieces = list(_pieces(paragraph))
    places = list(_PLACE.finditer("".join(piece.text for piece in pieces)))
    names = [_name(place[1]) for place in places]
    for place, name in zip(reversed(places), reversed(names), strict=True):
        value = " ".join(printable(values.get(name, "")).split())
        _put(pieces, place.start(), place.end(), value)
    return [Found(name, paragraph) for name in names]


def _name(written: str) -> str:
    """ "Submitted by" and "submitted_by" are one place."""
    return "_".join(re.split(r"[\s_-]+", printable(written).strip().casefold()))


def _pieces(paragraph: Any) -> Iterator[_Piece]:
    """The letters of a paragraph, without those of a text box in it."""
    start = 0
    for one in paragraph.iter(_T, *_APART):
        if next(one.iterancestors(_P), None) is paragraph:
            text = (one.text or "") if one.tag == _T else "\n"
            yield _Piece(start, text, one if one.tag == _T else None)
            start += len(text)


def _put(pieces: list[_Piece], start: int, end: int, value: str) -> None:
    """Replace the letters from start to end; the value looks as the first of them did.

    The last place is replaced first, so that what stands before it keeps its place.
    """
    rest: str | None = value
    for number, piece in enumerate(pieces):
        first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
        if first >= last or piece.node is None:
            continue
        text = piece.text[:first] + (rest or "") + piece.text[last:]
        rest = None
        piece.node.text = text
        piece.node.set(_SPACE, "preserve")
        pieces[number] = piece._replace(text=text)
