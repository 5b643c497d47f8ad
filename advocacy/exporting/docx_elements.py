"""The few elements of WordprocessingML that a brief needs; every text passes through `run` and stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from advocacy.exporting.plain_text import printable

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, /, *content: Any, **attributes: str | int) -> Any:
    """Return an element, such as "w:p"; attributes are of the same namespace."""
    prefix, _, _ = tag.partition(":")
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    made.extend(content)
    return made


def run(text: str, style: str = "") -> Any:
    """Return a run of text; style: id of a style of characters, "" for none."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", element("w:rStyle", val=style)))
    for piece in re.split(r"([\n\t])", printable(text)):
        if piece == "\n":
            made.append(element("w:br"))
        elif piece == "\t":
            made.append(element("w:tab"))
        elif piece:
            words = element("w:t")
            words.text = piece
            words.set(_SPACE, "preserve")
            made.append(words)
    return made


def paragraph(style: str, *content: Any) -> Any:
    """Return a paragraph in the style of this id."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *content)


def field(instruction: str, shown: str, style: str = "") -> tuple[Any, ...]:
    """Return the runs of a field: what Word computes, and what stands there until it does."""
    words = element("w:instrText")
    words.text = f" {instruction} "
    words.set(_SPACE, "preserve")
    return (mark("begin"), element("w:r", words), mark("separate"), run(shown, style), mark("end"))


def mark(kind: str) -> Any:
    """Return the run that begins, separates or ends a field."""
    return element("w:r", element("w:fldChar", fldCharType=kind))


def bookmark(name: str, number: int, *content: Any) -> tuple[Any, ...]:
    """Return the content between the two marks of a bookmark; number: one of its own in the document."""
    return (element("w:bookmarkStart", id=number, name=name), *content, element("w:bookmarkEnd", id=number))


def link(name: str, *content: Any) -> Any:
    """Return a link to a bookmark of the same document."""
    return element("w:hyperlink", *content, anchor=name, history="1")


def contents(instruction: str, title: Any, style: str, entries: Iterable[tuple[str, str]]) -> Any:
    """Return a table of contents that stands there filled: bookmark and text of each heading.

    Word puts the pages in when the reader updates it; until then there is none that could be wrong.
    """
    words = element("w:instrText")
    words.text = f" {instruction} "
    words.set(_SPACE, "preserve")
    lines = [paragraph(style, link(name, run(text))) for name, text in entries] or [paragraph(style)]
    for place, start in enumerate((mark("begin"), element("w:r", words), mark("separate")), 1):
        lines[0].insert(place, start)
    lines[-1].append(mark("end"))
    kind = element(
        "w:docPartObj",
        element("w:docPartGallery", val="Table of Contents"),
        element("w:docPartUnique"),
    )
    return element("w:sdt", element("w:sdtPr", kind), element("w:sdtContent", title, *lines))


def table(style: str, caption: str, widths: Iterable[int], rows: Iterable[Any], *, labels: bool) -> Any:
    """Return a table of this caption for those who hear it. widths: in twentieths of a point.

    labels: whether the first cell of a row says what the row is about.
    """
    wide = tuple(widths)
    look = {"val": "06A0" if labels else "0620", "firstRow": 1, "firstColumn": int(labels)}
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(wide), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", **look, noHBand=1, noVBand=1),
        element("w:tblCaption", val=printable(caption)),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in wide))
    return element("w:tbl", properties, grid, *rows)


def row(cells: Iterable[Any], widths: Iterable[int], *, is_header: bool = False) -> Any:
    """Return a row that is never split; a header stands again on every page. cells: paragraphs."""
    properties = element("w:trPr", element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    for cell, width in zip(cells, widths, strict=True):
        made.append(element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), cell))
    return made
