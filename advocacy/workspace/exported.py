"""What an earlier brief has told the world, as far as a later one could be set off against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advocacy.workspace.place import Place


@dataclass(frozen=True)
class Exported:
    """The counts of one brief that left the program. counts: finding, group, what is counted, how many.

    rows: the rows it counted, by file (SHA-256), sheet and row numbers "2-341 343": places, never names.
    claims: every number it printed, by the key of the claim. files: every file of the workspace (SHA-256).
    last_edit: when the last value before it was changed by hand, "" where none was. terms: what else decides
    the numbers, by name (brief/terms.py). All these are empty for briefs of an older program.
    """

    when: str  # ISO 8601 day
    name: str  # file names
    counts: tuple[tuple[str, str, str, int], ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    last_edit: str = ""
    terms: tuple[tuple[str, str], ...] = ()

    def used(self, place: Place) -> bool:
        """Whether the brief counted this row."""
        return any(
            source == place.source and sheet == place.sheet and _within(place.row, spans)
            for source, sheet, spans in self.rows
        )


def rows_told(places: Iterable[Place]) -> tuple[tuple[str, str, str], ...]:
    """Return the places as an Exported keeps them."""
    rows: dict[tuple[str, str], set[int]] = {}
    for place in places:
        rows.setdefault((place.source, place.sheet), set()).add(place.row)
    return tuple((source, sheet, _spans(sorted(rows[source, sheet]))) for source, sheet in sorted(rows))


def _spans(rows: list[int]) -> str:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _within(row: int, spans: str) -> bool:
    for span in spans.split():
        first, _, last = span.partition("-")
        if int(first) <= row <= int(last or first):
            return True
    return False
