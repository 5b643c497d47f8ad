"""Texts of the narrow side: plain, and broken within a word where it would not fit."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_LONG, _PIECE = 20, 10  # letters: a word that is longer may be broken after every piece
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_PIECES = re.compile(rf"\S{{{_PIECE}}}(?=\S)")


def breakable(text: str) -> str:
    """Return the text with places, which nobody sees, where a long word may be broken."""
    return _LONG_WORD.sub(lambda word: _PIECES.sub(rf"\g<0>{_BREAK}", word[0]), text)


def words(text: str, name: str = "", spoken: str = "") -> QLabel:
    """Return a text of any length. name: how it looks; spoken: what is heard in its place."""
    label = QLabel(breakable(text), wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setAccessibleName(spoken or text)
    return label
