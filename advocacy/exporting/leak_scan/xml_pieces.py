"""Every text of an XML part: of its elements, its attributes, its remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from advocacy.errors import ExportError
from advocacy.exporting.leak_scan.embedded import Reader, embedded_pieces, without_embedded
from advocacy.exporting.leak_scan.piece import Piece, together
from advocacy.wording import say

# A word may be split over several of these, and then over "t"; every other element ends a line.
_RUNS = (
    "r|tspan|span|b|i|u|em|strong|a|sup|sub|smartTag|small|mark|abbr|code|wbr|ins|proofErr|bookmarkStart|bookmarkEnd"
    "|noProof|softHyphen|noBreakHyphen|lastRenderedPageBreak|hyperlink|sdtContent"
)
_INLINE = re.compile(rf"</?(?:\w+:)?(?:t|{_RUNS})(?:\s[^<>]*)?/?>")
_RUN = re.compile(rf"<(?:\w+:)?(?:{_RUNS})[\s/>]")
_LOOK = re.compile(r"<(?:\w+:)?rPr>.*?</(?:\w+:)?rPr>|<(?:\w+:)?rPr/>", re.DOTALL)
_REMARK = re.compile(r"<!--(.*?)-->|<\?(.*?)\?>", re.DOTALL)
_ATTRIBUTE = re.compile(r'="(?![A-Z]{1,3}\d+")([^"]{4,})"')  # "B12" is a place in a sheet
_SPOKEN = {  # attributes that a reader sees or hears
    name: re.compile(f'{name}="([^"]+)"')
    for name in ("descr", "title", "alt", "aria-label", "name", "content", "value", "label")
}
# A cell that holds no text but the place of one in the list of texts, which is looked through itself.
_LISTED_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d+"(?: s="\d+")? t="s"><v>\d{1,6}</v></c>')
_LINES_DRAWN = re.compile(r' d="M[-\d.,\sMmLlHhVvCcSsQqTtAaZze]*"')  # of a vector picture
_TEXT = re.compile(r">\s*([^<\s][^<]*)")


def xml_pieces(content: bytes, place: str, inner: Reader, is_prose: bool = True) -> Iterator[Piece]:
    """Yield the texts of an XML part, words split over runs whole again.

    Raises ExportError where it is no XML: what cannot be looked through does not leave.
    """
    if b"<sheetData" in content and b"<!" not in content and content.rfind(b"<?") <= 0:  # not in a remark
        content = _LISTED_CELL.sub(b"", content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as error:
        raise ExportError(say("A part of the file cannot be looked through for names.")) from error
    if (
        tree.docinfo.internalDTD is not None and tree.docinfo.internalDTD.entities()
    ):  # words under another name
        raise ExportError(say("A part of the file cannot be looked through for names."))
    # Written anew there is one way to write quotes, signs and CDATA.
    yield from markup_pieces(etree.tostring(tree, encoding="unicode"), place, inner, is_prose)


def markup_pieces(text: str, place: str, inner: Reader, is_prose: bool = True) -> Iterator[Piece]:
    """Yield the texts of markup as it is written by lxml."""
    if "data:" in text:
        yield from embedded_pieces(text, inner)
        text = without_embedded(text)
    text = _LINES_DRAWN.sub("", text)
    hidden = say("hidden texts of {place}", place=place)
    if "<!--" in text or "<?" in text:
        for remark in _REMARK.findall(text):
            yield Piece(hidden, unescape("".join(remark)))
        text = _REMARK.sub("", text)
    yield from _unescaped(together(hidden, _ATTRIBUTE.findall(text), False))
    if is_prose:
        said = [
            one
            for name, attribute in _SPOKEN.items()
            if f'{name}="' in text
            for one in attribute.findall(text)
        ]
        yield from _unescaped(together(hidden, said))
        if "rPr" in text:
            text = _LOOK.sub("", text)
        if _RUN.search(text):
            text = _INLINE.sub("", text)
    yield from _unescaped(together(place, _TEXT.findall(f">{text}"), is_prose))


def _unescaped(pieces: Iterator[Piece]) -> Iterator[Piece]:
    return (one._replace(text=unescape(one.text)) for one in pieces)
