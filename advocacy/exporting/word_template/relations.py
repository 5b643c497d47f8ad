"""What a part of a Word file refers to, and what of it a brief takes over."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from advocacy.exporting.word_template import refusals
from advocacy.exporting.word_template.archive import parsed
from advocacy.exporting.word_template.names import RELATIONS, A, W
from advocacy.exporting.word_template.told import Removed

BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "officeDocument"
IMAGE, HEADER, FOOTER = "image", "header", "footer"
ONCE = ("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes")
OF_THE_DOCUMENT = (*ONCE, HEADER, FOOTER, IMAGE)
ROOTS: Mapping[str, str] = {  # the element that a part of this kind begins with
    **{one: f"{{{W}}}{one}" for one in ("styles", "numbering", "settings", "footnotes", "endnotes")},
    "fontTable": f"{{{W}}}fonts",
    "theme": f"{{{A}}}theme",
    HEADER: f"{{{W}}}hdr",
    FOOTER: f"{{{W}}}ftr",
    MAIN: f"{{{W}}}document",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_ID = re.compile(r"[A-Za-z_][\w.-]{0,60}", re.ASCII)
_SILENT = ("webSettings", "stylesWithEffects", "printerSettings", "themeOverride", "recovered")
_TOLD: tuple[tuple[Removed, tuple[str, ...]], ...] = (
    (Removed.MACROS, ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars")),
    (Removed.OBJECTS, ("oleObject", "package", "control", "activeXControlBinary", "ctrlProp")),
    (Removed.DOCUMENTS, ("attachedTemplate", "subDocument", "aFChunk", "glossaryDocument", "frame")),
    (Removed.SERIAL_LETTER, ("mailMergeSource", "mailMergeHeaderSource", "recipientData")),
    (Removed.COMMENTS, ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")),
    (Removed.PROPERTIES, ("core-properties", "extended-properties", "custom-properties", "thumbnail")),
    (Removed.SIGNATURE, ("origin", "signature")),
    (Removed.LINKS, ("hyperlink",)),
    (Removed.FONTS, ("font",)),
    (Removed.PICTURES, (IMAGE,)),
)
_KIND = {kind: removed for removed, kinds in _TOLD for kind in kinds}


class Relation(NamedTuple):
    """One reference of a part. kind: the end of its type. target: a part by its name, or where it leads."""

    id: str
    kind: str
    target: str
    is_outside: bool

    @property
    def told(self) -> Removed | None:
        """What it is told as when it is taken out; None for what nobody misses."""
        if self.is_outside and self.kind == IMAGE:
            return Removed.REMOTE_PICTURES
        if self.kind in _SILENT:
            return None
        if self.kind.startswith(("chart", "diagram")):
            return Removed.DIAGRAMS
        return _KIND.get(self.kind, Removed.LINKS if self.is_outside else Removed.DATA)


def relations_of(part: str, parts: Mapping[str, bytes], name: str) -> tuple[Relation, ...]:
    """Return what a part refers to. part: "" for the file as a whole. name: of the file, for the user.

    Raises ReadError where they are damaged, or of the strict form that few programs can read.
    """
    folder, file = posixpath.split(part)
    content = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if content is None:
        return ()
    found = tuple(_relations(parsed(content, name), folder, name))
    if len({one.id for one in found}) < len(found):
        raise refusals.damaged(name)
    return found


def _relations(root: Any, folder: str, name: str) -> Iterator[Relation]:
    for one in root.iter(f"{{{RELATIONS}}}Relationship"):
        kind, target = one.get("Type", ""), one.get("Target", "")
        if kind.startswith(_STRICT):
            raise refusals.not_word(name)
        if not _ID.fullmatch(one.get("Id", "")):
            raise refusals.damaged(name)
        outside = one.get("TargetMode", "Internal").lower() != "internal" or _leads_outside(target)
        yield Relation(
            one.get("Id"), kind.rpartition("/")[2], target if outside else _part(folder, target), outside
        )


def _leads_outside(target: str) -> bool:
    return bool(re.match(r"[A-Za-z][\w+.-]*:|//|\\\\", target))


def _part(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = path if path.startswith("/") else f"/{folder}/{path}"
    return posixpath.normpath(joined).lstrip("/").lower()
