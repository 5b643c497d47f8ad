"""Every text of a file that leaves, whatever its format."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from advocacy.exporting.leak_scan.office_pieces import office_pieces
from advocacy.exporting.leak_scan.pdf_pieces import pdf_pieces
from advocacy.exporting.leak_scan.picture_pieces import is_png, letters_in, png_pieces
from advocacy.exporting.leak_scan.piece import Piece, together
from advocacy.exporting.leak_scan.web_pieces import json_pieces, web_pieces
from advocacy.exporting.leak_scan.xml_pieces import xml_pieces
from advocacy.wording import say

_PICTURES = (b"\xff\xd8\xff", b"GIF8", b"RIFF")
_FONTS = (b"wOF", b"\x00\x01\x00\x00", b"OTTO")  # come with the program


def pieces_of_file(path: Path, seen: set[bytes] | None = None) -> Iterator[Piece]:
    """Yield every text of a file. Raises ExportError where it cannot be looked through.

    seen: SHA-256 of what was read before and is not read again, such as the picture that another document
    of the same brief has too; what is read here is added.
    """
    yield from pieces_of(path.name, path.read_bytes(), set() if seen is None else seen)


def pieces_of(name: str, content: bytes, seen: set[bytes] | None = None) -> Iterator[Piece]:
    """Yield every text of a content. name: only for texts, which do not say what they are."""
    known = set() if seen is None else seen
    mark = hashlib.sha256(content).digest()
    if mark in known:
        return
    known.add(mark)

    def inner(part: str, data: bytes) -> Iterator[Piece]:
        return pieces_of(part, data, known)

    low = name.lower()
    start = content.lstrip()[:256].lower()
    if content.startswith(b"PK"):
        yield from office_pieces(content, inner)
    elif content.startswith(b"%PDF"):
        yield from pdf_pieces(content, inner)
    elif is_png(content):
        yield from png_pieces(content)
    elif content.startswith(_FONTS):
        return
    elif content.startswith(_PICTURES):
        yield from letters_in(content, say("the properties of a picture"))
    elif b"<html" in start or start.startswith(b"<!doctype html"):
        yield from web_pieces(content, inner)
    elif start.startswith(b"<") and not low.endswith((".md", ".txt", ".csv")):
        yield from xml_pieces(content, say("a picture"), inner)
    elif b"\x00" in content[:4096]:
        yield from letters_in(content, say("a part that is no text"))
    else:
        yield from _text_pieces(low, content.decode("utf-8-sig", "replace"))


def _text_pieces(name: str, text: str) -> Iterator[Piece]:
    place = say("the text")
    if name.endswith(".json"):
        yield from json_pieces(text, place)
    elif name.endswith(".csv"):
        csv.field_size_limit(1 << 24)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        yield from together(place, (cell for row in rows for cell in (*row, " ; ".join(row))))
    else:
        lines = [line for line in text.splitlines() if line.strip()]
        yield from together(place, (*lines, " ".join(text.split())))
