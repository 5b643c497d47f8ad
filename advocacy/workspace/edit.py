"""One value the user has put in place of what a file says. The cell of the file stays as it was."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.workspace.place import Place


@dataclass(frozen=True)
class Edit:
    """One edited cell.

    place is where the row stood when it was edited; key is its key as the file writes it, by which the same
    row is known in a later file (empty where nothing identifies a row). cell is the raw text at that moment,
    before the typed value it had given, both "" where empty; after is what the user typed, "" to empty it.
    overtaken_by names what put another value in its place since: the SHA-256 of a later file, or "merge".
    """

    table: str
    place: Place
    key: tuple[str, ...]
    field: str
    cell: str
    before: str
    after: str
    who: str
    at: str  # ISO 8601, UTC, seconds
    reason: str = ""
    overtaken_by: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value stands in the table now, as far as files and merges go."""
        return not self.overtaken_by
