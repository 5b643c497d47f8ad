"""Whether the sentences and the numbers of the claims stand in the documents as they are recorded."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from html import unescape

from advocacy.brief.number_words import number_words
from advocacy.exporting.leak_scan.file_pieces import pieces_of
from advocacy.exporting.leak_scan.piece import APART

_SPACE = re.compile(r"[\s\u00ad\u200b]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # in Markdown a sign that would mean something
_MARKDOWN = ".md"
_COUNTED = ".xlsx"
_READ = (".html", ".md", ".xlsx", ".docx")  # of a PDF only its makers know where lines end


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
    cells = set()
    for text in (text for piece in pieces_of(name, content) for text in piece.text.split(APART)):
        with contextlib.suppress(ValueError):
            cells.add(_rounded(float(text)))
    return tuple(place for place, value in enumerate(values) if _rounded(value) not in cells)


def other_numbers(name: str, content: bytes, known: Collection[str]) -> tuple[str, ...]:
    """Return the numbers of a document that are none of the known ones, each once; none where it is not read.

    known: digits as they are printed.
    """
    if not name.endswith(_READ) or name.endswith(_COUNTED):
        return ()
    lines = (line for piece in pieces_of(name, content) if piece.is_prose for line in piece.text.splitlines())
    found = {word.digits for line in lines for word in number_words(line)}
    return tuple(sorted(found.difference(known)))


def _rounded(value: float) -> str:
    return f"{value:.9g}"


def _squeezed(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
