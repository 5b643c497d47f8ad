"""One table the program understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advocacy.schema.field import Field, titled


@dataclass(frozen=True)
class TableSchema:
    """A table: what a row is, its fields, and the fields that identify a row."""

    name: str  # "licensing_case"
    titles: Mapping[str, str]
    row_is: str  # "one application, or one miner who could not apply"
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()

    def title(self, language: str = "") -> str:
        """Return the name of the table; in the language spoken where none is named."""
        return titled(self.titles, language) or self.name

    def field(self, name: str) -> Field | None:
        """Return the field of this name, or None for a column that is not in the schema."""
        return next((f for f in self.fields if f.name == name), None)
