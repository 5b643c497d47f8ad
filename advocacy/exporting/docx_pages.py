"""The pages of the Word document: their size, and what stands on top and at the end of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from advocacy.brief.document import Brief
from advocacy.exporting.docx_elements import element, field, paragraph, run
from advocacy.exporting.running_head import EXAMPLE, running_head
from advocacy.wording import say

_FALSE = ("0", "false", "off")
_LEAST = 2_000  # twips; in a narrower column no table can be read
_NARROW = Cm(1.5)
_CLOSE = 0.9  # how large letters are where everything must stand on one page
_MOST = 31_680  # twips; Word takes no wider page
_PAGE = (("w", 11906), ("h", 16838))  # A4, in twips
_MARGINS = (
    *(("top", 1304), ("right", 1418), ("bottom", 1247), ("left", 1418)),
    *(("header", 624), ("footer", 567), ("gutter", 0)),
)


def last_section(body: Any) -> Any:
    """Return what says how the last pages are; it is made where there is none, and stands at the end."""
    found = body.find(qn("w:sectPr"))
    if found is None:
        found = element("w:sectPr")
    body.append(found)
    return found


def section_of(before: Any) -> Any:
    """Return the section that an element of the body stands in, with the size of a page in it."""
    here = before
    while here.tag != qn("w:sectPr"):
        ends = here.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        here = here.getnext() if ends is None else ends
    for name, values in (("w:pgMar", _MARGINS), ("w:pgSz", _PAGE)):
        if here.find(qn(name)) is None:
            at = [place for place, child in enumerate(here, 1) if child.tag in _BEFORE_SIZE]
            size = here.find(qn("w:pgSz"))
            after = max(at, default=0) + (size is not None)
            here.insert(after, element(name, **dict(values)))
    return here


_BEFORE_SIZE = tuple(
    qn(f"w:{name}") for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)


def room(section: Any) -> int:
    """Return the width of a column between the margins, in twips."""
    size, margins, columns = (section.find(qn(name)) for name in ("w:pgSz", "w:pgMar", "w:cols"))
    between = _twips(size, "w:w", 11906) - sum(
        _twips(margins, side, 0) for side in ("w:left", "w:right", "w:gutter")
    )
    many = _twips(columns, "w:num", 1) if columns is not None else 1
    if many > 1:
        between = (between - (many - 1) * _twips(columns, "w:space", 720)) // many
    return min(max(between, _LEAST), _MOST)


def _twips(one: Any, name: str, otherwise: int) -> int:
    try:
        return int(float(one.get(qn(name), otherwise)))
    except (ValueError, OverflowError):
        return otherwise


def begin_without_head(document: Any) -> None:
    """Let the first page, which has the title itself, do without the head; its foot is that of all pages."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    foot = section.first_page_footer._element
    for child in list(foot):
        foot.remove(child)
    foot.extend(deepcopy(one) for one in section.footer._element)


def make_room(document: Any) -> None:
    """Let margins and lines be closer and letters smaller, for what must stand on one page."""
    section = document.sections[0]
    section.top_margin = section.bottom_margin = _NARROW
    section.left_margin = section.right_margin = _NARROW
    section.footer_distance = Length(_NARROW // 2)
    document.styles["Title"].font.size = Pt(16)
    for size in document.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(int(int(size.get(qn("w:val"))) * _CLOSE)))
    for style in document.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = _half(spacing.space_before), _half(spacing.space_after)
        if spacing.line_spacing is not None:
            spacing.line_spacing = 1.0


def _half(space: Length | None) -> Length | None:
    return None if space is None else Length(space // 2)


def head_and_foot(document: Any, brief: Brief, styles: Mapping[str, str]) -> None:
    """Put on every page what it must tell: where there is no head the title, the number where there is none,
    and that the data are an example in any case.
    """
    warning = (run(say(EXAMPLE), styles["warning"]),) if brief.example else ()
    heads, feet = list(_edges(document, "header", brief)), list(_edges(document, "footer", brief))
    counts = any(_counts_pages(edge) for edge, _ in (*heads, *feet))
    for head, is_first in heads:
        if _clear_empty(head) and not is_first:
            head.append(paragraph(styles["header"], run(running_head(brief))))
        elif warning:
            _add_line(head, paragraph(styles["header"], run(say(EXAMPLE), styles["warning"])), document)
    for foot, is_first in feet:
        if not counts and not is_first:
            _clear_empty(foot)
            said = (*warning, run(" · ")) if warning else ()
            counted = (run(f"{say('page')} "), *field("PAGE", "1"))
            _add_line(foot, paragraph(styles["footer"], *said, *counted), document)


def _edges(document: Any, kind: str, brief: Brief) -> Iterator[tuple[Any, bool]]:
    """Every head (or foot) that pages have, once, and whether it is that of first pages alone.

    First pages without any head are meant so, and get one only to say that the data are an example.
    """
    sections = list(document.sections)
    seen: list[Any] = []
    for place, section in enumerate(sections):
        names = [(kind, False)]
        if section.different_first_page_header_footer:
            names.append((f"first_page_{kind}", True))
        if document.settings.odd_and_even_pages_header_footer:
            names.append((f"even_page_{kind}", False))
        for name, is_first in names:
            edges = [getattr(one, name) for one in sections[: place + 1]]
            is_there = not all(edge.is_linked_to_previous for edge in edges)
            if is_there or not is_first or (brief.example and kind == "header"):
                root = edges[-1]._element
                if not any(root is one for one in seen):
                    seen.append(root)
                    yield root, is_first


def _add_line(edge: Any, line: Any, document: Any) -> None:
    """Add a line that stands and looks as the last of the template does, but reads from left to right."""
    last = next((one for one in reversed(edge) if one.tag == qn("w:p")), None)
    if last is not None and (runs_leftwards(last) or runs_leftwards(document.styles.element)):
        line.find(qn("w:pPr")).extend((element("w:bidi", val="0"), element("w:jc", val="right")))
    elif last is not None:
        if (stands := last.find(qn("w:pPr"))) is not None:
            line.replace(line.find(qn("w:pPr")), deepcopy(stands))
        looks = next((one for one in last.iter(qn("w:rPr")) if one.getparent().tag == qn("w:r")), None)
        for part in line.iter(qn("w:r")) if looks is not None else ():
            if part.find(qn("w:rPr")) is None:
                part.insert(0, deepcopy(looks))
    edge.append(line)


def runs_leftwards(part: Any) -> bool:
    """Whether lines of a part, or in styles, run from right to left."""
    return any(one.get(qn("w:val")) not in _FALSE for one in part.iter(qn("w:bidi")))


def _is_empty(edge: Any) -> bool:
    shows = ("w:drawing", "w:pict", "w:fldChar", "w:tbl")
    if any(next(edge.iter(qn(name)), None) is not None for name in shows):
        return False
    return not "".join(text.text or "" for text in edge.iter(qn("w:t"))).strip()


def _clear_empty(edge: Any) -> bool:
    """Whether nothing is to be seen in it; then its empty lines go."""
    if not _is_empty(edge):
        return False
    for child in list(edge):
        edge.remove(child)
    return True


def _counts_pages(edge: Any) -> bool:
    return any((code.text or "").strip().upper().startswith("PAGE") for code in edge.iter(qn("w:instrText")))
