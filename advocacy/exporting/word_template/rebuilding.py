"""A template made anew from those parts alone that a brief takes over, each cleaned, none leading outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from advocacy.exporting.word_template import refusals
from advocacy.exporting.word_template.archive import parsed, parts_of
from advocacy.exporting.word_template.elements import clean, clean_settings
from advocacy.exporting.word_template.names import RELATIONS, TYPES
from advocacy.exporting.word_template.pictures import content_type, kind_of
from advocacy.exporting.word_template.relations import (
    BASE,
    IMAGE,
    MAIN,
    OF_THE_DOCUMENT,
    ONCE,
    ROOTS,
    Relation,
    relations_of,
)
from advocacy.exporting.word_template.told import Removed

_DAY = (1980, 1, 1, 0, 0, 0)  # no clock in the file
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TAG = re.compile(rb"<[^>]*>")
_MACROS = ("vbaproject.bin", "vbadata.xml")


def rebuilt(content: bytes, name: str) -> tuple[bytes, frozenset[Removed]]:
    """Return the file made anew, and what of it was left out. Made anew again it stays the same.

    Raises ReadError, in plain words, where it is no Word file that can be used.
    """
    made = _Rebuilding(parts_of(content, name), name)
    made.everything()
    return made.packed(), frozenset(made.removed)


class _Rebuilding:
    """Follows the references from the document on; what nothing refers to is not looked at."""

    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self._parts, self._name = parts, name
        self.removed: set[Removed] = set()
        self._contents: dict[str, bytes] = {}  # by new name
        self._types: dict[str, str] = {}  # content type by new name
        self._new_names: dict[tuple[str, str], str] = {}  # by kind and old name
        self._counts: dict[str, int] = {}

    def everything(self) -> None:
        """Take over the document and what it refers to."""
        if any(part.endswith(_MACROS) for part in self._parts):
            self.removed.add(Removed.MACROS)
        main = ""
        for relation in relations_of("", self._parts, self._name):
            if relation.kind == MAIN and not relation.is_outside and not main:
                main = relation.target
            elif relation.told and self._tells(relation):
                self.removed.add(relation.told)
        if main not in self._parts:
            raise refusals.not_word(self._name) if self._is_other() else refusals.damaged(self._name)
        self._take_over(MAIN, main)
        self._contents["_rels/.rels"] = _relations([Relation("rId1", MAIN, "word/document.xml", False)])

    def packed(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in (("[Content_Types].xml", self._all_types()), *self._contents.items()):
                entry = zipfile.ZipInfo(part, _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        return out.getvalue()

    def _is_other(self) -> bool:
        """Whether it is an archive of another program rather than half of a Word file."""
        return not any(part.startswith("word/") for part in self._parts)

    def _tells(self, relation: Relation) -> bool:
        """Whether a part holds anything: empty properties of our own templates are no news."""
        content = self._parts.get(relation.target, b"")
        return relation.told is not Removed.PROPERTIES or bool(_TAG.sub(b"", content).strip())

    def _take_over(self, kind: str, part: str) -> str:
        """Clean a part and those it refers to; return its new name, "" where it cannot be used."""
        if (kind, part) in self._new_names:
            return self._new_names[kind, part]
        content = self._parts[part]
        is_picture = kind == IMAGE
        new = self._take_over_picture(content) if is_picture else self._take_over_text(kind, part, content)
        self._new_names[kind, part] = new
        return new

    def _take_over_picture(self, content: bytes) -> str:
        ending = kind_of(content)
        if not ending:
            return ""
        new = f"word/media/image{self._next(IMAGE)}.{ending}"
        self._contents[new], self._types[new] = content, content_type(ending)
        return new

    def _take_over_text(self, kind: str, part: str, content: bytes) -> str:
        root = parsed(content, self._name)
        if root.tag != ROOTS[kind]:
            if kind == MAIN:
                raise refusals.not_word(self._name)
            return ""
        number = "" if kind in (*ONCE, MAIN) else self._next(kind)
        new = f"word/{'document' if kind == MAIN else kind}{number}.xml"
        self._new_names[kind, part] = new
        self._contents[new] = b""  # its place comes before those of the parts it refers to
        self._types[new] = _type_of(kind)
        kept, lost = self._follow(kind, part)
        if kind == "settings":
            has_notes = any(one in self._contents for one in ("word/footnotes.xml", "word/endnotes.xml"))
            clean_settings(root, self.removed, has_notes=has_notes)
        clean(root, {one.id: one.kind for one in kept}, lost, self.removed)
        self._contents[new] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if kept:
            self._contents[new.replace("word/", "word/_rels/") + ".rels"] = _relations(kept)
        return new

    def _follow(self, kind: str, part: str) -> tuple[list[Relation], dict[str, Removed | None]]:
        """Take over what a part refers to; return these references, and what the others are told as."""
        wanted = OF_THE_DOCUMENT if kind == MAIN else (IMAGE,)
        kept: list[Relation] = []
        lost: dict[str, Removed | None] = {}
        # Settings come last: what they may say depends on which notes are there.
        for one in sorted(
            relations_of(part, self._parts, self._name), key=lambda one: one.kind == "settings"
        ):
            is_second = one.kind in ONCE and any(other.kind == one.kind for other in kept)
            usable = one.kind in wanted and not one.is_outside and one.target in self._parts and not is_second
            new = self._take_over(one.kind, one.target) if usable else ""
            if new:
                kept.append(one._replace(target=new.removeprefix("word/")))
                continue
            lost[one.id] = one.told
            if one.told and (one.kind != IMAGE or one.is_outside):  # else told where a picture is missed
                self.removed.add(one.told)
        return kept, lost

    def _next(self, kind: str) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def _all_types(self) -> bytes:
        root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension="rels", ContentType=_RELS_TYPE)
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension="xml", ContentType="application/xml")
        endings = {}
        for part, kind in self._types.items():
            if part.startswith("word/media/"):
                endings[part.rpartition(".")[2]] = kind
        for ending, kind in sorted(endings.items()):
            etree.SubElement(root, f"{{{TYPES}}}Default", Extension=ending, ContentType=kind)
        for part, kind in self._types.items():
            if not part.startswith("word/media/"):
                etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
        return _written(root)


_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def _type_of(kind: str) -> str:
    if kind == "theme":
        return f"{_OFFICE}.theme+xml"
    return f"{_OFFICE}.wordprocessingml.{'document.main' if kind == MAIN else kind}+xml"


def _relations(relations: list[Relation]) -> bytes:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for one in relations:
        etree.SubElement(
            root, f"{{{RELATIONS}}}Relationship", Id=one.id, Type=f"{BASE}{one.kind}", Target=one.target
        )
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
