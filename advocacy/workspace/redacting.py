"""Words taken out of every text of a value, however deep it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

import pandas as pd

GONE = "[erased]"
_SHORTEST = 3  # letters; "No" and "F" are no names to look for
_T = TypeVar("_T")


class Words:
    """Texts to be taken out, as whole words, whatever their case."""

    def __init__(self, texts: Iterable[str]) -> None:
        wanted = {text.strip() for text in texts}
        self.texts = frozenset(text for text in wanted if len(text) >= _SHORTEST and not text.isnumeric())
        longest_first = sorted(self.texts, key=lambda text: (-len(text), text))
        patterns = [r"(?<!\w)" + re.escape(text) + r"(?!\w)" for text in longest_first]
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def taken_out(self, text: str) -> str:
        """Return the text with "[erased]" in their place."""
        return self._pattern.sub(GONE, text) if self._pattern else text

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        return self._pattern is not None and self._pattern.search(text) is not None


def redacted(value: _T, words: Words) -> _T:
    """Return a text, tuple or frozen value without the words; the very same one where none stands in it."""
    changed: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        changed = words.taken_out(value)
    elif isinstance(value, tuple):
        parts = tuple(redacted(part, words) for part in value)
        changed = parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    elif is_dataclass(value) and not isinstance(value, type):
        new = {f.name: redacted(getattr(value, f.name), words) for f in fields(value)}
        if any(part is not getattr(value, name) for name, part in new.items()):
            changed = replace(value, **new)
    return value if changed == value else changed


def redacted_column(
    column: pd.Series[Any], words: Words, keep: pd.Series[Any] | None = None
) -> pd.Series[Any]:
    """Return a column of texts without the words. keep: rows that stay as they are."""
    if not pd.api.types.is_string_dtype(column.dtype):
        return column
    new = {text: words.taken_out(text) for text in column.dropna().unique() if words.stand_in(text)}
    if not new:
        return column
    touched = column.isin(list(new))
    if keep is not None:
        touched &= ~keep
    return column.mask(touched, column.map(new)).astype(column.dtype) if touched.any() else column
