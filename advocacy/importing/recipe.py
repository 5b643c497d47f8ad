"""What the user decided about a file, kept so that the next file of the same shape is read alike."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.importing.imported import ImportChoices, SheetReading
from advocacy.importing.plain_words import plain
from advocacy.schema import schemas
from advocacy.wording import say


@dataclass(frozen=True)
class Recipe:
    """The choices for files of one shape. file is the one they were made with."""

    shape: str
    file: str
    choices: ImportChoices

    def steps(self) -> tuple[str, ...]:
        """Each choice in words."""
        chosen = self.choices
        said = []
        if chosen.dialect:
            said.append(say("Read as “{dialect}”", dialect=chosen.dialect))
        for sheet, row in chosen.header_rows:
            said.append(say("Headings of “{sheet}” are in row {row}", sheet=sheet, row=row))
        for sheet, table in chosen.tables:
            said.append(
                say("Rows of “{sheet}” are {table}", sheet=sheet, table=schemas()[table].title())
                if table in schemas()
                else say("“{sheet}” is left out", sheet=sheet)
            )
        for sheet, heading, field in chosen.fields:
            known = next((f for s in schemas().values() if (f := s.field(field))), None)
            said.append(
                say("“{heading}” of “{sheet}” is {field}", heading=heading, sheet=sheet, field=known.title())
                if known
                else say("“{heading}” of “{sheet}” is kept as it is", heading=heading, sheet=sheet)
            )
        if chosen.day_first is not None:
            said.append(say("The day comes first") if chosen.day_first else say("The month comes first"))
        return tuple(said)


@dataclass(frozen=True)
class Spelling:
    """Another way to write the same thing, as the user has decided."""

    table: str
    field: str
    written: str
    meant: str

    def said(self) -> str:
        """The decision in words."""
        return say("“{written}” means “{meant}”", written=self.written, meant=self.meant)


def shape_of(readings: Sequence[SheetReading]) -> str:
    """What files of the same make have in common: sheets, dialect and headings, in any order and case."""
    sheets = sorted([plain(r.sheet), r.dialect, sorted(plain(h) for h in r.headings)] for r in readings)
    return hashlib.sha256(json.dumps(sheets, ensure_ascii=False).encode("utf-8")).hexdigest()


def recipe_for(shape: str, recipes: Sequence[Recipe]) -> Recipe | None:
    """The latest recipe for this shape; None where no file of the kind was decided about."""
    return next((recipe for recipe in reversed(recipes) if recipe.shape == shape), None)
