"""The user's own Word document that the brief is written into, kept with the brief it is for."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class WordTemplate:
    """file: name of the file it came from. content: what of it may be used, as a Word file.

    places: what it asks for in its text, by name, as in "{{ title }}".
    """

    file: str
    content: bytes = field(repr=False)
    places: tuple[str, ...] = ()
