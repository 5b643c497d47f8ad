"""What an earlier brief has told the world, as far as a later one could be set off against it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exported:
    """The counts of one brief that left the program. counts: finding, group, what is counted, how many."""

    when: str  # ISO 8601 day
    name: str  # file names
    counts: tuple[tuple[str, str, str, int], ...] = ()
