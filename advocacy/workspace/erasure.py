"""A person taken out of the workspace: rows, texts, edits, codes, and the files that hold them.

What goes: the rows chosen and the rows that hang on them (steps of a case, repeats of an answer), their raw
cells, the issues and edits about them, their pseudonym, and every text anywhere in the workspace in which the
contents of their personal fields stand as words, file names included. A file that held one of the rows is
let go as a whole: what is in it byte for byte cannot be taken out of it and still be what was received. Its
name, size and SHA-256 stay, so that a printed copy can be recognised, and provenance says so. Rows of other
people from that file stay with the cells as they were read.

What stays and is told: a cell of another row that holds the very same name as a personal field is another
person until the user chooses it; `Erasure.left` counts those.

Consent taken back is less: the rows are out of every finding at once and do not come back with later files;
the files stay as they were received.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pandas as pd
from rapidfuzz import fuzz

from advocacy.importing.imported import Reconciliation, SetAside, Source
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.schema import FieldType, schemas
from advocacy.wording import say, say_count
from advocacy.workspace.erased import CONSENT_WITHDRAWN, FIELDS_ERASED, PERSON_ERASED, Erased
from advocacy.workspace.exported import Exported
from advocacy.workspace.kept_out import marks, reason
from advocacy.workspace.matching import keys_of
from advocacy.workspace.personal import personal_fields, without_personal
from advocacy.workspace.place import Place
from advocacy.workspace.places import former_places, place_of, positions_by_place
from advocacy.workspace.redacting import Words, redacted, redacted_column
from advocacy.workspace.stacking import chosen_rows
from advocacy.workspace.word_template import words_in
from advocacy.workspace.workspace import Workspace

_CASE, _STEP, _CASE_KEY = "licensing_case", "licensing_step", "case_id"
_ALIKE = 85  # of 100, rapidfuzz token_sort_ratio
_WRITTEN_BY = ("recorded_by", "checked_by")  # name somebody else than the person the row is about
Rows = Mapping[str, Sequence[int]]  # table, positions


@dataclass(frozen=True)
class Erasure:
    """The workspace without the person, the record of it, and the briefs that counted the rows.

    unsure: briefs of an older program, of which it is not known what they counted. left: cells of rows that
    were not chosen and hold the same name.
    """

    workspace: Workspace
    erased: Erased
    briefs: tuple[Exported, ...] = ()
    unsure: tuple[Exported, ...] = ()
    left: int = 0


@dataclass(frozen=True)
class PersonMatch:
    """A cell that may name the person. sure: the same words; else alike, or within a longer text."""

    table: str
    position: int
    field: str
    text: str
    sure: bool


def find_person(workspace: Workspace, name: str) -> tuple[PersonMatch, ...]:
    """Return the rows in which a personal field may name this person, surest first; the user confirms."""
    wanted = plain(name)
    found: list[PersonMatch] = []
    if not wanted:
        return ()
    for table in workspace.tables:
        for field in personal_fields(table):
            column = table.frame[field]
            if not pd.api.types.is_string_dtype(column.dtype):
                continue
            texts = {text: _alike(plain(str(text)), wanted) for text in column.dropna().unique()}
            found += [
                PersonMatch(table.name, int(row), field, str(column[row]), texts[column[row]] == 2)
                for row in column.index[column.isin([text for text, how in texts.items() if how])]
            ]
    return tuple(sorted(found, key=lambda match: not match.sure))


def with_consent_withdrawn(
    workspace: Workspace, table: str, positions: Sequence[int], *, at: str = ""
) -> Workspace:
    """Return the workspace without these rows; they are set aside in the account of their files."""
    rows = _with_dependants(workspace, {table: positions})
    record = _record(workspace, rows, CONSENT_WITHDRAWN, at)
    return replace(
        with_rows_set_aside(workspace, rows, reason(CONSENT_WITHDRAWN)),
        erased=(*workspace.erased, record),
        history=(*workspace.history, say("A person withdrew consent: {count} rows", count=len(record.rows))),
    )


def without_person(
    workspace: Workspace,
    rows: Rows,
    *,
    keep_rows: bool = False,
    also_words: Iterable[str] = (),
    also_sources: Iterable[str] = (),
    at: str = "",
) -> Erasure:
    """Take a person out. rows: theirs, as the user has confirmed them.

    keep_rows: only the personal fields of the rows are emptied; the rows go on being counted without anybody
    in them. also_words: other texts to be taken out, such as another spelling. also_sources: SHA-256 of more
    files to let go, for one that names the person in a row that was set aside.
    """
    rows = _with_dependants(workspace, rows)
    kind = FIELDS_ERASED if keep_rows else PERSON_ERASED
    words = Words((*_said_of(workspace, rows), *also_words))
    record = _record(workspace, rows, kind, at)
    touched = {place.source for _, place in record.rows} | set(also_sources)
    touched |= {edit.place.source for edit in workspace.edits if (edit.table, edit.place) in set(record.rows)}
    thinner = (
        _without_fields(workspace, rows)
        if keep_rows
        else with_rows_set_aside(workspace, rows, reason(PERSON_ERASED))
    )
    tables, mentioned, left = _redacted_tables(thinner.tables, words)
    touched |= mentioned
    record = replace(record, sources=tuple(s.sha256 for s in workspace.sources if s.sha256 in touched))
    gone = set(record.rows)
    places = {place for _, place in record.rows}
    names = {source.sha256: source.name for source in workspace.sources}
    issue_places = {(names.get(place.source, place.source), place.sheet, place.row) for place in places}
    cleaned = replace(
        thinner,
        tables=tables,
        sources=tuple(_let_go(one, record) if one.sha256 in touched else one for one in thinner.sources),
        issues=tuple(i for i in thinner.issues if (i.source, i.sheet, i.row) not in issue_places),
        edits=tuple(edit for edit in thinner.edits if (edit.table, edit.place) not in gone),
        pseudonyms=tuple(one for one in thinner.pseudonyms if one.person not in _plain(words)),
        history=(
            *thinner.history,
            say_count("Erased a person: {count} row", "Erased a person: {count} rows", len(record.rows)),
        ),
    )
    cleaned = _without_template(_redacted_rest(cleaned, words), words)
    cleaned = replace(cleaned, erased=(*workspace.erased, record))
    return Erasure(
        cleaned,
        record,
        tuple(one for one in cleaned.exported if any(one.used(place) for place in places)),
        tuple(one for one in cleaned.exported if not one.rows),
        left,
    )


def briefs_that_used(workspace: Workspace, rows: Rows) -> tuple[Exported, ...]:
    """Return the briefs exported so far that counted one of these rows."""
    places = {place for _, place in _places(workspace, rows)}
    return tuple(one for one in workspace.exported if any(one.used(place) for place in places))


def _alike(text: str, wanted: str) -> int:
    """2 for the same words in any order; 1 where it is alike or they stand in a longer text; else 0."""
    if sorted(text.split()) == sorted(wanted.split()):
        return 2
    if f" {wanted} " in f" {text} ":
        return 1
    return int(len(text) < 3 * len(wanted) and fuzz.token_sort_ratio(text, wanted) >= _ALIKE)


def _record(workspace: Workspace, rows: Rows, kind: str, at: str) -> Erased:
    salt = secrets.token_hex(16)
    told = [
        mark
        for name, positions in rows.items()
        if (table := workspace.table(name)) is not None
        for mark in marks(table, positions, salt)
    ]
    return Erased(
        at or datetime.now(UTC).isoformat(timespec="seconds"),
        kind,
        tuple(_places(workspace, rows)),
        salt,
        tuple(dict.fromkeys(told)),
    )


def _places(workspace: Workspace, rows: Rows) -> list[tuple[str, Place]]:
    """Where the rows stand and where they stood before, by table."""
    found = []
    for name, positions in rows.items():
        table = workspace.table(name)
        for row in positions if table is not None else ():
            assert table is not None
            found.append((name, place_of(table, row)))
            found += [(name, one.place) for one in former_places(table, row)]
    return list(dict.fromkeys(found))


def _with_dependants(workspace: Workspace, rows: Rows) -> dict[str, list[int]]:
    """The rows, and those that tell about them: the steps of a case, what an answer repeats."""
    found = {name: sorted(set(positions)) for name, positions in rows.items()}
    for name in list(found):
        parent = workspace.table(name)
        if parent is None:
            continue
        for table in workspace.tables:
            column = _link(parent, table)
            if not column:
                continue
            keys = keys_of(parent, parent.key[:1])
            chosen = {keys[row] for row in found[name]} - {""}
            # A number two people share says nothing about whose the dependent rows are.
            chosen -= {key for row, key in enumerate(keys) if row not in set(found[name])}
            hanging = [row for row, key in enumerate(keys_of(table, (column,))) if key in chosen]
            if hanging:
                found[table.name] = sorted({*found.get(table.name, []), *hanging})
    return found


def _link(parent: Table, table: Table) -> str:
    """The column by which rows of a table hang on rows of the parent; "" where they do not."""
    if not parent.key:
        return ""
    if (parent.name, table.name) == (_CASE, _STEP):
        return _CASE_KEY if parent.key == (_CASE_KEY,) else ""
    if table.name.startswith(f"{parent.name}.") and table.key:
        return table.key[0]
    return ""


def _said_of(workspace: Workspace, rows: Rows) -> list[str]:
    """Every text in the personal fields of these rows, typed and raw, and what edits put there."""
    texts: list[str] = []
    for name, positions in rows.items():
        table = workspace.table(name)
        if table is None:
            continue
        schema = schemas().get(name)
        for field in personal_fields(table):
            described = schema.field(field) if schema else None
            if field in _WRITTEN_BY:
                continue
            if described is not None and (described.type is not FieldType.STRING or described.codelist):
                continue
            for part in (table.frame[field], table.raw[field]):
                texts += [str(text) for text in part.iloc[list(positions)].dropna().tolist()]
    places = set(_places(workspace, rows))
    for edit in workspace.edits:
        table = workspace.table(edit.table)
        if (edit.table, edit.place) in places and table is not None and edit.field in personal_fields(table):
            texts += [edit.cell, edit.before, edit.after]
    return texts


def _plain(words: Words) -> frozenset[str]:
    return frozenset(plain(text) for text in words.texts)


def with_rows_set_aside(workspace: Workspace, rows: Rows, why: str) -> Workspace:
    """Return the workspace without these rows, their edits too; the accounts of their files tell why."""
    tables = []
    for table in workspace.tables:
        gone = set(rows.get(table.name, ()))
        kept = chosen_rows(table, [row for row in range(len(table)) if row not in gone])
        if len(kept) or not gone:
            tables.append(kept)
    taken = {
        (table.name, place_of(table, row)) for table in workspace.tables for row in rows.get(table.name, ())
    }
    names = {source.sha256: source.name for source in workspace.sources}
    return replace(
        workspace,
        tables=tuple(tables),
        reconciliations=tuple(
            _set_aside(account, [p for _, p in taken if names.get(p.source) == account.source], why)
            for account in workspace.reconciliations
        ),
        edits=tuple(edit for edit in workspace.edits if (edit.table, edit.place) not in taken),
    )


def _set_aside(account: Reconciliation, places: Iterable[Place], why: str) -> Reconciliation:
    """The account with these rows of its sheet moved from kept or updated to set aside; it still adds up."""
    moved = sorted({place.row for place in places if place.sheet == account.sheet})
    moved = [row for row in moved if row not in {one.row for one in account.set_aside}]
    from_updated = max(0, len(moved) - account.kept)
    if not moved or from_updated > account.updated + account.unchanged:
        return account
    from_unchanged = max(0, from_updated - account.updated)
    return replace(
        account,
        kept=max(0, account.kept - len(moved)),
        updated=account.updated - (from_updated - from_unchanged),
        unchanged=account.unchanged - from_unchanged,
        set_aside=(*account.set_aside, *(SetAside(account.sheet, row, why) for row in moved)),
    )


def _without_fields(workspace: Workspace, rows: Rows) -> Workspace:
    tables = (without_personal(table, rows.get(table.name, ())) for table in workspace.tables)
    return replace(workspace, tables=tuple(tables))


def _redacted_tables(tables: Sequence[Table], words: Words) -> tuple[tuple[Table, ...], set[str], int]:
    """The tables without the words, the sources whose cells held them, and the cells of namesakes left."""
    done, touched, left = [], set(), 0
    whole = {text.casefold() for text in words.texts}
    for table in tables:
        personal = set(personal_fields(table))
        changed: dict[str, dict[str, pd.Series]] = {"frame": {}, "raw": {}}
        for name in (str(column) for column in table.frame.columns):
            namesake = None
            if name in personal:
                namesake = table.raw[name].str.strip().str.casefold().isin(whole)
                left += int(namesake.sum())
            for part in ("frame", "raw"):
                column = getattr(table, part)[name]
                new = redacted_column(column, words, namesake)
                if new is not column:
                    changed[part][name] = new
                    differs = (new != column).fillna(False).to_numpy(dtype=bool)
                    touched |= set(table.origin["source"][differs].unique())
        columns = {n: redacted_column(table.origin[n], words) for n in table.origin.columns}
        done.append(
            replace(
                table,
                frame=table.frame.assign(**changed["frame"]),
                raw=table.raw.assign(**changed["raw"]),
                origin=table.origin.assign(**columns),
                columns=redacted(table.columns, words),
                questionnaire=redacted(table.questionnaire, words),
            )
        )
    return tuple(done), touched, left


def _let_go(source: Source, record: Erased) -> Source:
    return replace(source, content=b"", erased_at=record.at)


def _redacted_rest(workspace: Workspace, words: Words) -> Workspace:
    """The workspace without the words in anything but its tables."""
    return replace(
        workspace,
        sources=tuple(
            replace(redacted(replace(s, content=b""), words), content=s.content) for s in workspace.sources
        ),
        issues=redacted(workspace.issues, words),
        reconciliations=redacted(workspace.reconciliations, words),
        filters=redacted(workspace.filters, words),
        settings=redacted(workspace.settings, words),
        brief=redacted(workspace.brief, words),
        history=redacted(workspace.history, words),
        recipes=redacted(workspace.recipes, words),
        spellings=tuple(one for one in workspace.spellings if redacted(one, words) == one),
        exported=redacted(workspace.exported, words),
        edits=redacted(workspace.edits, words),
        pseudonyms=redacted(workspace.pseudonyms, words),
    )


def _without_template(workspace: Workspace, words: Words) -> Workspace:
    """The Word template goes as a whole where it names the person: a letterhead cannot be mended here."""
    template = workspace.template
    if template is None:
        return workspace
    text = words_in(template)
    if text is not None and not words.stand_in(f"{template.file}\n{text}"):
        return workspace
    said = say("The Word template named the person and was taken out")
    return replace(workspace, template=None, history=(*workspace.history, said))


def rows_of(workspace: Workspace, places: Iterable[tuple[str, Place]]) -> dict[str, list[int]]:
    """Return the rows at these places, by table, also where a later file has moved them."""
    wanted: dict[str, list[Place]] = {}
    for name, place in places:
        wanted.setdefault(name, []).append(place)
    found = {}
    for name, listed in wanted.items():
        table = workspace.table(name)
        if table is not None:
            standing = positions_by_place(table)
            found[name] = sorted({standing[place] for place in listed if place in standing})
    return found
