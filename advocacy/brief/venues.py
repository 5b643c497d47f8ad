"""The venues a brief can be written for, each a file of rules in resources/venues."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from advocacy.resources import RESOURCES
from advocacy.workspace import PartKind

GENERAL = "general"


@dataclass(frozen=True)
class Venue:
    """The rules of one venue.

    document: what stands above the title, "" for nothing. outline: the parts in their order; FINDING stands
    for all findings. most_findings: how many are in a new brief; None for all. is_numbered: whether
    paragraphs are numbered. required: fields of the plan that must be filled.
    """

    code: str
    name: str
    document: str
    outline: tuple[PartKind, ...]
    most_findings: int | None
    is_numbered: bool
    required: tuple[str, ...]


@cache
def venues() -> Mapping[str, Venue]:
    """Return every venue by its code, the general one first."""
    found = [
        _venue(json.loads(path.read_text("utf-8"))) for path in sorted((RESOURCES / "venues").glob("*.json"))
    ]
    found.sort(key=lambda venue: venue.code != GENERAL)
    return MappingProxyType({venue.code: venue for venue in found})


def venue(code: str) -> Venue:
    """Return the venue of this code; the general one where there is none (any more)."""
    return venues().get(code) or venues()[GENERAL]


def _venue(content: Mapping[str, object]) -> Venue:
    kinds = content["outline"]
    required = content["required"]
    most = content["most_findings"]
    assert isinstance(kinds, list) and isinstance(required, list) and (most is None or isinstance(most, int))
    return Venue(
        str(content["code"]),
        str(content["name"]),
        str(content["document"]),
        tuple(PartKind(kind) for kind in kinds),
        most,
        bool(content["is_numbered"]),
        tuple(str(one) for one in required),
    )
