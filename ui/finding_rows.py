"""The rows of a finding that are looked at, by table."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.importing.table import Table
from ui.models.arrangement import Arrangement


class FindingRows:
    """How those rows are ordered and filtered, and in which words they are told."""

    def __init__(self) -> None:
        self._arranged: dict[str, Arrangement] = {}
        self._words: dict[str, str] = {}

    def show(self, table: Table, positions: Sequence[int], words: str) -> None:
        """Look only at these rows of a table, positions in its frame; words say whose rows they are."""
        inside = tuple(sorted({int(position) for position in positions if 0 <= position < len(table)}))
        self._arranged[table.name] = Arrangement(only=inside)
        self._words[table.name] = words

    def of(self, table: str) -> Arrangement | None:
        """Return how they are arranged; None where all rows of the table are looked at."""
        return self._arranged.get(table)

    def words(self, table: str) -> str:
        """Return whose rows they are."""
        return self._words.get(table, "")

    def arrange(self, table: str, how: Arrangement) -> bool:
        """Arrange them so, or leave them where the arrangement is of all rows; return whether they stay."""
        if how.only is None:
            self._arranged.pop(table, None)
            return False
        self._arranged[table] = how
        return True

    def say_no_more(self, table: str) -> None:
        """Forget the words."""
        self._words.pop(table, None)

    def drop_stale(self, before: Table, now: Table) -> None:
        """Positions of a finding mean nothing once rows have come, gone or moved."""
        if now.name not in self._arranged or before.origin is now.origin or before.origin.equals(now.origin):
            return
        self._words.pop(now.name, None)
        self._arranged.pop(now.name, None)
