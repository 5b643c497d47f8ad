"""People and cooperatives that two workspaces may both count. Suggested with the reasons, never merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.schema import schemas
from advocacy.wording import say
from advocacy.workspace.place import Place
from advocacy.workspace.places import places_of

_CASES, _COOPERATIVES = "licensing_case", "cooperative"
_PERSON, _NAME = "applicant", "name"
_ALIKE = {_CASES: 88, _COOPERATIVES: 85}  # of 100, rapidfuzz token_sort_ratio
_SHARED = {_CASES: ("date_applied", "district"), _COOPERATIVES: ("district", "region")}
_LICENCE = re.compile(
    r"\b(licen[cs]e|permit|permis|licencia|licenca|leseni)\b.*\b(no|number|numero|n|namba)\b"
)
_SAYS_NOTHING = frozenset(
    ("cooperative", "coop", "co", "op", "society", "ltd", "limited", "group", "miners", "mining", "the", "of")
)
_MOST_COMPARED = 4_000_000  # pairs of names of one place; of more, only the very same names are told


@dataclass(frozen=True)
class LikelySame:
    """Two rows that may be one person or one cooperative. position is that of the row that was added.

    why: what they have in common, in words; score: how alike the names are, 0 to 100.
    """

    table: str
    position: int
    mine: Place
    theirs: Place
    names: tuple[str, str]
    why: tuple[str, ...]
    score: float


def likely_same(table: Table, before: int) -> tuple[LikelySame, ...]:
    """Return the likely pairs of a row before this position with one of the rows added from there on."""
    field = {_CASES: _PERSON, _COOPERATIVES: _NAME}.get(table.name)
    if field is None or field not in table.frame.columns or not 0 < before < len(table):
        return ()
    names = [_name(table.name, text) for text in _words(table.frame[field])]
    found: dict[tuple[int, int], tuple[list[str], float]] = {}
    for shared, values in _columns(table):
        for old, new, score in _together(table.name, names, values, before):
            known, best = found.get((old, new), ([], 0.0))
            found[old, new] = ([*known, shared], max(best, score))
    titles, places = table.frame[field].tolist(), places_of(table)
    pairs = [
        LikelySame(
            table.name,
            new,
            places[old],
            places[new],
            (str(titles[old]), str(titles[new])),
            tuple(dict.fromkeys(why)),
            score,
        )
        for (old, new), (why, score) in found.items()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.why), -pair.score, pair.position)))


def noted(pair: LikelySame, table: Table) -> Issue:
    """The suggestion as a note on the row that was added."""
    is_person = pair.table == _CASES
    field = _PERSON if is_person else _NAME
    column = next((c for c in table.columns if c.name == field and c.source == pair.theirs.source), None)
    shared = ", ".join(pair.why)
    return Issue(
        "same-person" if is_person else "same-cooperative",
        Severity.NOTE,
        say(
            "This may be “{name}” of row {row}: {why}. Both are counted.",
            name=pair.names[0],
            row=pair.mine.row,
            why=shared,
        )
        if is_person
        else say(
            "This may be the cooperative “{name}”: {why}. Both are counted.", name=pair.names[0], why=shared
        ),
        say("If it is the same, remove it from one of the files and import that again."),
        pair.theirs.source,
        pair.theirs.sheet,
        pair.theirs.row,
        column.letter if column else "",
        field,
        pair.names[1],
    )


def _columns(table: Table) -> Iterator[tuple[str, list[str]]]:
    """What two rows can have in common besides the name, in words, with the values."""
    schema = schemas()[table.name]
    for name in _SHARED[table.name]:
        if name in table.frame.columns:
            field = schema.field(name)
            title = field.title() if field else name
            yield say("the same {field}", field=title), _words(table.frame[name])
    for name in table.frame.columns if table.name == _COOPERATIVES else ():
        if _LICENCE.search(plain(str(name))):
            yield say("the same {field}", field=name), _words(table.frame[name])


def _together(
    table: str, names: list[str], values: list[str], before: int
) -> Iterator[tuple[int, int, float]]:
    """Pairs of an old and a new row with a value in common and names alike."""
    groups: dict[str, tuple[list[int], list[int]]] = {}
    for row, value in enumerate(values):
        if value and names[row]:
            groups.setdefault(value, ([], []))[row >= before].append(row)
    for old, new in groups.values():
        if not old or not new:
            continue
        if len(old) * len(new) > _MOST_COMPARED:
            places: dict[str, list[int]] = {}
            for row in old:
                places.setdefault(names[row], []).append(row)
            yield from ((one, row, 100.0) for row in new for one in places.get(names[row], ()))
            continue
        scores = process.cdist(
            [names[row] for row in old],
            [names[row] for row in new],
            scorer=fuzz.token_sort_ratio,
            score_cutoff=_ALIKE[table],
        )
        for i, j in zip(*scores.nonzero(), strict=True):
            yield old[i], new[j], float(scores[i, j])


def _name(table: str, text: str) -> str:
    if table != _COOPERATIVES:
        return text
    telling = [word for word in text.split() if word not in _SAYS_NOTHING]
    return " ".join(telling) or text


def _words(column: pd.Series[Any]) -> list[str]:
    known = {value: plain(str(value)) for value in column.dropna().unique()}
    return [known.get(value, "") for value in column.tolist()]
