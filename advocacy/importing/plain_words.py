"""Words without what differs between writers: accents, case, punctuation, spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_NOT_WORD = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return the words only: "Coût officiel (F CFA) :" gives "cout officiel f cfa"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()


def without_brackets(text: str) -> str:
    """Return the text without what stands in brackets: units, formats, hints."""
    return _BRACKETS.sub(" ", text).strip() or text


def in_brackets(text: str) -> tuple[str, ...]:
    """Return what stands in brackets: the unit, the currency, the format."""
    return tuple(found[1:-1].strip() for found in _BRACKETS.findall(text))
