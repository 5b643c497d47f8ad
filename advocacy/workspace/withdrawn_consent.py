"""Consent taken back: by a later file, and what is still kept of such rows when the retention is over.

The rows leave every finding at once. That it can be undone needs the earlier steps, and that the rest of a
file can be checked needs its bytes; both hold the person. After `CONSENT_DAYS` they go, as in an erasure.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.wording import say
from advocacy.workspace.erased import CONSENT_DAYS, CONSENT_WITHDRAWN, Erased
from advocacy.workspace.erasure import with_consent_withdrawn
from advocacy.workspace.kept_out import marks
from advocacy.workspace.matching import identity, keys_of
from advocacy.workspace.place import Place
from advocacy.workspace.places import places_of
from advocacy.workspace.workspace import Workspace


def with_consent_taken_back(
    workspace: Workspace, gone: Table, at: str
) -> tuple[Workspace, tuple[Issue, ...]]:
    """Return the workspace without the people of these rows, each removal told, and the record of it.

    gone: rows of an arriving file that say that consent is withdrawn. A row here under the same number that
    is somebody else stays, and the number bars nobody then. at: ISO 8601, UTC, the time of the import.
    """
    here = workspace.table(gone.name)
    matches, strangers = _matches(here, gone) if here is not None else ([], set())
    if matches:
        workspace = with_consent_withdrawn(workspace, gone.name, [old for _, old in matches], at=at)
        *former, record = workspace.erased
    else:
        former, record = list(workspace.erased), Erased(at, CONSENT_WITHDRAWN, (), secrets.token_hex(16))
    places = places_of(gone)
    known = marks(gone, [row for row in range(len(gone)) if row not in strangers], record.salt)
    record = replace(
        record,
        rows=tuple(dict.fromkeys((*record.rows, *((gone.name, place) for place in places)))),
        marks=tuple(dict.fromkeys((*record.marks, *known))),
    )
    told = tuple(
        Issue(
            "consent-withdrawn",
            Severity.NOTE,
            say("The person has withdrawn consent; the row imported before was removed."),
            say(
                "Briefs made before may still count it. The files it stands in keep it for {days} days.",
                days=CONSENT_DAYS,
            ),
            places[new].source,
            places[new].sheet,
            places[new].row,
        )
        for new in dict.fromkeys(new for new, _ in matches)
    )
    return replace(workspace, erased=(*former, record)), told


def seen_again(records: tuple[Erased, ...], table: Table, barred: Mapping[int, Erased]) -> tuple[Erased, ...]:
    """Return the records with the places of rows that an arriving file still lists: it holds them as well.

    Only while the file is kept, so not after an erasure or the retention.
    barred: rows of the arriving table that are kept out, each with the record that says so.
    """
    places = places_of(table) if barred else []
    more: dict[Erased, list[tuple[str, Place]]] = {}
    for row, one in barred.items():
        if one.kind != CONSENT_WITHDRAWN or one.removed_at:
            continue
        more.setdefault(one, []).append((table.name, places[row]))
    return tuple(
        replace(one, rows=tuple(dict.fromkeys((*one.rows, *more[one])))) if one in more else one
        for one in records
    )


def after_retention(workspace: Workspace, now: datetime) -> Workspace:
    """Return the workspace with nothing left of rows whose consent was withdrawn `CONSENT_DAYS` ago.

    The same workspace where nothing is due. The contents of the files that held the rows are let go as a
    whole, as in an erasure, and remarks about their cells go.
    """
    due = [one for one in workspace.erased if not one.removed_at and one.is_past_retention(now)]
    if not due:
        return workspace
    at = now.isoformat(timespec="seconds")
    places = {place for one in due for _, place in one.rows}
    held = {place.source for place in places}
    names = {source.sha256: source.name for source in workspace.sources}
    cells = {(names.get(place.source, place.source), place.sheet, place.row) for place in places}
    return replace(
        workspace,
        sources=tuple(
            replace(one, content=b"", erased_at=one.erased_at or at) if one.sha256 in held else one
            for one in workspace.sources
        ),
        issues=tuple(one for one in workspace.issues if (one.source, one.sheet, one.row) not in cells),
        erased=tuple(
            replace(one, removed_at=at, sources=_sources_of(one, names)) if one in due else one
            for one in workspace.erased
        ),
    )


def _sources_of(record: Erased, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(sha256 for sha256 in names if any(place.source == sha256 for _, place in record.rows))


def _matches(here: Table, gone: Table) -> tuple[list[tuple[int, int]], set[int]]:
    """Arriving and standing rows of one person; arriving rows whose number somebody else has here."""
    standing: dict[str, list[int]] = {}
    for row, key in enumerate(keys_of(here, gone.key)):
        standing.setdefault(key, []).append(row)
    pairs = [
        (new, old) for new, key in enumerate(keys_of(gone, gone.key)) if key for old in standing.get(key, ())
    ]
    agree, differ = identity(here, [old for _, old in pairs], gone, [new for new, _ in pairs])
    is_other = dict(zip(pairs, differ > agree, strict=True))
    return [pair for pair in pairs if not is_other[pair]], {new for (new, _), no in is_other.items() if no}
