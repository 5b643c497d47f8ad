"""Texts of a file and where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

APART = "\n\0\n"  # between texts; nothing that is looked for goes across it


class Piece(NamedTuple):
    """place: in words, for the user. text: one, or several with `APART` between them.

    is_prose: a reader sees or hears it; else names of styles, of fonts.
    """

    place: str
    text: str
    is_prose: bool = True


def together(place: str, texts: Iterable[str], is_prose: bool = True) -> Iterator[Piece]:
    """Yield texts of one place as one piece; nothing where there is none."""
    if text := APART.join(texts):
        yield Piece(place, text, is_prose)
