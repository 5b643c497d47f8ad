"""Whether the files of a brief are small enough for the venue that is to take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from advocacy.brief.venues import venue
from advocacy.wording import say

_MEGABYTE = 1_000_000  # the smaller of the two in use: what fits by it fits by the other


def too_large(paths: Sequence[Path], venue_code: str) -> Iterator[str]:
    """Yield a sentence for each file that is larger than the venue takes; only of the kinds it takes."""
    rules = venue(venue_code)
    if rules.most_megabytes is None:
        return
    for path in paths:
        size = path.stat().st_size / _MEGABYTE
        if size > rules.most_megabytes and (not rules.file_types or path.suffix in rules.file_types):
            yield say(
                "“{name}” has {size} MB; the venue takes no more than {most} MB. Show fewer charts.",
                name=path.name,
                size=ceil(size),
                most=rules.most_megabytes,
            )
