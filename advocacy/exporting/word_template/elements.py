"""What in a part of a template could run, fetch, lead outside or tell of somebody is taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from advocacy.exporting.word_template.changes import accept
from advocacy.exporting.word_template.fields import settle
from advocacy.exporting.word_template.names import (
    MC,
    OFFICE,
    PIC,
    VML,
    A,
    R,
    W,
    local,
    take_out,
    unwrap,
    w,
    within,
)
from advocacy.exporting.word_template.relations import FOOTER, HEADER, IMAGE
from advocacy.exporting.word_template.told import Removed

_GONE: Mapping[str, Removed | None] = {
    **dict.fromkeys(w("altChunk", "subDoc"), Removed.DOCUMENTS),
    **dict.fromkeys(w("object", "control"), Removed.OBJECTS),
    **dict.fromkeys(
        w("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"), Removed.COMMENTS
    ),
    **dict.fromkeys(w("contentPart"), Removed.DIAGRAMS),
    **dict.fromkeys(
        w("permStart", "permEnd", "proofErr", "lastRenderedPageBreak", "rsid", "fldData", "ffData"), None
    ),
    **dict.fromkeys(w("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"), None),
    **dict.fromkeys(w("printerSettings", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"), None),
    **{f"{{{A}}}{name}": Removed.LINKS for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")},
    f"{{{OFFICE}}}OLEObject": Removed.OBJECTS,
    f"{{{OFFICE}}}signatureline": Removed.SIGNATURE,
}
_BLOCKS = w("p", "tbl")
_HOLDERS = w("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")  # of paragraphs
_WRAPPERS = w("smartTag", "customXml", "sdtContent")
_SETTINGS = w(
    *("zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
    *("bordersDoNotSurroundFooter", "gutterAtTop", "displayBackgroundShape", "defaultTabStop"),
    *("autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps"),
    *("evenAndOddHeaders", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
    *("characterSpacingControl", "footnotePr", "endnotePr", "compat", "themeFontLang"),
    *("clrSchemeMapping", "decimalSymbol", "listSeparator", "noLineBreaksAfter", "noLineBreaksBefore"),
)
_PROTECTION = w("documentProtection", "writeProtection")
_SERIAL = w("mailMerge")
_EXTENSIONS = (  # what of the extensions of drawings is known to be harmless
    "{96DAC541-7B7A-43D3-8B79-37D633B846F1}",  # drawn in lines
    "{28A0092B-C50C-407E-A947-70E740481C1C}",  # resolution
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",  # decoration
)
_OUTSIDE = ("href", "hrefs", "src", "althref", "relid", "tgtFrame", "docLocation", "schemaLocation")
_STAMPS = ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr", "rsidSect", "rsidDel", "paraId", "textId")
_A_PATH = re.compile(r"[A-Za-z]:\\|\\\\|/|file:|https?:", re.I)
_EXPECTED = {f"{{{W}}}headerReference": HEADER, f"{{{W}}}footerReference": FOOTER}
_OUR_BOOKMARKS = re.compile(r"_Toc\d+|(figure|table)_\d+", re.I)


def clean(
    root: Any, kept: Mapping[str, str], lost: Mapping[str, Removed | None], removed: set[Removed]
) -> None:
    """Clean a part. kept: by id of each relation that stays its kind. lost: what the others are told as."""
    accept(root, removed)
    _open_controls(root, removed)
    for one in list(root.iter(*_GONE)):
        take_out(one)
        if told := _GONE[one.tag]:
            removed.add(told)
    for one in list(root.iter(*_WRAPPERS)):
        unwrap(one)
    _clean_drawings(root, removed)
    _clean_links(root, removed)
    for one in [
        one for one in root.iter(etree.Element) if any(key.startswith(f"{{{R}}}") for key in one.attrib)
    ]:
        _check_references(one, kept, lost, removed)
    _clean_attributes(root, removed)
    _take_out_bookmarks(root)
    settle(root, removed)
    _leave_nothing_empty(root)


def clean_settings(root: Any, removed: set[Removed], *, has_notes: bool) -> None:
    """Leave of the settings only what decides how pages look."""
    for one in list(root):
        if one.tag in _PROTECTION:
            removed.add(Removed.PROTECTION)
        if one.tag in _SERIAL:
            removed.add(Removed.SERIAL_LETTER)
        if one.tag not in _SETTINGS or (local(one.tag) in ("footnotePr", "endnotePr") and not has_notes):
            root.remove(one)
    at = 1 if len(root) and local(root[0].tag) == "zoom" else 0
    for name in ("removeDateAndTime", "removePersonalInformation"):
        root.insert(at, etree.Element(f"{{{W}}}{name}"))


def _open_controls(root: Any, removed: set[Removed]) -> None:
    """Content controls become what stands in them: not a box to fill, not bound to data, not a contents."""
    for one in list(root.iter(f"{{{W}}}sdt")):
        gallery = one.find(f"{{{W}}}sdtPr/{{{W}}}docPartObj/{{{W}}}docPartGallery")
        if gallery is not None and gallery.get(f"{{{W}}}val") == "Table of Contents":
            take_out(one)
            removed.add(Removed.CONTENTS)
            continue
        if one.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr") is not None:
            for text in one.iter(f"{{{W}}}t"):
                text.text = ""  # "Click here to enter text"
        for child in list(one):
            if local(child.tag) != "sdtContent":
                one.remove(child)
        unwrap(one)


def _clean_drawings(root: Any, removed: set[Removed]) -> None:
    for one in list(root.iter(etree.Element)):
        parent = one.getparent()
        is_extension = local(one.tag) == "ext" and parent is not None and local(parent.tag) == "extLst"
        if is_extension and one.get("uri") not in _EXTENSIONS:
            take_out(one)
        elif local(one.tag) in ("webVideoPr", "audioFile", "videoFile", "quickTimeFile", "wavAudioFile"):
            take_out(one)
            removed.add(Removed.OBJECTS)
    for one in list(root.iter("{*}extLst")):
        if not len(one):
            take_out(one)


def _clean_links(root: Any, removed: set[Removed]) -> None:
    for one in list(root.iter(f"{{{W}}}hyperlink")):
        if one.get(f"{{{R}}}id") is not None or one.get(f"{{{W}}}anchor") is None:
            unwrap(one)
            removed.add(Removed.LINKS)


def _check_references(
    one: Any, kept: Mapping[str, str], lost: Mapping[str, Removed | None], removed: set[Removed]
) -> None:
    """Take out what refers to something that is not taken over."""
    gone = []
    for key, value in list(one.attrib.items()):
        if key.startswith(f"{{{R}}}") and kept.get(value) != _EXPECTED.get(one.tag, IMAGE):
            del one.attrib[key]
            gone.append(value)
    if not gone or any(key.startswith(f"{{{R}}}") for key in one.attrib):
        return  # of a picture that is kept here and linked elsewhere, this one stays
    if local(one.tag) == "svgBlip":
        take_out(within(one, f"{{{A}}}ext"))  # the same picture in points stays
        return
    _take_out_with_frame(one)
    removed.update(told for value in gone if (told := lost.get(value, Removed.DIAGRAMS)))


def _take_out_with_frame(one: Any) -> None:
    """Take out what would be empty without it: the picture, the chart, or only the ground of a shape."""
    picture = within(one, f"{{{PIC}}}pic")
    drawing = within(one, f"{{{W}}}drawing")
    if picture is not None and local(picture.getparent().tag) != "graphicData":
        take_out(picture)  # one of a group
    elif picture is not None or (drawing is not None and local(one.tag) != "blip"):
        take_out(one if drawing is None else drawing)
    elif local(one.tag) == "imagedata" and str(one.getparent().tag).startswith(f"{{{VML}}}"):
        take_out(one.getparent())
    else:
        ground = one.getparent() if local(one.tag) == "blip" else one
        take_out(ground)


def _clean_attributes(root: Any, removed: set[Removed]) -> None:
    for one in root.iter(etree.Element):
        for key, value in list(one.attrib.items()):
            name = local(key)
            if name in _OUTSIDE and not key.startswith(f"{{{R}}}"):
                del one.attrib[key]
                if name in ("href", "src", "althref"):
                    removed.add(Removed.LINKS)
            elif name in _STAMPS:
                del one.attrib[key]
            elif name in ("descr", "alt", "title", "name") and _A_PATH.match(value):
                one.set(key, "")  # where the picture lay on somebody's computer
    for one in list(root.iter(f"{{{MC}}}AlternateContent")):
        if not any(len(way) for way in one):
            take_out(one)


def _leave_nothing_empty(root: Any) -> None:
    """A table needs a row, and what holds paragraphs needs one: Word takes a file without for damaged."""
    for one in [one for one in root.iter(f"{{{W}}}tbl") if one.find(f"{{{W}}}tr") is None]:
        take_out(one)
    for one in root.iter(*_HOLDERS):
        blocks = [child.tag for child in one if child.tag in _BLOCKS]
        if not blocks or blocks[-1] == f"{{{W}}}tbl":
            etree.SubElement(one, f"{{{W}}}p")


def _take_out_bookmarks(root: Any) -> None:
    """Bookmarks whose names the brief uses itself."""
    clashing = set()
    for one in list(root.iter(f"{{{W}}}bookmarkStart")):
        if _OUR_BOOKMARKS.fullmatch(one.get(f"{{{W}}}name", "")):
            clashing.add(one.get(f"{{{W}}}id"))
            take_out(one)
    for one in list(root.iter(f"{{{W}}}bookmarkEnd")):
        if one.get(f"{{{W}}}id") in clashing:
            take_out(one)
