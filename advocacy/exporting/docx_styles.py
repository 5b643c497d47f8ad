"""The styles of the Word document: those of resources/briefs/word, beside what a template of the user has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from docx.opc.constants import CONTENT_TYPE as KIND
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from advocacy.resources import RESOURCES

_FOLDER = RESOURCES / "briefs" / "word"
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.xml.rels",
    **{
        f"word/{name}": name
        for name in (
            *("document.xml", "styles.xml", "numbering.xml", "settings.xml", "fontTable.xml"),
            *("theme1.xml", "header1.xml", "footer1.xml"),
        )
    },
}
# Portuguese as its numbers are written: see `wording.locale`.
_TERRITORY = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-BR", "sw": "sw-KE"}


@cache
def blank() -> bytes:
    """Return a document without text that has our styles."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for part, file in _PARTS.items():
            package.writestr(part, (_FOLDER / file).read_bytes())
    return content.getvalue()


def add_styles(document: Any) -> Mapping[str, str]:
    """Give the document every style of ours whose name it lacks; return the id of each by its name."""
    there = document.styles.element
    ids = {_name(style): style.get(qn("w:styleId")) for style in there.findall(qn("w:style"))}
    ours = parse_xml((_FOLDER / "styles.xml").read_bytes()).findall(qn("w:style"))
    lacking = [style for style in ours if _name(style) not in ids]
    taken = set(ids.values())
    renamed: dict[str, str] = {}  # our id to the one it has in the document
    for style in ours:
        ours_id = style.get(qn("w:styleId"))
        renamed[ours_id] = ids.get(_name(style)) or _free(ours_id, taken)
        taken.add(renamed[ours_id])
    if lacking:
        numbers = _add_numbering(document, renamed, {style.get(qn("w:styleId")) for style in lacking})
        for style in lacking:
            there.append(_adapted(style, renamed, numbers))
    return {_name(style): renamed[style.get(qn("w:styleId"))] for style in ours}


def speak(document: Any, language: str) -> None:
    """Say in which language the text is, once for all styles, so that it is spelt and read aloud rightly."""
    tag = _TERRITORY.get(language, language)
    styles = document.styles.element
    for lang in list(styles.iter(qn("w:lang"))):
        lang.getparent().remove(lang)
    defaults = _child(styles, "w:docDefaults", first=True)
    runs = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
    lang = _child(runs, "w:lang")
    lang.set(qn("w:val"), tag)
    lang.set(qn("w:eastAsia"), tag)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.attrib.clear()
        theme.set(qn("w:val"), tag)


def _child(parent: Any, name: str, *, first: bool = False) -> Any:
    found = parent.find(qn(name))
    if found is None:
        found = parent.makeelement(qn(name), {})
        parent.insert(0 if first else len(parent), found)
    return found


def _name(style: Any) -> str:
    """The name of a style as Word compares it: without regard to capitals."""
    return str(style.find(qn("w:name")).get(qn("w:val"))).casefold()


def _free(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}{number}", number + 1
    return free


def _adapted(style: Any, renamed: Mapping[str, str], numbers: Mapping[str, str]) -> Any:
    made = deepcopy(style)
    made.set(qn("w:styleId"), renamed[style.get(qn("w:styleId"))])
    made.attrib.pop(qn("w:default"), None)  # the document has its own
    for tag in ("w:basedOn", "w:next", "w:link"):
        for other in made.findall(qn(tag)):
            other.set(qn("w:val"), renamed[other.get(qn("w:val"))])
    for number in made.iter(qn("w:numId")):
        number.set(qn("w:val"), numbers[number.get(qn("w:val"))])
    return made


def _add_numbering(document: Any, renamed: Mapping[str, str], lacking: set[str]) -> Mapping[str, str]:
    """Add our lists behind those the document has; return by our number of a list the one it has there."""
    there = _numbering(document)
    ours = parse_xml((_FOLDER / "numbering.xml").read_bytes())
    shift = 1 + max(
        (int(one.get(qn("w:abstractNumId"))) for one in there.findall(qn("w:abstractNum"))), default=-1
    )
    first = 1 + max((int(one.get(qn("w:numId"))) for one in there.findall(qn("w:num"))), default=0)
    place = len(there.findall(qn("w:abstractNum"))) + len(there.findall(qn("w:numPicBullet")))
    for abstract in ours.findall(qn("w:abstractNum")):
        abstract.set(qn("w:abstractNumId"), str(shift + int(abstract.get(qn("w:abstractNumId")))))
        for style in list(abstract.iter(qn("w:pStyle"))):
            if style.get(qn("w:val")) in lacking:
                style.set(qn("w:val"), renamed[style.get(qn("w:val"))])
            else:
                style.getparent().remove(style)  # that style is the template's and counts as it says
        there.insert(place, abstract)
        place += 1
    numbers = {}
    for offset, number in enumerate(ours.findall(qn("w:num"))):
        numbers[number.get(qn("w:numId"))] = str(first + offset)
        number.set(qn("w:numId"), str(first + offset))
        abstract = number.find(qn("w:abstractNumId"))
        abstract.set(qn("w:val"), str(shift + int(abstract.get(qn("w:val")))))
        there.insert(place, number)
        place += 1
    return numbers


def _numbering(document: Any) -> Any:
    part = document.part
    try:
        return part.part_related_by(RELATION.NUMBERING).element
    except KeyError:
        pass
    empty = parse_xml((_FOLDER / "numbering.xml").read_bytes())
    for child in list(empty):
        empty.remove(child)
    made = NumberingPart(PackURI("/word/numbering.xml"), KIND.WML_NUMBERING, empty, part.package)
    part.relate_to(made, RELATION.NUMBERING)
    return empty
