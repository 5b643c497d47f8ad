"""Numbers that keep their place in a sentence until it is known how they may be said.

A sentence about a finding is made before small groups are protected. Its counts and shares are therefore not
written into it but held: characters that no text of a person has stand around the plain number, through
translation and through sentences put into sentences, until `filled` puts the words in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: no meaning in any script
_HELD = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")

Values = Sequence[float | str | None]
Filler = Callable[[str, Values], str]


def hold(kind: str, *values: float | str | None) -> str:
    """Return the place of a number of this kind in a sentence."""
    return f"{_OPEN}{json.dumps([kind, *values])}{_CLOSE}"


def holds(text: str) -> bool:
    """Whether a text has places, or marks that look like one."""
    return _OPEN in text or _CLOSE in text


def filled(text: str, filler: Filler) -> str:
    """Return the text with every place filled. Marks that did not come from `hold` are left out."""

    def fill(found: re.Match[str]) -> str:
        try:
            kind, *values = json.loads(found[1])
            return filler(str(kind), values)
        except (ValueError, TypeError):
            return ""

    return _HELD.sub(fill, text).replace(_OPEN, "").replace(_CLOSE, "")


def counts_in(text: str) -> tuple[int, ...]:
    """Return the counts that a text holds."""
    found: list[int] = []

    def note(kind: str, values: Values) -> str:
        if kind == "count" and isinstance(values[0], int):
            found.append(values[0])
        return ""

    filled(text, note)
    return tuple(found)
