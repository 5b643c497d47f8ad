"""Every text of a PDF: its pages, and what it says about itself and its pictures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from advocacy.errors import ExportError
from advocacy.exporting.leak_scan.embedded import Reader
from advocacy.exporting.leak_scan.piece import Piece, together
from advocacy.exporting.leak_scan.xml_pieces import xml_pieces
from advocacy.wording import say

_STREAM = re.compile(rb"stream\r?\n")
_HEX = re.compile(rb"(?<!<)<([0-9A-Fa-f\s]{8,})>(?!>)")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b""}
_DRAWN = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)|/Length1\s|/FunctionType|/ICCBased|/N\s+[134]\b"
)
_SHORT_LINE = 24  # letters of a line that may be a cell of a table
_MOST = 64 << 20  # bytes of one stream unpacked


def pdf_pieces(content: bytes, inner: Reader) -> Iterator[Piece]:
    """Yield the text of each page, then titles, descriptions of pictures, bookmarks, XMP and attachments.

    inner: reads files written into the XMP. Raises ExportError where it is no PDF that can be read.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        try:
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                place = say("page {number}", number=number + 1)
                whole = text.get_text_bounded().replace("\r", "").replace("\ufffe", "\u00ad")
                text.close()
                page.close()
                yield from together(place, (line for line in whole.split("\n") if len(line) <= _SHORT_LINE))
                yield Piece(place, re.sub(r"[-\u00ad\u2010]\n", "", whole).replace("\n", " "))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ExportError(say("The file cannot be looked through for names.")) from error
    yield from _described(content, inner)


def _described(content: bytes, inner: Reader) -> Iterator[Piece]:
    """The strings of all objects. Streams that draw are left out: the pages have told what they say."""
    place, end = say("the properties of the file"), 0
    outside: list[bytes] = []
    for found in _STREAM.finditer(content):
        if found.start() < end or content[found.start() - 3 : found.start()] == b"end":
            continue
        outside.append(content[end : found.end()])
        close = content.find(b"endstream", found.end())
        end = len(content) if close < 0 else close
        data = content[found.end() : end]
        about = content[content.rfind(b" obj", 0, found.start()) : found.start()]
        if b"/FlateDecode" in about:
            if b"/ObjStm" not in about and b"/EmbeddedFile" not in about and b"/Metadata" not in about:
                continue
            try:
                data = zlib.decompressobj().decompress(data, _MOST)
            except zlib.error:
                continue
        elif _DRAWN.search(about):
            continue
        if b"/ObjStm" in about:
            outside.append(data)
        elif b"/Metadata" in about:  # the names of its elements are no words of anybody: "part"
            yield from xml_pieces(data, place, inner)
        else:
            yield Piece(place, data.decode("utf-8", "replace"))
    outside.append(content[end:])
    yield from together(place, _strings(b"\n".join(outside)))


def _strings(data: bytes) -> Iterator[str]:
    for found in _LITERAL.finditer(data):
        yield _decoded(_ESCAPE.sub(_sign, found[1]))
    for found in _HEX.finditer(data):
        digits = re.sub(rb"\s", b"", found[1])
        yield _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
    for found in re.finditer(rb"%[^\r\n]{4,}", data):
        yield _decoded(found[0])


def _sign(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return _SIGNS.get(code, b"" if code[:1] in b"\r\n" else code)


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
