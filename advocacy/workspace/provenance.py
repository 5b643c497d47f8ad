"""From a value to the cell it came from, and every step between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from advocacy.importing import reading_rules as rules
from advocacy.importing.numbers_as_written import currency_in, to_amount
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Column, Table
from advocacy.importing.units_as_written import unit_of_weight
from advocacy.schema import Field, code_list, schemas
from advocacy.wording import say
from advocacy.workspace.edit import Edit
from advocacy.workspace.edits import BY_EDIT, edits_of
from advocacy.workspace.place import Place
from advocacy.workspace.places import ALSO, former_places, place_of, places_of
from advocacy.workspace.value_text import value_text
from advocacy.workspace.workspace import Workspace

_READ_AS = {
    rules.DAY_CELLS: "The cell is a day in the spreadsheet.",
    rules.DAY_FIRST_CHOSEN: "Read with the day first, as you chose.",
    rules.MONTH_FIRST_CHOSEN: "Read with the month first, as you chose.",
    rules.DAY_FIRST_SEEN: "Read with the day first: other cells of the column allow only that.",
    rules.MONTH_FIRST_SEEN: "Read with the month first: other cells of the column allow only that.",
    rules.DAY_FIRST_ASSUMED: "Read with the day first; no cell of the column tells.",
    rules.DECIMAL_COMMA: "The comma is the decimal sign in this column.",
    rules.PURITY: "Written as purity per mille.",
    rules.COUNTRY_NAME: "Written as the common name of the country.",
}
_DAY_ORDERS = (
    rules.DAY_FIRST_CHOSEN,
    rules.MONTH_FIRST_CHOSEN,
    rules.DAY_FIRST_SEEN,
    rules.MONTH_FIRST_SEEN,
    rules.DAY_FIRST_ASSUMED,
)


@dataclass(frozen=True)
class Step:
    """One step from the cell to the value. code: "rule", "derived", "spelling", "update", "edit", …"""

    code: str
    said: str


@dataclass(frozen=True)
class Provenance:
    """Where one value came from.

    cell is "F14" as the spreadsheet shows it, only the row where no column is known; raw the text of that
    cell, None where it is empty. value is the value now. erased_at says when the file itself was let go.
    """

    table: str
    field: str
    title: str
    value: str
    file: str
    sha256: str
    sheet: str
    row: int
    cell: str
    heading: str
    raw: str | None
    steps: tuple[Step, ...] = ()
    imported_by: str = ""
    imported_at: str = ""
    erased_at: str = ""

    def in_words(self) -> str:
        """Return the whole way as plain sentences."""
        place = f"{self.file} › {self.sheet}" if self.sheet else self.file
        said = [
            say("“{field}”: {value}.", field=self.title, value=self.value)
            if self.value
            else say("“{field}” has no value.", field=self.title),
            say("Cell {cell} of {place} says “{raw}”.", cell=self.cell, place=place, raw=self.raw)
            if self.raw is not None
            else say("Cell {cell} of {place} is empty.", cell=self.cell, place=place),
            *(step.said for step in self.steps),
        ]
        day = self.imported_at[:10]
        if self.imported_by:
            said.append(say("Imported by {who} on {day}.", who=self.imported_by, day=day))
        elif day:
            said.append(say("Imported on {day}.", day=day))
        if self.erased_at:
            said.append(
                say(
                    "The file was let go on {day} at the request of a person; its SHA-256 was {sha256}.",
                    day=self.erased_at[:10],
                    sha256=self.sha256,
                )
            )
        return " ".join(said)


@dataclass(frozen=True)
class _Origin:
    """The place a value came from, its column there, the text of its cell, and the rule that gave it."""

    place: Place
    column: Column | None
    raw: str | None
    derived: Step | None = None


def provenance(workspace: Workspace, table: str, position: int, field: str) -> Provenance:
    """Return where the value of a row and a field came from.

    Raises KeyError where there is no such table or field, IndexError where there is no such row.
    """
    held = workspace.table(table)
    if held is None or field not in held.frame.columns:
        raise KeyError(f"{table}.{field}")
    value = held.frame[field].iloc[position]
    found = _origin(held, position, field)
    source = next((s for s in workspace.sources if s.sha256 == found.place.source), None)
    described = _field(held.name, field)
    row = found.place.row
    return Provenance(
        table=table,
        field=field,
        title=described.title() if described else field,
        value=_shown(described, value),
        file=source.name if source else say("an unknown file"),
        sha256=found.place.source,
        sheet=found.place.sheet,
        row=row,
        cell=f"{found.column.letter}{row}" if found.column else str(row),
        heading=found.column.heading if found.column else "",
        raw=found.raw,
        steps=tuple(_steps(workspace, held, position, field, found)),
        imported_by=source.imported_by if source else "",
        imported_at=source.imported_at if source else "",
        erased_at=source.erased_at if source else "",
    )


class Cells:
    """The cells of many values of one table, told without their steps; for long lists of them."""

    def __init__(self, workspace: Workspace, table: Table) -> None:
        self._workspace, self._table = workspace, table
        self._places = places_of(table)
        self._moved = table.origin[ALSO].notna().tolist() if ALSO in table.origin.columns else []
        self._sources = {source.sha256: source for source in workspace.sources}
        self._columns = {(c.source, c.sheet, c.name): c for c in table.columns}
        self._values: dict[str, tuple[list[Any], list[Any]]] = {}

    def told(self, position: int, field: str) -> Provenance:
        """Return where a value came from; of a field the table does not have, where its row stands."""
        table, place = self._table, self._places[position]
        if self._moved and self._moved[position] and field in table.frame.columns:
            return replace(provenance(self._workspace, table.name, position, field), steps=())
        if field not in self._values:
            parts = (table.frame, table.raw)
            none: list[Any] = [None] * len(table)
            read = [part[field].tolist() if field in part.columns else none for part in parts]
            self._values[field] = (read[0], read[1])
        value, raw = (column[position] for column in self._values[field])
        column = self._columns.get((place.source, place.sheet, field))
        source = self._sources.get(place.source)
        described = _field(table.name, field)
        return Provenance(
            table=table.name,
            field=field,
            title=described.title() if described else field,
            value=_shown(described, value),
            file=source.name if source else say("an unknown file"),
            sha256=place.source,
            sheet=place.sheet,
            row=place.row,
            cell=f"{column.letter}{place.row}" if column else str(place.row),
            heading=column.heading if column else "",
            raw=None if raw is None or pd.isna(raw) else str(raw),
            imported_by=source.imported_by if source else "",
            imported_at=source.imported_at if source else "",
            erased_at=source.erased_at if source else "",
        )


def _origin(table: Table, position: int, field: str) -> _Origin:
    place = place_of(table, position)
    earlier = former_places(table, position)
    kept = next((one.place for one in earlier if field in one.fields), None)
    for where in (kept, place, *(one.place for one in earlier)) if kept else (place,):
        column = _column(table, where, field)
        if column is not None:
            return _Origin(where, column, _raw(table, position, field))
    where = kept or place
    return _derived(table, where, position, field) or _Origin(where, None, _raw(table, position, field))


def _column(table: Table, place: Place, field: str) -> Column | None:
    return next(
        (c for c in table.columns if (c.source, c.sheet, c.name) == (place.source, place.sheet, field)), None
    )


def _raw(table: Table, position: int, field: str) -> str | None:
    text = table.raw[field].iloc[position]
    return None if pd.isna(text) else str(text)


def _derived(table: Table, place: Place, position: int, field: str) -> _Origin | None:
    """A currency or unit that has no column of its own: the cell, heading or format that says it."""
    for column in table.columns:
        if (column.source, column.sheet) != (place.source, place.sheet):
            continue
        raw = _raw(table, position, column.name)
        for rule in column.rules:
            told = rules.given_by(rule, field)
            if told is None:
                continue
            where, what = told
            if where == rules.IN_CELL:
                if raw is not None and _said_beside(raw, field):
                    said = say("It stands beside the number in the cell.")
                    return _Origin(place, column, raw, Step("derived", said))
                continue
            said = (
                say("It stands in the heading “{heading}” of column {letter}: {what}.")
                if where == rules.IN_HEADING
                else say("It is in the number format of column {letter}, headed “{heading}”: {what}.")
            ).format(heading=column.heading, letter=column.letter, what=what)
            return _Origin(place, column, raw, Step("derived", said))
    return None


def _said_beside(raw: str, field: str) -> str:
    if field == "currency":
        amount = to_amount(raw)
        return amount.currency if amount else currency_in(raw)
    return unit_of_weight(raw)


def _steps(workspace: Workspace, table: Table, position: int, field: str, found: _Origin) -> Iterator[Step]:
    if found.derived:
        yield found.derived
    elif found.column is not None and found.raw is not None:
        yield from _reading(table, position, field, found.column, found.raw)
        yield from _spelling(workspace, table.name, field, found.raw)
    yield from _moves(workspace, table, position, field, found)
    for edit in edits_of(workspace, table, position, field):
        yield edit_step(edit)
        if edit.overtaken_by not in ("", BY_EDIT):
            yield Step(
                "overtaken", say("Another value took the place of this change since, from a file or a merge.")
            )


def _reading(table: Table, position: int, field: str, column: Column, raw: str) -> Iterator[Step]:
    described = _field(table.name, field)
    for rule in column.rules:
        if rule in _READ_AS and not (rule in _DAY_ORDERS and _is_iso(raw)):
            yield Step("rule", say(_READ_AS[rule]))
    value = value_text(table.frame[field].iloc[position])
    if rules.CODE_LIST in column.rules and described is not None and value and value != raw:
        label = _shown(described, value)
        yield Step("code", say("“{raw}” is one of the words for “{label}”.", raw=raw, label=label))
    if rules.YES_OR_NO in column.rules and value:
        yield Step("yes-or-no", say("“{raw}” was read as yes or no.", raw=raw))
    if str(table.frame[field].dtype) == "Int8":
        yield Step("ticked", say("The cell was read as an option of several: ticked or not."))
    amount = to_amount(raw) if described is not None and described.unit == "currency" else None
    if amount and amount.currency:
        yield Step("currency", say("The currency {code} stands beside the amount.", code=amount.currency))


def _is_iso(raw: str) -> bool:
    return len(raw) >= 10 and raw[:4].isdigit() and raw[4] == "-" and raw[7] == "-"


def _spelling(workspace: Workspace, table: str, field: str, raw: str) -> Iterator[Step]:
    for one in workspace.spellings:
        if (one.table, one.field) == (table, field) and plain(one.written) == plain(raw):
            said = say("You decided that “{written}” means “{meant}”.", written=raw, meant=one.meant)
            yield Step("spelling", said)


def _moves(workspace: Workspace, table: Table, position: int, field: str, found: _Origin) -> Iterator[Step]:
    names = {source.sha256: source.name for source in workspace.sources}
    now = place_of(table, position)
    if found.place != now:
        yield Step(
            "kept",
            say(
                "The row was brought up to date from “{file}”, which says nothing of this field.",
                file=names.get(now.source, now.source[:12]),
            ),
        )
        return
    for one in former_places(table, position):
        yield Step(
            "update",
            say(
                "The same entry is row {row} of “{file}”, too; the value is not from there.",
                row=one.place.row,
                file=names.get(one.place.source, one.place.source[:12]),
            ),
        )


def edit_step(edit: Edit) -> Step:
    """Return an edit as a step."""
    code = "edit" if edit.holds else "edit-overtaken"
    return Step(code, _edited(edit.who, edit.at, edit.before, edit.after, edit.reason))


def _edited(who: str, at: str, before: str, after: str, reason: str) -> str:
    said = (
        say(
            "Changed by {who} on {day} from “{before}” to “{after}”.",
            who=who,
            day=at[:10],
            before=before,
            after=after,
        )
        if who
        else say("Changed on {day} from “{before}” to “{after}”.", day=at[:10], before=before, after=after)
    )
    return f"{said} {say('Reason: {reason}.', reason=reason)}" if reason else said


def _field(table: str, field: str) -> Field | None:
    schema = schemas().get(table)
    return schema.field(field) if schema else None


def _shown(field: Field | None, value: Any) -> str:
    text = value_text(value)
    if field is None or not field.codelist or not text:
        return text
    known = code_list(field.codelist)
    return ", ".join(known.label(code) for code in (text.split() if field.many else [text]))
