"""The venues a brief can be written for, each a file of rules in resources/venues."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from advocacy.resources import RESOURCES
from advocacy.workspace import PartKind, Shows

GENERAL = "general"


@dataclass(frozen=True)
class Advice:
    """What a venue asks for, in words, and who says so."""

    text: str
    source: str


@dataclass(frozen=True)
class Venue:
    """The rules of one venue; None and () where it has none. Name, document and advice are English msgids.

    document: what stands above the title. outline: the parts in their order; FINDING stands for all findings.
    most_findings: how many are in a new brief, and what is shown of each. required: fields of the plan that
    must be filled. file_types: suffixes it takes.
    """

    code: str
    name: str
    document: str
    outline: tuple[PartKind, ...]
    most_findings: int | None
    is_numbered: bool
    shows: tuple[Shows, ...]
    required: tuple[str, ...]
    most_words: int | None
    most_pages: int | None
    most_pictures: int | None
    most_megabytes: int | None
    file_types: tuple[str, ...]
    must_be_unpublished: bool
    advice: tuple[Advice, ...]

    @property
    def is_one_page(self) -> bool:
        """Whether there is room for the most needed only."""
        return self.most_pages == 1


@cache
def venues() -> Mapping[str, Venue]:
    """Return every venue by its code, the general one first."""
    found = [_venue(path) for path in sorted((RESOURCES / "venues").glob("*.json"))]
    found.sort(key=lambda venue: venue.code != GENERAL)
    return MappingProxyType({venue.code: venue for venue in found})


def venue(code: str) -> Venue:
    """Return the venue of this code; the general one where there is none (any more)."""
    return venues().get(code) or venues()[GENERAL]


def _venue(path: Path) -> Venue:
    content = json.loads(path.read_text("utf-8"))
    return Venue(
        **{
            **content,
            "outline": tuple(PartKind(kind) for kind in content["outline"]),
            "shows": tuple(Shows(one) for one in content["shows"]),
            "required": tuple(content["required"]),
            "file_types": tuple(content["file_types"]),
            "advice": tuple(Advice(**one) for one in content["advice"]),
        }
    )
