"""Texts from data made safe for documents: no character that a reader cannot see or a format forbids."""

from __future__ import annotations

import unicodedata

CELL_LIMIT = 32_000  # a spreadsheet cell holds 32,767 characters


def printable(text: str) -> str:
    """Return the text without control, direction and unassigned characters; line breaks stay."""
    if text.isprintable():  # as nearly every text is; then nothing has to be looked at letter by letter
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)


def cut(text: str, limit: int = CELL_LIMIT) -> str:
    """Return the text, visibly cut where it is longer than a cell holds."""
    return text if len(text) <= limit else f"{text[: limit - 12]}… [cut here]"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
