"""Codes with their labels and the words people write for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advocacy.schema.field import titled


@dataclass(frozen=True)
class Code:
    """One code: "refused", with labels and synonyms by language."""

    code: str  # lower-case letters, digits, underscore: never a space
    labels: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]

    def label(self, language: str = "") -> str:
        """Return the label; in the language spoken where none is named."""
        return titled(self.labels, language) or self.code


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes."""

    name: str
    codes: tuple[Code, ...]

    def label(self, code: str, language: str = "") -> str:
        """Return the label of a code; the code itself where it is unknown."""
        return next((c.label(language) for c in self.codes if c.code == code), code)
