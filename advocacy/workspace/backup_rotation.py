"""Which backups stay: the 10 newest, and the last of each of 7 days, 4 weeks and 6 months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Final

NEWEST: Final = 10
_SPANS: Final[tuple[tuple[int, Callable[[datetime], Hashable]], ...]] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (6, lambda at: (at.year, at.month)),
)


def kept(times: Iterable[datetime]) -> frozenset[datetime]:
    """Return the times of the backups that stay.

    Days, weeks and months without a backup do not count: who works once a month keeps half a year all the
    same.
    """
    newest_first = sorted(set(times), reverse=True)
    stay = set(newest_first[:NEWEST])
    for count, span_of in _SPANS:
        last_of: dict[Hashable, datetime] = {}
        for at in newest_first:
            last_of.setdefault(span_of(at), at)
        stay.update(list(last_of.values())[:count])
    return frozenset(stay)
