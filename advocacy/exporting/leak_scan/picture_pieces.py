"""What a picture carries besides its points: remarks, the owner, the place it was taken."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from advocacy.exporting.leak_scan.piece import Piece, together
from advocacy.wording import say

_PNG = b"\x89PNG\r\n\x1a\n"
_LETTERS = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{4,}")
_WIDE_LETTERS = re.compile(rb"(?:[\x20-\xff][\x00-\x04]){4,}")
_MOST = 1 << 20  # bytes of a remark unpacked


def is_png(content: bytes) -> bool:
    return content.startswith(_PNG)


def png_pieces(content: bytes) -> Iterator[Piece]:
    """Yield the texts of a PNG and whatever stands behind its end."""
    place, at = say("the properties of a picture"), len(_PNG)
    while at + 12 <= len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IDAT":
            continue
        if kind in (b"zTXt", b"iTXt"):
            yield from _unpacked(data, place)
        if kind not in (b"IHDR", b"PLTE", b"tRNS"):
            yield from letters_in(data, place)
        if kind == b"IEND":
            break
    yield from letters_in(content[at:], place)


def letters_in(content: bytes, place: str) -> Iterator[Piece]:
    """Yield what reads as text in bytes of any kind, in UTF-8 and in UTF-16."""
    narrow = (found.decode("utf-8", "replace") for found in _LETTERS.findall(content))
    wide = (found.decode("utf-16-le", "replace") for found in _WIDE_LETTERS.findall(content))
    yield from together(place, (*narrow, *wide), False)


def _unpacked(data: bytes, place: str) -> Iterator[Piece]:
    for start in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)):
        try:
            unpacked = zlib.decompressobj().decompress(data[start:], _MOST)
        except zlib.error:
            continue
        yield from letters_in(unpacked, place)
