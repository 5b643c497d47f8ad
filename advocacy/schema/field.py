"""One field of a table: what a column may hold and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advocacy.wording import say


class FieldType(StrEnum):
    """What a field holds. The values are the type names of Frictionless Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


class Sensitivity(StrEnum):
    """Who may see a field: everyone, the association only, nobody but the recorder."""

    OPEN = "open"
    PERSONAL = "personal"
    SECRET = "secret"


def titled(titles: Mapping[str, str], language: str) -> str:
    """Return the title in a language as its file has it, else in English; without one, in that spoken."""
    english = titles.get("en", "")
    if language:
        return titles.get(language) or english
    return say(english) if english else ""


@dataclass(frozen=True)
class Field:
    """One field. Titles and synonyms are by language code ("en", "fr")."""

    name: str
    type: FieldType
    titles: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    description: str = ""
    required: bool = False
    codelist: str = ""  # name of a code list; empty for free values
    many: bool = False  # several codes in one cell, stored joined by one space: "fees distance"
    identifier: bool = False  # kept as text, leading zeros and all
    sensitivity: Sensitivity = Sensitivity.OPEN
    unit: str = ""
    example: str = ""
    minimum: float | None = None
    maximum: float | None = None

    def title(self, language: str = "") -> str:
        """Return the heading a reader of this language expects; of the one spoken where none is named."""
        return titled(self.titles, language) or self.name
