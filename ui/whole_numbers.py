"""Whole numbers as the window writes them."""

from __future__ import annotations

from advocacy.wording import say_count
from ui.window_language import number_locale


def whole(number: int) -> str:
    """1283 → "1,283", in the language spoken: as the sentences and charts beside it are written.

    The core has its own (`analysis.numbers`), which loads more than the window may wait for.
    """
    return number_locale().toString(int(number))


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the sentence for one or for many, as the grammar of the language asks: "0 rows", but "0 ligne".

    {count} is filled with the number, other places with the values.
    """
    return say_count(one, many, number, count=whole(number), **values)
