"""A row of a file, named so that it is known again whatever happens to the table it went to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A row of a file. source is its SHA-256, row the number in the spreadsheet."""

    source: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Former:
    """An earlier place of a row, and the fields whose value still comes from it."""

    place: Place
    fields: tuple[str, ...] = ()
