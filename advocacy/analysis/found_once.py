"""What depends only on a value that never changes is found once and kept as long as the value lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from advocacy.wording import language

V = TypeVar("V")
P = ParamSpec("P")
R = TypeVar("R")


def found_once(compute: Callable[Concatenate[V, P], R]) -> Callable[Concatenate[V, P], R]:
    """Keep what a function finds about its first argument, a table mostly, by its further arguments."""
    found: WeakKeyDictionary[V, dict[object, R]] = WeakKeyDictionary()

    @wraps(compute)
    def kept(value: V, /, *args: P.args, **named: P.kwargs) -> R:
        of_value = found.setdefault(value, {})
        asked = (language(), args, tuple(sorted(named.items())))  # labels of groups are in words
        if asked not in of_value:
            of_value[asked] = compute(value, *args, **named)
        return of_value[asked]

    return kept
