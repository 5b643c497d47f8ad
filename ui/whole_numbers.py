"""Whole numbers as the window writes them."""

from __future__ import annotations

from ui.window_language import number_locale


def whole(number: int) -> str:
    """1283 → "1,283", in the language spoken: as the sentences and charts beside it are written.

    The core has its own (`analysis.numbers`), which loads more than the window may wait for.
    """
    return number_locale().toString(int(number))
