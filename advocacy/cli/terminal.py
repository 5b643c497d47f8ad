"""How a command speaks: sentences, progress on one line, faults apart from results."""

from __future__ import annotations

import sys

from advocacy.errors import AdvocacyError
from advocacy.progress import Progress


def terminal_progress(start: float, end: float) -> Progress:
    """Show progress on one line of a terminal, and nothing where the output is a file."""

    def report(share: float, doing: str = "", /) -> None:
        if sys.stderr.isatty():
            percent = round(100 * (start + (end - start) * share))
            print(f"\r{percent:3d} %  {doing:<60.60}", end="", file=sys.stderr, flush=True)

    return report


def tell_end(sentence: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<70}\r", end="", file=sys.stderr, flush=True)
    print(sentence)


def tell_error(error: AdvocacyError) -> None:
    if sys.stderr.isatty():
        print(f"\r{'':<70}\r", end="", file=sys.stderr)
    print(error, file=sys.stderr)
