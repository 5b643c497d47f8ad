"""Every text of a Word document, a workbook or a package: notes, properties, hidden sheets, pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from advocacy.errors import ExportError
from advocacy.exporting.leak_scan.embedded import Reader
from advocacy.exporting.leak_scan.piece import Piece
from advocacy.exporting.leak_scan.xml_pieces import xml_pieces
from advocacy.wording import say

MOST = 400 << 20  # bytes unpacked; a brief with forty charts is a tenth of it
_FIXED = re.compile(
    r"(?:^|/)(?:styles|theme\d*|fontTable|settings|webSettings|numbering|\[Content_Types\])\.xml$|\.rels$"
)
_READ_OTHERWISE = (".html", ".md", ".txt", ".csv")


def office_pieces(content: bytes, inner: Reader) -> Iterator[Piece]:
    """Yield the texts of every part. inner: reads a part that is no XML, such as a picture.

    Raises ExportError where it cannot be unpacked, or is larger than any brief.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST:
                raise ExportError(say("The file unpacks to more than it may."))
            if package.comment:
                yield Piece(say("the properties of the file"), package.comment.decode("utf-8", "replace"))
            for part in package.infolist():
                yield Piece(say("the names of its parts"), part.filename, False)
                for note in (part.comment, part.extra):
                    if note:
                        yield Piece(say("the properties of the file"), note.decode("utf-8", "replace"))
                with package.open(part) as opened:
                    data = opened.read(MOST)
                if data.lstrip()[:1] == b"<" and not part.filename.endswith(_READ_OTHERWISE):
                    yield from xml_pieces(
                        data, _place(part.filename), inner, not _FIXED.search(part.filename)
                    )
                elif data:
                    yield from inner(part.filename, data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ExportError(say("The file cannot be looked through for names.")) from error


def _place(part: str) -> str:
    if part.startswith(("docProps/", "customXml/")):
        return say("the properties of the file")
    if "comments" in part:
        return say("the remarks of the file")
    if number := re.search(r"worksheets/sheet(\d+)", part):
        return say("sheet {number}", number=number[1])
    if part.startswith("xl/"):
        return say("the sheets")
    if re.search(r"word/(?:header|footer)\d*\.xml$", part):
        return say("the head or foot of the pages")
    if part.endswith(".svg"):
        return say("a picture")
    return say("the text")
