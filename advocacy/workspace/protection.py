"""How a brief keeps few people from being recognised."""

from __future__ import annotations

from enum import StrEnum


class Protection(StrEnum):
    """What is done about groups of few people.

    SUPPRESS hides them, and whatever they could be worked out from. ROUND shows every group, each count as
    the nearest multiple of 5: less is lost in small registers, and two editions cannot be subtracted.
    """

    SUPPRESS = "suppress"
    ROUND = "round"
