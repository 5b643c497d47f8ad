"""The lines of the cover block, the same in every format."""

from __future__ import annotations

from advocacy.analysis import numbers
from advocacy.brief.document import Brief
from advocacy.wording import say

EXAMPLE = "EXAMPLE DATA"


def cover_lines(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return label and text of every line that has a text."""
    lines = (
        (say("To"), brief.addressee),
        (say("Submitted by"), brief.submitted_by),
        (say("Data as of"), numbers.day(brief.data_date) if brief.data_date else ""),
    )
    return tuple(line for line in lines if line[1])


def running_head(brief: Brief) -> str:
    """Return what stands on top of every page."""
    return f"{say(EXAMPLE)} – {brief.title}" if brief.example else brief.title


def no_picture() -> str:
    """Return what stands in the place of a chart that could not be drawn."""
    return say("The chart could not be drawn on this machine; the table below has its numbers.")
