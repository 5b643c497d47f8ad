"""The styles of the Word document: those of resources/briefs/word, beside what a template of the user has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from docx.opc.constants import CONTENT_TYPE as KIND
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from advocacy.resources import RESOURCES

_LATER = tuple(qn(f"w:{name}") for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_TRUE = ("1", "true", "on")
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
    """Give the document every style of ours that it lacks by name; return the id of each by its name.

    Two styles of a name are the same where they are of the same type; where not, ours gets another name.
    """
    there = _styles(document)
    known = [style for style in there.findall(qn("w:style")) if style.get(qn("w:styleId"))]
    ids = {_named(style): style.get(qn("w:styleId")) for style in reversed(known)}
    ours = parse_xml((_FOLDER / "styles.xml").read_bytes()).findall(qn("w:style"))
    lacking = [style for style in ours if _named(style) not in ids]
    by_name = {_named(style): style for style in known}
    for style in ours:
        if _named(style) in by_name:
            _keep_as_ours(by_name[_named(style)], style)
    taken, names = {style.get(qn("w:styleId")) for style in known}, {name for _, name in ids}
    renamed: dict[str, str] = {}  # our id to the one it has in the document
    for style in ours:
        ours_id = style.get(qn("w:styleId"))
        renamed[ours_id] = ids.get(_named(style)) or _free(ours_id, taken)
        taken.add(renamed[ours_id])
    if lacking:
        numbers = _add_numbering(document, renamed, {style.get(qn("w:styleId")) for style in lacking})
        defaults = {style.get(qn("w:type")) for style in known if style.get(qn("w:default")) in _TRUE}
        for style in lacking:
            there.append(_adapted(style, renamed, numbers, names, defaults))
    return {_named(style)[1]: renamed[style.get(qn("w:styleId"))] for style in ours}


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


def _named(style: Any) -> tuple[str, str]:
    """Type and name of a style as Word compares it: whatever its capitals; its id where it has none."""
    name = style.find(qn("w:name"))
    text = style.get(qn("w:styleId")) if name is None else name.get(qn("w:val"))
    return str(style.get(qn("w:type"), "paragraph")), str(text).casefold()


def _keep_as_ours(theirs: Any, ours: Any) -> None:
    """How a style looks is up to the template; what stays on one page with the next is up to the brief."""
    for name in ("w:keepLines", "w:keepNext"):
        if (
            ours.find(f"{qn('w:pPr')}/{qn(name)}") is None
            or theirs.find(f"{qn('w:pPr')}/{qn(name)}") is not None
        ):
            continue
        look = theirs.find(qn("w:pPr"))
        if look is None:
            look = theirs.makeelement(qn("w:pPr"), {})
            theirs.insert(next((n for n, c in enumerate(theirs) if c.tag in _LATER), len(theirs)), look)
        look.insert(0, look.makeelement(qn(name), {}))


def _free(wanted: str, taken: Collection[str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}{number}", number + 1
    return free


def _adapted(
    style: Any,
    renamed: Mapping[str, str],
    numbers: Mapping[str, str],
    names: Collection[str],
    defaults: Collection[str],
) -> Any:
    """Our style as it is put into the document. names: those of its styles; defaults: types that have one."""
    made = deepcopy(style)
    made.set(qn("w:styleId"), renamed[style.get(qn("w:styleId"))])
    name = made.find(qn("w:name"))
    if _named(made)[1] in names:  # of another type
        name.set(qn("w:val"), _free(f"{name.get(qn('w:val'))} ", names))
    if made.get(qn("w:type")) in defaults:
        made.attrib.pop(qn("w:default"), None)
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
    return _part(document, RELATION.NUMBERING, KIND.WML_NUMBERING, "numbering.xml", NumberingPart)


def _styles(document: Any) -> Any:
    """The styles of the document; what it lacks of the looks of all text is ours."""
    _part(document, RELATION.SETTINGS, KIND.WML_SETTINGS, "settings.xml", SettingsPart, is_bare=False)
    _relate_theme(document.part)
    there = _part(document, RELATION.STYLES, KIND.WML_STYLES, "styles.xml", StylesPart)
    if there.find(qn("w:docDefaults")) is None:
        ours = parse_xml((_FOLDER / "styles.xml").read_bytes())
        there.insert(0, ours.find(qn("w:docDefaults")))
    return there


def _relate_theme(part: Any) -> None:
    if not any(one.reltype == RELATION.THEME for one in part.rels.values()):
        theme = (_FOLDER / "theme1.xml").read_bytes()
        part.relate_to(Part(PackURI("/word/theme.xml"), KIND.OFC_THEME, theme, part.package), RELATION.THEME)


def _part(
    document: Any, relation: str, kind: str, file: str, made_by: type[XmlPart], *, is_bare: bool = True
) -> Any:
    """The root of a part; of one that the document lacks that of our own, bare of what stands in it."""
    part = document.part
    try:
        return part.part_related_by(relation).element
    except KeyError:
        pass
    root = parse_xml((_FOLDER / file).read_bytes())
    for child in list(root) if is_bare else ():
        root.remove(child)
    part.relate_to(made_by(PackURI(f"/word/{file}"), kind, root, part.package), relation)
    return root
