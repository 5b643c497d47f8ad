"""The Word document that a brief is written into: blank, or the user's own with its places filled."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn

from advocacy.analysis import numbers
from advocacy.brief.document import Brief
from advocacy.exporting.docx_elements import element
from advocacy.exporting.docx_pages import last_section, runs_leftwards, section_of
from advocacy.exporting.docx_styles import blank
from advocacy.exporting.word_template.places import Found, Place, fill
from advocacy.workspace import BriefPlan

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True)
class Letter:
    """A document and where the brief goes in it.

    before: the element of the body that the brief stands before; is_placed: whether it was asked for there;
    on_new_page: on a page of its own. section: what its pages are like. found: the places of the text;
    around: those of the heads and feet of the pages. bookmarks, drawings: numbers that nothing has yet.
    """

    document: Any
    before: Any
    is_placed: bool
    on_new_page: bool
    section: Any
    found: tuple[Found, ...]
    around: tuple[Found, ...]
    bookmarks: Iterator[int]
    drawings: Iterator[int]

    @property
    def told(self) -> frozenset[str]:
        """Names of the places in the text, which the brief need not tell again."""
        return frozenset(one.name for one in self.found)


def open_letter(brief: Brief, template: bytes | None) -> Letter:
    """Return the document with its places filled. template: a cleaned Word file, None for a blank one."""
    document = docx.Document(io.BytesIO(blank() if template is None else template))
    body = document.element.body
    last_section(body)
    edges = list(_edges(document))
    values = _values(brief)
    around = tuple(found for edge in edges for found in fill(edge, values))
    found = tuple(fill(body, values))
    place = _place_of_brief(body, found)
    on_new_page = place is not None and place.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    before = _cleared(place, body)
    every = [body, *edges]
    return Letter(
        document,
        before,
        place is not None,
        on_new_page,
        section_of(before),
        found,
        around,
        _free(one.get(qn("w:id")) for root in every for one in root.iter(qn("w:bookmarkStart"))),
        _numbered_apart([one for root in every for one in root.iter(_DRAWING)]),
    )


def fit_in(document: Any, letter: Letter, made: Sequence[Any]) -> None:
    """Let the brief begin as its place did, on a new page, and run from left to right in any document."""
    looks = [one for root in made for one in root.iter(qn("w:pPr"))]
    if letter.on_new_page and looks:
        looks[0].insert(1, element("w:pageBreakBefore"))
    if runs_leftwards(document.styles.element):
        for one in looks:
            one.append(element("w:bidi", val="0"))


def _values(brief: Brief) -> Mapping[str, str]:
    plan = brief.workspace.brief if brief.workspace else BriefPlan()
    return {
        Place.TITLE: brief.title,
        Place.ADDRESSEE: plan.addressee,
        Place.SUBMITTED_BY: plan.submitted_by,
        Place.DATE: numbers.day(brief.written_on) if brief.written_on else "",
    }


def _edges(document: Any) -> Iterator[Any]:
    """What stands above and below the text of the pages."""
    for relation in document.part.rels.values():
        if relation.reltype in (RELATION.HEADER, RELATION.FOOTER):
            yield relation.target_part.element


def _place_of_brief(body: Any, found: Iterable[Found]) -> Any:
    """The first paragraph that asks for the brief; in a table or a frame there is no room for it."""
    asked = (one.paragraph for one in found if one.name == Place.BRIEF)
    return next((one for one in asked if one.getparent() is body), None)


def _cleared(place: Any, body: Any) -> Any:
    """Return the element that the brief stands before; the paragraph that asked for it goes where empty."""
    if place is None:
        return body[-1]
    if place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        return place  # it ends a section
    following = place.getnext()
    if not "".join(text.text or "" for text in place.iter(qn("w:t"))).strip() and not _shows(place):
        body.remove(place)
    return following


def _shows(paragraph: Any) -> bool:
    return any(next(paragraph.iter(qn(name)), None) is not None for name in ("w:drawing", "w:pict", "w:br"))


def _numbered_apart(drawings: Sequence[Any]) -> Iterator[int]:
    """Give a number of its own to every drawing that shares one; return those that are free."""
    free, seen = _free(one.get("id") for one in drawings), set[str | None]()
    for one in drawings:
        if one.get("id") in seen:
            one.set("id", str(next(free)))
        seen.add(one.get("id"))
    return free


def _free(used: Iterable[str | None]) -> Iterator[int]:
    """Every number from 1 on that is not used."""
    taken = {int(one) for one in used if one and one.isdecimal()}
    return (number for number in count(1) if number not in taken)
