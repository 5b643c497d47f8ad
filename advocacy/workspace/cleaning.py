"""Values written as they are meant, by the spellings the user has decided about. The raw cells stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advocacy.importing.plain_words import plain
from advocacy.importing.recipe import Spelling
from advocacy.importing.table import Table


def as_meant(table: Table, spellings: Sequence[Spelling]) -> Table:
    """Return the table with the values of each field written as meant, whatever their case and accents."""
    changed = {}
    for field in dict.fromkeys(one.field for one in spellings if one.table == table.name):
        if field not in table.frame.columns:
            continue
        meant = {plain(one.written): one.meant for one in spellings if one.field == field}
        column = table.frame[field]
        known = {value: meant.get(plain(str(value)), value) for value in column.dropna().unique()}
        if any(value != written for written, value in known.items()):
            changed[field] = column.map(known).astype(column.dtype)
    return replace(table, frame=table.frame.assign(**changed)) if changed else table
