"""The range of a number when any one part of the data is left out."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.wording import either, say

_FEWEST, _MOST = 3, 40  # parts to leave out one by one: of two, leaving out one tells the other


def range_without_one(values: Sequence[float | None]) -> tuple[float, float] | None:
    """Return the least and the greatest of the values, each found without one part.

    None where there are too few or too many parts, or where the number is not known without one of them.
    """
    known = [value for value in values if value is not None]
    if not _FEWEST <= len(values) <= _MOST or len(known) < len(values):
        return None
    return min(known), max(known)


def without_any_one(parts: Sequence[str]) -> str:
    """Return the sentence about the range over all these ways of parting, with the place {interval}."""
    what = either(parts)
    return say("Without any one {what} it lies at {interval}.", what=what, interval="{interval}")
