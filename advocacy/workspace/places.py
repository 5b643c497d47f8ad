"""Where a row stands in the files, and where it stood before a later file or another workspace changed it.

The origin of a table holds the place of each row. Where a value came from elsewhere, its column `also` tells:
a JSON list of former places, newest first, each with the fields whose value is still from there. A place
without fields only says that the row was there too. The column is missing where no row has such a past.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from advocacy.importing.table import Table
from advocacy.workspace.place import Former, Place

ALSO = "also"


def place_of(table: Table, position: int) -> Place:
    """Return the place of a row."""
    origin = table.origin
    return Place(
        str(origin["source"].iloc[position]),
        str(origin["sheet"].iloc[position]),
        int(origin["row"].iloc[position]),
    )


def places_of(table: Table) -> list[Place]:
    """Return the place of every row."""
    origin = table.origin
    columns = (origin["source"].tolist(), origin["sheet"].tolist(), origin["row"].tolist())
    return [Place(str(source), str(sheet), int(row)) for source, sheet, row in zip(*columns, strict=True)]


def former_places(table: Table, position: int) -> tuple[Former, ...]:
    """Return where the row stood before, newest first."""
    if ALSO not in table.origin.columns:
        return ()
    return _read(table.origin[ALSO].iloc[position])


def positions_by_place(table: Table) -> dict[Place, int]:
    """Return the position of every place, former ones included; a present place counts more."""
    found: dict[Place, int] = {}
    if ALSO in table.origin.columns:
        column = table.origin[ALSO]
        for position in column.index[column.notna()]:
            found.update(dict.fromkeys((one.place for one in _read(column[position])), int(position)))
    found.update({place: position for position, place in enumerate(places_of(table))})
    return found


def with_former(table: Table, former: Mapping[int, Iterable[Former]]) -> Table:
    """Return the table in which these rows have these former places, in place of what was said before."""
    if not former:
        return table
    known = table.origin[ALSO].tolist() if ALSO in table.origin.columns else [None] * len(table)
    for position, places in former.items():
        known[position] = _written(tuple(places))
    texts = [None if text is None or pd.isna(text) else text for text in known]
    return replace(table, origin=table.origin.assign(**{ALSO: pd.Series(texts, dtype="str")}))


def without_fields(former: Sequence[Former], fields: Iterable[str]) -> tuple[Former, ...]:
    """Return the places, these fields coming from none of them any more."""
    gone = set(fields)
    return tuple(replace(one, fields=tuple(f for f in one.fields if f not in gone)) for one in former)


def _written(former: Sequence[Former]) -> str | None:
    if not former:
        return None
    told = [[one.place.source, one.place.sheet, one.place.row, list(one.fields)] for one in former]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _read(text: object) -> tuple[Former, ...]:
    if not isinstance(text, str):
        return ()
    return tuple(
        Former(Place(str(source), str(sheet), int(row)), tuple(str(field) for field in fields))
        for source, sheet, row, fields in json.loads(text)
    )
