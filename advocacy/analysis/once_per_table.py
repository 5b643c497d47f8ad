"""What depends on a table alone is found once: a table never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from advocacy.importing.table import Table

P = ParamSpec("P")
R = TypeVar("R")


def once_per_table(compute: Callable[Concatenate[Table, P], R]) -> Callable[Concatenate[Table, P], R]:
    """Keep what a function finds about a table, by its further arguments, as long as the table lives."""
    found: WeakKeyDictionary[Table, dict[object, R]] = WeakKeyDictionary()

    @wraps(compute)
    def kept(table: Table, /, *args: P.args, **named: P.kwargs) -> R:
        of_table = found.setdefault(table, {})
        asked = (args, tuple(sorted(named.items())))
        if asked not in of_table:
            of_table[asked] = compute(table, *args, **named)
        return of_table[asked]

    return kept
