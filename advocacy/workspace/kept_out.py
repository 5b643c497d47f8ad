"""Rows of people who are out for good: a later file that still lists them does not bring them back.

A row is known by a mark: the HMAC-SHA-256 of its table, key and association under a random salt. Names are
never hashed; whoever has only the marks cannot tell whom they mean without the salt and the case number.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence

from advocacy.importing.imported import WITHDRAWN
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.issue import Issue
from advocacy.wording import say_later
from advocacy.workspace.erased import CONSENT_WITHDRAWN, FIELDS_ERASED, Erased
from advocacy.workspace.matching import keys_of
from advocacy.workspace.places import places_of
from advocacy.workspace.value_text import value_text

_GROUP = "association"


def marks(table: Table, positions: Iterable[int], salt: str) -> tuple[str, ...]:
    """Return the marks of these rows; a row without a key has none."""
    keys, groups = keys_of(table, table.key), _groups(table)
    return tuple(_mark(salt, table.name, keys[row], groups[row]) for row in positions if keys[row])


def kept_out(table: Table, erased: Sequence[Erased]) -> dict[int, Erased]:
    """Return the rows of a table that must not be kept, each with the record that says so.

    Rows of which only fields were erased stay, see `fields_kept_out`.
    """
    return _known(table, [one for one in erased if one.kind != FIELDS_ERASED])


def fields_kept_out(table: Table, erased: Sequence[Erased]) -> dict[int, Erased]:
    """Return the rows of a table whose personal fields must not be kept."""
    return _known(table, [one for one in erased if one.kind == FIELDS_ERASED])


def _known(table: Table, records: Sequence[Erased]) -> dict[int, Erased]:
    if not records or not len(table):
        return {}
    found: dict[int, Erased] = {}
    places, keys, groups = places_of(table), keys_of(table, table.key), _groups(table)
    for one in records:
        gone, known = {place for name, place in one.rows if name == table.name}, set(one.marks)
        for row, place in enumerate(places):
            if place in gone or (keys[row] and _mark(one.salt, table.name, keys[row], groups[row]) in known):
                found.setdefault(row, one)
    return found


def reasons(barred: Mapping[int, Erased]) -> dict[int, str]:
    """Return for each row in words why it is set aside."""
    return {row: reason(one.kind) for row, one in barred.items()}


def reason(kind: str) -> str:
    """Why a row is set aside that is out for good."""
    if kind == CONSENT_WITHDRAWN:
        return WITHDRAWN
    return say_later("The person asked to be erased.")


def without_rows(issues: Iterable[Issue], table: Table, barred: Mapping[int, Erased]) -> list[Issue]:
    """Return the issues of an import without those of the rows kept out: they name what must not be kept."""
    places = places_of(table) if barred else []
    gone = {(places[row].sheet, places[row].row) for row in barred}
    return [issue for issue in issues if (issue.sheet, issue.row) not in gone]


def _groups(table: Table) -> list[str]:
    if _GROUP not in table.frame.columns:
        return [""] * len(table)
    column = table.frame[_GROUP]
    known = {value: plain(value_text(value)) for value in column.dropna().unique()}
    return [known.get(value, "") for value in column.tolist()]


def _mark(salt: str, table: str, key: str, group: str) -> str:
    told = json.dumps([table, key, group], ensure_ascii=False).encode("utf-8")
    return hmac.new(bytes.fromhex(salt), told, hashlib.sha256).hexdigest()[:32]
