"""Whether the sentences of the claims stand in the documents of a package as they are recorded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from advocacy.exporting.leak_scan.file_pieces import pieces_of

_SPACE = re.compile(r"[\s\u00ad\u200b]+")
_READ = (".html", ".md", ".xlsx", ".docx")  # of a PDF only its makers know where lines end


def not_in(name: str, content: bytes, sentences: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the sentences that do not stand in a document; none for one that is not read."""
    if not name.endswith(_READ):
        return ()
    text = _squeezed("\n".join(piece.text for piece in pieces_of(name, content) if piece.is_prose))
    return tuple(number for number, sentence in enumerate(sentences) if _squeezed(sentence) not in text)


def is_read(name: str) -> bool:
    """Whether a document is looked through for sentences."""
    return name.endswith(_READ)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
