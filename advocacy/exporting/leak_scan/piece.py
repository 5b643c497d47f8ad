"""A text of a file and where in the file it stands."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """place: in words, for the user. is_prose: a reader sees or hears it; else names of styles, of fonts."""

    place: str
    text: str
    is_prose: bool = True
