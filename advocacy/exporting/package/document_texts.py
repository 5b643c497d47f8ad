"""Whether the sentences and the numbers of the claims stand in the documents as they are recorded."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from html import unescape

from advocacy.brief.number_words import number_words
from advocacy.exporting.leak_scan.file_pieces import pieces_of
from advocacy.exporting.leak_scan.piece import APART
from advocacy.exporting.package.number_names import number_names

_SPACE = re.compile(r"[\s\u00ad\u200b]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # in Markdown a sign that would mean something
_MARKDOWN = ".md"
_COUNTED = ".xlsx"
_PAGES = ".pdf"
_READ = (".html", ".md", ".xlsx", ".docx")  # of a PDF only its makers know where lines end
_PAGE, _PACKED = ".html", (".docx", ".xlsx")
_DRAWN = re.compile(rb'<script type="application/json"[^>]*>(.*?)</script>|data:image/([^"\')]+)', re.DOTALL)
_SIGNS = re.compile(r"[^\d-]")
_KINDS = {
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".pdf": b"%PDF-",
    ".html": b"<!doctype html",
    ".md": b"#",
}  # how each begins


def is_of_its_kind(name: str, content: bytes) -> bool:
    """Return whether a document is what its name says."""
    begins = next((begin for suffix, begin in _KINDS.items() if name.endswith(suffix)), b"")
    return bool(begins) and content[: len(begins)].lower() == begins.lower()


def not_in(name: str, content: bytes, sentences: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the sentences that do not stand in a document; none for one that is not read."""
    if not name.endswith(_READ):
        return ()
    text = "\n".join(piece.text for piece in pieces_of(name, content) if piece.is_prose).replace(APART, "\n")
    if name.endswith(_MARKDOWN):
        text = unescape(_ESCAPED.sub(r"\1", text))
    text = _squeezed(text)
    return tuple(number for number, sentence in enumerate(sentences) if _squeezed(sentence) not in text)


def numbers_not_in(name: str, content: bytes, values: Sequence[float]) -> tuple[int, ...]:
    """Return the places of the values that no cell of a workbook holds; none for another document."""
    if not name.endswith(_COUNTED):
        return ()
    texts = (text for piece in pieces_of(name, content) for text in piece.text.split(APART))
    cells = {_rounded(number) for number in map(_cell, texts) if number is not None}
    return tuple(place for place, value in enumerate(values) if _rounded(value) not in cells)


def numbers_in(name: str, content: bytes) -> list[str]:
    """Return every number that stands in a document, in the order of its texts, digits as they are printed.

    Numbers in words and, of a workbook, those of its cells are among them. Of a PDF only is told which there
    are, without signs: how it is read as lines and spaces is another with each version of the library.
    """
    texts = [text for piece in pieces_of(name, content) if piece.is_prose for text in piece.text.split(APART)]
    found: list[str] = []
    for text in texts:
        number = _cell(text) if name.endswith(_COUNTED) else None
        if number is not None:
            found.append(_rounded(number))
            continue
        for line in unicodedata.normalize("NFKC", text).splitlines():
            found += [word.digits for word in number_words(line)]
            found += number_names(line)
    if name.endswith(_PAGES):
        return sorted({_SIGNS.sub("", digits) or digits for digits in found})
    return found


def drawn_in(name: str, content: bytes) -> str:
    """Return the SHA-256 of what a document shows in pictures, and a page in charts; "" for another."""
    if name.endswith(_PAGE):
        drawn = [one for found in _DRAWN.findall(content) for one in found]
    elif name.endswith(_PACKED):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            drawn = [package.read(part) for part in package.infolist() if "/media/" in part.filename]
    else:
        return ""
    return hashlib.sha256(b"\0".join(drawn)).hexdigest()


def printed_in(name: str, printed: Iterable[str], values: Iterable[float]) -> frozenset[str]:
    """Return how the numbers of claims are met in a document: as they are printed, and as a cell has them."""
    digits = {word.digits for one in printed for word in number_words(unicodedata.normalize("NFKC", one))}
    if name.endswith(_COUNTED):
        return frozenset(digits | {_rounded(value) for value in values})
    if name.endswith(_PAGES):  # a space between thousands may be read as one between two numbers
        groups = {group for one in digits for group in re.split(r"[^\d-]+", one)}
        return frozenset(groups | {_SIGNS.sub("", one) for one in digits})
    return frozenset(digits)


def _cell(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _rounded(value: float) -> str:
    return f"{value:.9g}"


def _squeezed(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
