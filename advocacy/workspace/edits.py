"""Values changed by hand: typed and checked like an import, done again when the row comes in a later file.

The raw cell stays what the file says. A later file that still holds the same cell gets the edit again. Where
the file itself has changed the cell since, the file wins: its sender has touched the very cell after the
edit, and the value beside the raw cell must be explained by it. The edit stays on record as overtaken and an
issue tells both values, so that one click can put it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from advocacy.errors import AdvocacyError
from advocacy.importing.table import Table
from advocacy.importing.typed_columns import typed_column
from advocacy.issue import Issue, Severity
from advocacy.schema import Field, FieldType, schemas
from advocacy.validation.checks import check
from advocacy.wording import say, say_count
from advocacy.workspace.edit import Edit
from advocacy.workspace.erasure import with_consent_withdrawn
from advocacy.workspace.matching import keys_of, other_cases
from advocacy.workspace.place import Place
from advocacy.workspace.places import former_places, place_of, places_of, positions_by_place
from advocacy.workspace.value_text import value_text
from advocacy.workspace.workspace import Workspace

BY_EDIT, BY_MERGE = "edit", "merge"  # what overtakes an edit besides a file
_NOT_POSSIBLE = ("missing-value", "out-of-range", "future-day")  # of one value by itself


def with_edits(
    workspace: Workspace,
    table: str,
    positions: Sequence[int],
    field: str,
    typed: str,
    *,
    reason: str = "",
    who: str = "",
    at: str = "",
) -> Workspace:
    """Return a workspace in which these rows have this value; "" empties the cells.

    Rows that have the value already are left as they are. A value that cannot be typed, or is not possible
    by itself, is refused; one that contradicts another field of the row is taken and told as an issue, since
    the other may be edited next. who: the person of the settings where not given. at: now.

    Raises AdvocacyError where the value is refused.
    """
    held = workspace.table(table)
    if held is None or field not in held.frame.columns:
        raise AdvocacyError(
            say("There is no field “{field}” in this table.", field=field),
            hint=say("Choose a field that the table shows."),
        )
    value = _typed(held, field, typed, positions)
    if field == "consent" and value == "withdrawn":
        return with_consent_withdrawn(workspace, table, positions, at=at)
    former = held.frame[field].iloc[list(positions)].tolist()
    changed = [
        row for row, old in zip(positions, former, strict=True) if value_text(old) != value_text(value)
    ]
    if not changed:
        return workspace
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    made = _edits(
        workspace, held, changed, field, typed.strip(), reason, who or workspace.settings.person, at
    )
    after = with_values(held, field, dict.fromkeys(changed, value))
    _refuse_impossible(after, field, changed)
    title = _title(table, field)
    return replace(
        workspace,
        tables=tuple(after if one is held else one for one in workspace.tables),
        edits=(*_overruled(workspace.edits, held, changed, field), *made),
        issues=_issues_after(workspace, held, after, field, changed),
        history=(
            *workspace.history,
            say_count(
                "Changed “{field}” in {count} row",
                "Changed “{field}” in {count} rows",
                len(changed),
                field=title,
            ),
        ),
    )


def edits_of(workspace: Workspace, table: Table, position: int, field: str) -> tuple[Edit, ...]:
    """Return the edits of one value, oldest first."""
    places = {place_of(table, position), *(one.place for one in former_places(table, position))}
    return tuple(
        edit
        for edit in workspace.edits
        if edit.table == table.name and edit.field == field and edit.place in places
    )


@dataclass(frozen=True)
class EditedAgain:
    """An arriving table with the edits of its rows, the edits as they stand then, and what was overtaken.

    settled: sheet, row and field of the cells that have an edited value, whose faults do not matter any more.
    """

    table: Table
    edits: tuple[Edit, ...]
    issues: tuple[Issue, ...] = ()
    settled: frozenset[tuple[str, int | None, str]] = frozenset()


def edited_again(edits: Sequence[Edit], here: Table | None, arriving: Table) -> EditedAgain:
    """Make the edits again in a table that arrives.

    A row is known by its key and, as in an import, only where what else names it agrees. Issue.source is the
    SHA-256 of the file.
    """
    waiting = [edit for edit in edits if edit.table == arriving.name and edit.holds]
    if not waiting or here is None or not len(arriving):
        return EditedAgain(arriving, tuple(edits))
    rows = _arriving_rows(waiting, here, arriving)
    issues: list[Issue] = []
    overtaken: dict[int, Edit] = {}
    values: dict[str, dict[int, Any]] = {}
    for edit in waiting:
        row = rows.get((edit.place, edit.key))
        if row is None or edit.field not in arriving.frame.columns:
            continue
        raw = arriving.raw[edit.field].iloc[row]
        cell, now = "" if pd.isna(raw) else str(raw), value_text(arriving.frame[edit.field].iloc[row])
        wanted = _typed(arriving, edit.field, edit.after, ())
        if now == value_text(wanted):
            continue  # the file says the same by now
        if cell == edit.cell or now == edit.before:
            values.setdefault(edit.field, {})[row] = wanted
            continue
        overtaken[id(edit)] = replace(edit, overtaken_by=place_of(arriving, row).source)
        issues.append(_overtaken(arriving, row, edit, now))
    places = places_of(arriving)
    settled = {(places[r].sheet, places[r].row, field) for field, changed in values.items() for r in changed}
    for field, changed in values.items():
        arriving = with_values(arriving, field, changed)
    now_so = tuple(overtaken.get(id(edit), edit) for edit in edits)
    return EditedAgain(arriving, now_so, tuple(issues), frozenset(settled))


def with_values(table: Table, field: str, values: Mapping[int, Any]) -> Table:
    """Return the table with these values in a field; the raw cells stay."""
    column = table.frame[field].copy()
    for row, value in values.items():
        column.iloc[row] = value
    return replace(table, frame=table.frame.assign(**{field: column.astype(table.frame[field].dtype)}))


def _arriving_rows(
    edits: Sequence[Edit], here: Table, arriving: Table
) -> dict[tuple[Place, tuple[str, ...]], int]:
    """The arriving row of each edited row, by the place and key of the edit."""
    standing = positions_by_place(here)
    same_place = {place: row for row, place in enumerate(places_of(arriving))}
    by_key: dict[str, int] = {}
    twice: set[str] = {""}
    for row, key in enumerate(keys_of(arriving, arriving.key)):
        if key in by_key:
            twice.add(key)
        by_key[key] = row
    found: dict[tuple[Place, tuple[str, ...]], int] = {}
    pairs: dict[int, int] = {}
    for edit in edits:
        key = "\x1f".join(edit.key)
        if edit.place in same_place:
            found[edit.place, edit.key] = same_place[edit.place]
        elif key in by_key and key not in twice and edit.place in standing:
            found[edit.place, edit.key] = by_key[key]
            pairs[by_key[key]] = standing[edit.place]
    strangers = other_cases(here, arriving, pairs)
    return {one: row for one, row in found.items() if row not in strangers}


def _edits(
    workspace: Workspace,
    table: Table,
    positions: Sequence[int],
    field: str,
    after: str,
    reason: str,
    who: str,
    at: str,
) -> list[Edit]:
    """One edit per row. A cell edited before keeps the value that its file gave as the one before."""
    known = {(e.place, e.field): e for e in workspace.edits if e.table == table.name}
    keys = _keys_as_written(table, known)
    made = []
    for row in positions:
        place = place_of(table, row)
        raw = table.raw[field].iloc[row]
        before = value_text(table.frame[field].iloc[row])
        earlier = next(
            (known[p, field] for p in _places(table, row) if (p, field) in known and known[p, field].holds),
            None,
        )
        made.append(
            Edit(
                table.name,
                place,
                keys(row),
                field,
                "" if pd.isna(raw) else str(raw),
                earlier.before if earlier else before,
                after,
                who,
                at,
                reason,
            )
        )
    return made


def _keys_as_written(
    table: Table, known: Mapping[tuple[Place, str], Edit]
) -> Callable[[int], tuple[str, ...]]:
    """The key of a row as its file writes it, also where the key itself was edited."""
    texts = keys_of(table, table.key)

    def key(row: int) -> tuple[str, ...]:
        parts = texts[row].split("\x1f") if texts[row] else []
        for place in _places(table, row):
            for number, name in enumerate(table.key):
                if (
                    parts
                    and (edit := known.get((place, name)))
                    and edit.holds
                    and len(edit.key) == len(parts)
                ):
                    parts[number] = edit.key[number]
        return tuple(parts)

    return key


def _places(table: Table, row: int) -> tuple[Place, ...]:
    return (place_of(table, row), *(one.place for one in former_places(table, row)))


def _overruled(edits: Sequence[Edit], table: Table, positions: Sequence[int], field: str) -> tuple[Edit, ...]:
    """The former edits, those of these very cells overruled by the new ones."""
    places = {place for row in positions for place in _places(table, row)}
    return tuple(
        replace(edit, overtaken_by=BY_EDIT)
        if edit.holds and (edit.table, edit.field) == (table.name, field) and edit.place in places
        else edit
        for edit in edits
    )


def _typed(table: Table, field: str, text: str, positions: Sequence[int]) -> Any:
    """The value a text stands for in this field. Raises AdvocacyError where it stands for none."""
    described = _described(table, field)
    if not text.strip():
        return pd.NA
    typed = typed_column([text.strip()], described)
    if typed.faults:
        fault = typed.faults[0]
        hint = say("Write the day as 2024-03-31.") if described.type is FieldType.DATE else fault.hint
        message = (
            say("“{value}” can be two different days.", value=text)
            if fault.code == "ambiguous-date"
            else fault.message
        )
        raise AdvocacyError(message, hint=hint)
    value = typed.values.iloc[0]
    if pd.isna(value):
        raise AdvocacyError(
            say("“{value}” says nothing for “{field}”.", value=text, field=described.title()),
            hint=say("Leave it empty to say that it is not known."),
        )
    _refuse_other_currency(table, typed.currency, positions)
    if str(table.frame[field].dtype) == "Int8":
        return int(bool(value))
    return value


def _described(table: Table, field: str) -> Field:
    """The field of the schema; for any other column one of the type of its values."""
    schema = schemas().get(table.name)
    known = schema.field(field) if schema else None
    if known is not None:
        return known
    dtype = table.frame[field].dtype
    kind = FieldType.STRING
    if str(dtype) == "Int8" or pd.api.types.is_bool_dtype(dtype):
        kind = FieldType.BOOLEAN
    elif pd.api.types.is_datetime64_any_dtype(dtype):
        kind = FieldType.DATE
    elif pd.api.types.is_integer_dtype(dtype):
        kind = FieldType.INTEGER
    elif pd.api.types.is_numeric_dtype(dtype):
        kind = FieldType.NUMBER
    return Field(field, kind, {"en": field}, {})


def _refuse_other_currency(table: Table, currency: Sequence[str | None], positions: Sequence[int]) -> None:
    code = currency[0] if currency else None
    if not code or "currency" not in table.frame.columns:
        return
    others = {value_text(v) for v in table.frame["currency"].iloc[list(positions)].tolist()} - {"", code}
    if others:
        raise AdvocacyError(
            say(
                "The amount is in {code}, but the row counts in {other}.",
                code=code,
                other=", ".join(sorted(others)),
            ),
            hint=say(
                "Change the currency of the row first, or write the amount in {other}.", other=min(others)
            ),
        )


def _refuse_impossible(table: Table, field: str, positions: Sequence[int]) -> None:
    """Raise AdvocacyError where the value is not possible by itself, whatever the rest of the row says."""
    first = table.frame.iloc[[positions[0]]].reset_index(drop=True)
    raw = table.raw.iloc[[positions[0]]].reset_index(drop=True)
    raw = raw.assign(**{field: pd.Series([None], dtype="str")})  # an emptied cell counts as empty
    origin = table.origin.iloc[[positions[0]]].reset_index(drop=True)
    one = replace(table, frame=first, raw=raw, origin=origin)
    for issue in check(one):
        if issue.field == field and issue.code in _NOT_POSSIBLE:
            raise AdvocacyError(issue.message, hint=issue.hint)


def _issues_after(
    workspace: Workspace, before: Table, after: Table, field: str, positions: Sequence[int]
) -> tuple[Issue, ...]:
    """The issues: those of the edited cells are settled, contradictions that the edit makes are added."""
    names = {source.sha256: source.name for source in workspace.sources}
    places = [place_of(after, row) for row in positions]
    edited = {(names.get(p.source, p.source), p.sheet, p.row) for p in places}
    rest = [
        issue
        for issue in workspace.issues
        if issue.field != field or (issue.source, issue.sheet, issue.row) not in edited
    ]
    wanted = set(positions)
    chosen = sorted(wanted)
    one = replace(
        after,
        frame=after.frame.iloc[chosen].reset_index(drop=True),
        raw=after.raw.iloc[chosen].reset_index(drop=True),
        origin=after.origin.iloc[chosen].reset_index(drop=True),
    )
    found = [replace(issue, source=names.get(issue.source, issue.source)) for issue in check(one)]
    known = set(rest)
    added = [
        issue for issue in found if issue.code in ("wrong-order", "part-above-whole") and issue not in known
    ]
    return (*rest, *added)


def _overtaken(arriving: Table, row: int, edit: Edit, now: str) -> Issue:
    place = place_of(arriving, row)
    column = next((c for c in arriving.columns if c.name == edit.field and c.source == place.source), None)
    return Issue(
        "edit-overtaken",
        Severity.WARNING,
        say(
            "“{field}” was changed by hand to “{edited}”; this file says “{now}” since, which counts now.",
            field=_title(arriving.name, edit.field),
            edited=edit.after,
            now=now,
        ),
        say("If your change still holds, make it again."),
        place.source,
        place.sheet,
        place.row,
        column.letter if column else "",
        edit.field,
        now,
    )


def _title(table: str, field: str) -> str:
    schema = schemas().get(table)
    known = schema.field(field) if schema else None
    return known.title() if known else field
