"""What stands on every page, and in the place of a chart that could not be drawn."""

from __future__ import annotations

from advocacy.brief.document import Brief
from advocacy.wording import say, say_later

EXAMPLE = say_later("EXAMPLE DATA")


def running_head(brief: Brief) -> str:
    """Return what stands on top of every page."""
    return f"{say(EXAMPLE)} – {brief.title}" if brief.example else brief.title


def no_picture() -> str:
    """Return what stands in the place of a chart that could not be drawn."""
    return say("The chart could not be drawn on this machine; the table below has its numbers.")
