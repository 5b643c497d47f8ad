"""Which fields of a table tell about a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.schema import Sensitivity, schemas

_NAMES = ("name", "nom", "nombre", "nome", "jina", "phone", "telephone", "contact", "id card", "address")


def personal_fields(table: Table) -> tuple[str, ...]:
    """Return the fields of personal data: those the schema says, and own columns headed like a name."""
    schema = schemas().get(table.name)
    found = []
    for name in (str(column) for column in table.frame.columns):
        field = schema.field(name) if schema else None
        if field is not None:
            if field.sensitivity is not Sensitivity.OPEN:
                found.append(name)
        elif any(f" {word} " in f" {plain(name)} " for word in _NAMES):
            found.append(name)
    return tuple(found)


def without_personal(table: Table, positions: Sequence[int]) -> Table:
    """Return the table, the personal fields of these rows empty, raw cells too."""
    chosen = list(positions)
    for field in personal_fields(table) if chosen else ():
        frame, raw = table.frame[field].copy(), table.raw[field].copy()
        frame.iloc[chosen] = pd.NA
        raw.iloc[chosen] = pd.NA
        table = replace(
            table, frame=table.frame.assign(**{field: frame}), raw=table.raw.assign(**{field: raw})
        )
    return table
