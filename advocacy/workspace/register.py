"""Places and cooperatives that the register of cooperatives does not know. Listed, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.schema import schemas
from advocacy.wording import say

REGISTER = "cooperative"
_LISTED = ("region", "district", "cooperative_id")
_ABOUT_THE_SAME = 0.5  # share of values the register must know to be a register of these things at all
_NEAR = 75  # of 100, rapidfuzz ratio: near enough to be named as a hint


def not_in_register(tables: Mapping[str, Table], source: str) -> Iterator[Issue]:
    """Yield a note for each region, district and cooperative of this source that is not in the register.

    Where the source brings the register itself, all rows are compared. source: SHA-256 of the file that was
    added last.
    """
    register = tables.get(REGISTER)
    if register is None:
        return
    is_new = bool((register.origin["source"] == source).any())
    for table in tables.values():
        if table.name == REGISTER or table.name not in schemas():
            continue
        for field in _LISTED:
            if field in table.frame.columns and field in register.frame.columns:
                yield from _unlisted(table, register, field, "" if is_new else source)


def _unlisted(table: Table, register: Table, field: str, source: str) -> Iterator[Issue]:
    listed = {plain(str(value)): str(value) for value in register.frame[field].dropna().unique()}
    written = [str(value) for value in table.frame[field].dropna().unique()]
    unknown = [value for value in written if plain(value) not in listed]
    if not unknown or len(unknown) > (1 - _ABOUT_THE_SAME) * len(written):
        return
    for value in unknown:
        rows = table.frame.index[table.frame[field].eq(value).fillna(False)]
        if source:
            rows = rows[table.origin.loc[rows, "source"].eq(source).to_numpy()]
        if len(rows):
            yield _note(table, field, value, int(rows[0]), len(rows), _nearest(value, listed))


def _nearest(value: str, listed: Mapping[str, str]) -> str:
    found = process.extractOne(plain(value), list(listed), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return listed[found[0]] if found else ""


def _note(table: Table, field: str, value: str, row: int, count: int, nearest: str) -> Issue:
    place = table.origin.loc[row]
    described = schemas()[table.name].field(field)
    column = next((c for c in table.columns if c.name == field and c.source == place["source"]), None)
    hint = say("Add it to the register, or correct the spelling.")
    if nearest:
        hint = say("The register has “{nearest}”. If that is meant, correct the spelling.", nearest=nearest)
    return Issue(
        "not-in-register",
        Severity.NOTE,
        say(
            "“{value}” ({count} rows) is not in the register of cooperatives as “{field}”.",
            value=value,
            count=count,
            field=described.title() if described else field,
        ),
        hint,
        str(place["source"]),
        str(place["sheet"]),
        int(place["row"]),
        column.letter if column else "",
        field,
        value,
    )
