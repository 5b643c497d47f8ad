"""How wide a text is in the letters the program comes with, so that it can be broken into lines anywhere."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from itertools import chain

from advocacy.resources import RESOURCES

_FONTS = {False: "NotoSans-Regular.ttf", True: "NotoSans-Bold.ttf"}


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in the unit of size; a letter the font lacks is taken as a square."""
    advances = _advances(bold)
    return size * sum(advances.get(ord(letter), 1.0) for letter in text)


def lines(text: str, size: float, room: float, most: int = 99, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit into room; what goes beyond `most` lines is cut where it shows."""
    done: list[str] = []
    words = list(chain.from_iterable(_fitting(word, size, room, bold) for word in text.split()))
    for word in words:
        longer = f"{done[-1]} {word}" if done else word
        if done and width(longer, size, bold) <= room:
            done[-1] = longer
        else:
            done.append(word)
    if len(done) > most:
        last = done[most - 1]
        while last and width(f"{last}…", size, bold) > room:
            last = last[:-1]
        done = [*done[: most - 1], f"{last.rstrip()}…"]
    return tuple(done)


def _fitting(word: str, size: float, room: float, bold: bool) -> list[str]:
    """A word in pieces that each fit into a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _advances(bold: bool) -> Mapping[int, float]:
    """By character how far the next one stands, as a part of the size of the letters (tables cmap, hmtx)."""
    content = (RESOURCES / "fonts" / _FONTS[bold]).read_bytes()
    (count,) = struct.unpack_from(">H", content, 4)
    tables = {}
    for number in range(count):
        tag, _, start, _ = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        tables[tag] = start
    (em,) = struct.unpack_from(">H", content, tables[b"head"] + 18)
    (known,) = struct.unpack_from(">H", content, tables[b"hhea"] + 34)
    metrics = struct.unpack_from(f">{'Hh' * known}", content, tables[b"hmtx"])[::2]
    glyphs = _glyphs(content, tables[b"cmap"])
    return {code: metrics[min(glyph, known - 1)] / em for code, glyph in glyphs.items()}


def _glyphs(content: bytes, cmap: int) -> Mapping[int, int]:
    """By character its glyph, from the map of the basic plane (format 4)."""
    (count,) = struct.unpack_from(">H", content, cmap + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", content, cmap + 4 + 8 * number + 4)
        start = cmap + offset
        if struct.unpack_from(">H", content, start)[0] == 4:
            return _segments(content, start)
    return {}


def _segments(content: bytes, start: int) -> Mapping[int, int]:
    (double,) = struct.unpack_from(">H", content, start + 6)
    many, found = double // 2, {}
    ends = struct.unpack_from(f">{many}H", content, start + 14)
    firsts = struct.unpack_from(f">{many}H", content, start + 16 + double)
    deltas = struct.unpack_from(f">{many}h", content, start + 16 + 2 * double)
    offsets = struct.unpack_from(f">{many}H", content, start + 16 + 3 * double)
    for place in range(many):
        for code in range(firsts[place], min(ends[place], 0xFFFE) + 1):
            if offsets[place]:
                where = start + 16 + 3 * double + 2 * place + offsets[place] + 2 * (code - firsts[place])
                (glyph,) = struct.unpack_from(">H", content, where)
                glyph = (glyph + deltas[place]) & 0xFFFF if glyph else 0
            else:
                glyph = (code + deltas[place]) & 0xFFFF
            if glyph:
                found[code] = glyph
    return found
