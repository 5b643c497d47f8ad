"""Long words, broken where they would not fit: German ones, names of files, codes."""

from __future__ import annotations

import re

_LONG, _PIECE = 20, 10  # letters: a word that is longer may be broken after its signs, else after every piece
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_SIGNS = re.compile(r"(?<=[_\-./])(?=[^_\-./\s])")
_PIECES = re.compile(rf"\S{{{_PIECE}}}(?=\S)")


def breakable(text: str) -> str:
    """Return the text with places, which nobody sees, where a long word may be broken."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(map(_pieces, _SIGNS.split(word[0]))), text)


def _pieces(word: str) -> str:
    return _PIECES.sub(rf"\g<0>{_BREAK}", word) if len(word) >= _LONG else word
