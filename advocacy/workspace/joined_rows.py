"""The rows of one table of two workspaces put together: matched, completed, added, conflicts decided."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.importing.table import Table
from advocacy.issue import Issue
from advocacy.workspace.edit import Edit
from advocacy.workspace.matching import keys_of, matched_rows, values_of
from advocacy.workspace.place import Former, Place
from advocacy.workspace.places import (
    former_places,
    places_of,
    positions_by_place,
    with_former,
    without_fields,
)
from advocacy.workspace.provenance import Cells, Provenance, edit_step
from advocacy.workspace.stacking import aligned, chosen_rows, stacked
from advocacy.workspace.workspace import Workspace

MINE, THEIRS = "mine", "theirs"
_MOST_FORMER = 40  # places of one row; a row in more files than these needs no longer list


@dataclass(frozen=True)
class Conflict:
    """One field of one row that the two workspaces tell differently; taken is "mine" or "theirs".

    Where a side was changed by hand, its only step says so. code names the conflict: the same for the same
    two cells, so that a choice can be kept while a dialog is open.
    """

    code: str
    table: str
    key: tuple[str, ...]
    field: str
    mine: Provenance
    theirs: Provenance
    taken: str


@dataclass(frozen=True)
class JoinedRows:
    """One table of both. before: how many rows are of the first; those after them were added.

    moved: by source and sheet how many rows of the other are here already, unchanged and changed. lost:
    table, place and field of cells whose edit does not count any more, and whether it was one of the first.
    """

    table: Table
    before: int
    added: int = 0
    same: int = 0
    completed: int = 0
    differing: int = 0
    conflicts: tuple[Conflict, ...] = ()
    issues: tuple[Issue, ...] = ()
    moved: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    lost: frozenset[tuple[str, Place, str, bool]] = frozenset()


def join_rows(
    one: Workspace, other: Workspace, arriving: Table, choose: str, chosen: Mapping[str, str]
) -> JoinedRows:
    """Put a table of the other workspace together with that of the first."""
    here = one.table(arriving.name)
    if here is None:
        return JoinedRows(arriving, 0, len(arriving))
    mine, theirs = aligned(here, arriving)
    pairs, issues = _pairs(mine, theirs)
    both = _Both(one, other, mine, theirs, pairs)
    differing, gaps = both.compared()
    conflicts = both.conflicts(differing, choose, chosen)
    taken = {(c.mine_row, c.conflict.field) for c in conflicts if c.conflict.taken == THEIRS}
    for row, name in gaps:
        if row not in differing:
            taken.add((row, name))
    table = both.overlaid(taken)
    new = [row for row in range(len(theirs)) if row not in pairs]
    whole = stacked(table, chosen_rows(theirs, new)) if new else table
    completed = {row for row, _ in gaps} | both.thinner
    completed -= set(differing)
    return JoinedRows(
        whole,
        len(table),
        len(new),
        len(pairs) - len(completed) - len(differing),
        len(completed),
        len(differing),
        tuple(c.conflict for c in conflicts),
        issues,
        both.moved(completed | set(differing)),
        both.lost(conflicts),
    )


def _pairs(mine: Table, theirs: Table) -> tuple[dict[int, int], tuple[Issue, ...]]:
    """Which row of theirs is which of mine: by the place in a file, then by key, each at most once."""
    pairs = _by_place(mine, theirs)
    used = set(pairs.values())
    rest_theirs = [row for row in range(len(theirs)) if row not in pairs]
    rest_mine = [row for row in range(len(mine)) if row not in used]
    if not rest_theirs or not rest_mine:
        return pairs, ()
    older, newer = chosen_rows(mine, rest_mine), chosen_rows(theirs, rest_theirs)
    if theirs.key:
        found, issues = matched_rows(older, newer)
    else:
        found, issues = _alike(older, newer), ()
    pairs.update({rest_theirs[new]: rest_mine[old] for new, old in found.items()})
    return pairs, issues


def _by_place(mine: Table, theirs: Table) -> dict[int, int]:
    """Rows of one place. Where a row stands now tells more than where it stood before.

    A row that may be either of two is decided by the places themselves, not by whose workspace comes first.
    """
    now, others = places_of(mine), places_of(theirs)
    here = {place: row for row, place in enumerate(now)}
    there = {place: row for row, place in enumerate(others)}
    all_here, all_there = positions_by_place(mine), positions_by_place(theirs)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for known in (((there, here),), ((there, all_here), (all_there, here)), ((all_there, all_here),)):
        found = {(row, one[place]) for rows, one in known for place, row in rows.items() if place in one}
        for row, match in sorted(found, key=lambda pair: sorted((others[pair[0]], now[pair[1]]))):
            if row not in pairs and match not in used:
                pairs[row] = match
                used.add(match)
    return pairs


def _alike(older: Table, newer: Table) -> dict[int, int]:
    """Rows without a key that say the very same in every field. Two people may answer alike, and stay two."""
    if newer.name.startswith("survey"):
        return {}
    names = sorted({*map(str, older.frame.columns), *map(str, newer.frame.columns)})
    texts = [_texts(table, names) for table in (older, newer)]
    waiting: dict[str, list[int]] = {}
    for row, text in enumerate(texts[0]):
        waiting.setdefault(text, []).append(row)
    return {row: waiting[text].pop(0) for row, text in enumerate(texts[1]) if waiting.get(text)}


def _texts(table: Table, names: list[str]) -> list[str]:
    columns = [
        [repr(value) for value in values_of(table.frame[name])]
        if name in table.frame.columns
        else ["None"] * len(table)
        for name in names
    ]
    return ["\x1f".join(row) for row in zip(*columns, strict=True)]


@dataclass(frozen=True)
class _Decided:
    conflict: Conflict
    mine_row: int
    theirs_row: int


class _Both:
    """Two aligned tables and which rows of them are the same."""

    def __init__(
        self, one: Workspace, other: Workspace, mine: Table, theirs: Table, pairs: Mapping[int, int]
    ) -> None:
        self.one, self.other, self.mine, self.theirs = one, other, mine, theirs
        self.pairs = dict(pairs)
        self.theirs_of = {row: new for new, row in pairs.items()}
        self.thinner: set[int] = set()  # rows of mine that say more than theirs and contradict them nowhere
        self._new, self._old = list(pairs), list(pairs.values())
        self._edited = {
            True: _latest(one.edits, mine),
            False: _latest(other.edits, theirs),
        }

    def compared(self) -> tuple[dict[int, list[str]], list[tuple[int, str]]]:
        """By row of mine all that differs where it contradicts theirs; and the gaps of the others."""
        against: dict[int, list[str]] = {}
        apart: dict[int, list[str]] = {}
        gaps: list[tuple[int, str]] = []
        for name in dict.fromkeys([*map(str, self.mine.frame.columns), *map(str, self.theirs.frame.columns)]):
            ours = self._values(self.mine, name, self._old)
            others = self._values(self.theirs, name, self._new)
            for number in np.flatnonzero(_unlike(ours, others)).tolist():
                row, new = self._old[number], self._new[number]
                apart.setdefault(row, []).append(name)
                if ours[number] is None and (row, name) not in self._edited[True]:
                    gaps.append((row, name))
                elif others[number] is None and (new, name) not in self._edited[False]:
                    self.thinner.add(row)
                else:
                    against.setdefault(row, []).append(name)
        return {row: apart[row] for row in against}, gaps

    def conflicts(
        self, differing: Mapping[int, list[str]], choose: str, chosen: Mapping[str, str]
    ) -> list[_Decided]:
        """Every field of these rows, decided."""
        ours = Cells(replace(self.one, tables=(self.mine,)), self.mine)
        others = Cells(replace(self.other, tables=(self.theirs,)), self.theirs)
        keys = keys_of(self.mine, self.mine.key)
        found = []
        for row in sorted(differing):
            new = self.theirs_of[row]
            for name in differing[row]:
                mine = _with_edit(ours.told(row, name), self._edited[True].get((row, name)))
                theirs = _with_edit(others.told(new, name), self._edited[False].get((new, name)))
                code = _code(mine, theirs)
                taken = chosen.get(code) or choose
                if taken not in (MINE, THEIRS):
                    later = self._when(False, new, name, theirs) > self._when(True, row, name, mine)
                    taken = THEIRS if later else MINE
                key = tuple(keys[row].split("\x1f")) if keys[row] else ()
                conflict = Conflict(code, self.mine.name, key, name, mine, theirs, taken)
                found.append(_Decided(conflict, row, new))
        return found

    def overlaid(self, taken: set[tuple[int, str]]) -> Table:
        """Mine with these cells of theirs, every row knowing the places of both."""
        by_field: dict[str, list[int]] = {}
        for row, name in taken:
            by_field.setdefault(name, []).append(row)
        frame, raw = dict(self.mine.frame.items()), dict(self.mine.raw.items())
        for name in [*self.theirs.frame.columns.difference(self.mine.frame.columns)]:
            frame[name] = _empty(self.theirs.frame[name], len(self.mine))
            raw[name] = _empty(self.theirs.raw[name], len(self.mine))
        for name, rows in by_field.items():
            news = [self.theirs_of[row] for row in rows]
            for part, held in (("frame", frame), ("raw", raw)):
                column = held[name].copy()
                column.iloc[rows] = getattr(self.theirs, part)[name].iloc[news].array
                held[name] = column
        columns = tuple(dict.fromkeys((*self.mine.columns, *self.theirs.columns)))
        table = replace(
            self.mine,
            frame=pd.DataFrame(frame, index=self.mine.frame.index),
            raw=pd.DataFrame(raw, index=self.mine.raw.index),
            columns=columns,
            questionnaire=self.mine.questionnaire or self.theirs.questionnaire,
            key=self.mine.key or self.theirs.key,
        )
        return with_former(table, self._former(taken))

    def moved(self, changed: set[int]) -> dict[tuple[str, str], tuple[int, int]]:
        """By source and sheet of theirs how many rows are here unchanged, and changed by this."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        places = places_of(self.theirs)
        for new, row in self.pairs.items():
            at = (places[new].source, places[new].sheet)
            same, other = found.get(at, (0, 0))
            found[at] = (same, other + 1) if row in changed else (same + 1, other)
        return found

    def lost(self, conflicts: list[_Decided]) -> frozenset[tuple[str, Place, str, bool]]:
        """The edits that do not count: of a cell whose other value was taken."""
        found = set()
        for one in conflicts:
            is_mine = one.conflict.taken == THEIRS
            row = one.mine_row if is_mine else one.theirs_row
            edit = self._edited[is_mine].get((row, one.conflict.field))
            if edit is not None:
                found.add((edit.table, edit.place, edit.field, is_mine))
        return frozenset(found)

    def _values(self, table: Table, name: str, rows: list[int]) -> NDArray[np.object_]:
        if name not in table.frame.columns:
            return np.full(len(rows), None, dtype=object)
        return values_of(table.frame[name].iloc[rows])

    def _when(self, is_mine: bool, row: int, name: str, told: Provenance) -> tuple[str, bool]:
        """When a value was put there; of the same second a change by hand is the later one."""
        edit = self._edited[is_mine].get((row, name))
        return (max(edit.at, told.imported_at), True) if edit else (told.imported_at, False)

    def _former(self, taken: set[tuple[int, str]]) -> dict[int, list[Former]]:
        by_row: dict[int, list[str]] = {}
        for row, name in taken:
            by_row.setdefault(row, []).append(name)
        found = {}
        ours, others = places_of(self.mine), places_of(self.theirs)
        for new, row in self.pairs.items():
            place, own = others[new], ours[row]
            names = sorted(by_row.get(row, ()))
            theirs = former_places(self.theirs, new)
            if not names and place == own and not theirs:
                continue
            elsewhere = {name for one in theirs for name in one.fields}
            told = [Former(place, tuple(name for name in names if name not in elsewhere))]
            told += [Former(one.place, tuple(name for name in names if name in one.fields)) for one in theirs]
            united: dict[Place, tuple[str, ...]] = {}
            for one in (*without_fields(former_places(self.mine, row), names), *told):
                united[one.place] = tuple(dict.fromkeys((*united.get(one.place, ()), *one.fields)))
            united = {at: names_ for at, names_ in united.items() if at != own}
            found[row] = [Former(at, names_) for at, names_ in list(united.items())[:_MOST_FORMER]]
        return {row: former for row, former in found.items() if former}


def _latest(edits: tuple[Edit, ...], table: Table) -> dict[tuple[int, str], Edit]:
    """The edit that holds for each cell that has one."""
    wanted = [edit for edit in edits if edit.holds and edit.table == table.name]
    standing = positions_by_place(table) if wanted else {}
    return {(standing[edit.place], edit.field): edit for edit in wanted if edit.place in standing}


def _unlike(mine: NDArray[np.object_], theirs: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.array([one != other for one, other in zip(mine, theirs, strict=True)], dtype=bool)


def _empty(column: pd.Series[Any], rows: int) -> pd.Series[Any]:
    return pd.Series(pd.NA, range(rows), dtype=column.dtype)


def _with_edit(told: Provenance, edit: Edit | None) -> Provenance:
    return replace(told, steps=(edit_step(edit),)) if edit else told


def _code(mine: Provenance, theirs: Provenance) -> str:
    told = [(one.table, one.sha256, one.sheet, one.row, one.field) for one in (mine, theirs)]
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]
