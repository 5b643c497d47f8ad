"""Which cells of a table were edited and which have an issue, by their position in the frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress, silent
from advocacy.retelling import retold
from advocacy.workspace import Workspace
from advocacy.workspace.place import Place

_WEIGHT = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}


@dataclass(frozen=True)
class PlacedIssue:
    """An issue and the row it stands in; field "" where it concerns the whole row."""

    issue: Issue
    position: int


@dataclass(frozen=True)
class Marks:
    """What is marked. Both are by field, then position."""

    edited: Mapping[str, frozenset[int]] = field(default_factory=dict)
    faulty: Mapping[str, Mapping[int, Severity]] = field(default_factory=dict)
    issues: tuple[PlacedIssue, ...] = ()


def marks_of(workspace: Workspace, table: Table, progress: Progress = silent) -> Marks:
    """Return the marks of a table, its issues by row and severest first, in the language spoken."""
    edits = [edit for edit in workspace.edits if edit.table == table.name and edit.holds]
    shas: dict[str, list[str]] = {}
    for source in workspace.sources:
        shas.setdefault(source.name, []).append(source.sha256)
    wanted = {edit.place for edit in edits}
    placed: list[tuple[Issue, Place]] = []
    for issue in workspace.issues:
        if issue.row is not None:
            for sha in shas.get(issue.source, (issue.source,)):
                placed.append((issue, Place(sha, issue.sheet, issue.row)))
    wanted |= {place for _, place in placed}
    progress(0.2)
    standing = _positions(table, wanted)
    edited: dict[str, set[int]] = {}
    for edit in edits:
        if edit.place in standing:
            edited.setdefault(edit.field, set()).add(standing[edit.place])
    faulty: dict[str, dict[int, Severity]] = {}
    issues = []
    for issue, place in placed:
        position = standing.get(place)
        if position is None:
            continue
        issues.append((issue, position))
        cells = faulty.setdefault(issue.field, {})
        if position not in cells or _WEIGHT[issue.severity] > _WEIGHT[cells[position]]:
            cells[position] = issue.severity
    issues.sort(key=lambda one: (-_WEIGHT[one[0].severity], one[1]))
    told = zip(retold(issue for issue, _ in issues), issues, strict=True)
    placed_now = tuple(PlacedIssue(issue, position) for issue, (_, position) in told)
    return Marks({name: frozenset(found) for name, found in edited.items()}, faulty, placed_now)


def _positions(table: Table, places: Iterable[Place]) -> dict[Place, int]:
    """The position of each of these places, without a look at every other row."""
    from advocacy.workspace.places import ALSO, former_places

    wanted = set(places)
    if not wanted or not len(table):
        return {}
    origin = table.origin
    near = origin["row"].isin({place.row for place in wanted})
    near &= origin["source"].isin({place.source for place in wanted})
    found: dict[Place, int] = {}
    if ALSO in origin.columns:
        for position in origin.index[origin[ALSO].notna()].tolist():
            for former in former_places(table, position):
                if former.place in wanted:
                    found[former.place] = position
    some = origin[near]
    columns = (some.index.tolist(), some["source"].tolist(), some["sheet"].tolist(), some["row"].tolist())
    for position, source, sheet, row in zip(*columns, strict=True):
        place = Place(str(source), str(sheet), int(row))
        if place in wanted:
            found[place] = int(position)
    return found
