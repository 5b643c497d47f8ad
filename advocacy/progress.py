"""How long work reports back, and how it is stopped."""

from __future__ import annotations

from typing import Protocol

from advocacy.wording import language


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The user has stopped the work. Raised by `Progress`, never shown as a fault."""


class Progress(Protocol):
    """Called by long work with the share done (0 to 1) and what it is doing now.

    Raises Cancelled when the user has stopped the work.
    """

    def __call__(self, share: float, doing: str = "", /) -> None: ...


def silent(share: float, doing: str = "", /) -> None:
    """Report to nobody."""


def wordless(progress: Progress) -> Progress:
    """Return a progress that tells the share alone: its words are in a language the reader did not choose."""

    def report(share: float, doing: str = "", /) -> None:
        progress(share)

    return report


def told_in(progress: Progress, spoken: str) -> Progress:
    """Return a progress whose words are told only where they are in the language spoken now."""
    return progress if spoken == language() else wordless(progress)


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is the stretch from start to end of another."""

    def report(share: float, doing: str = "", /) -> None:
        progress(start + (end - start) * share, doing)

    return report
