"""What stands behind an option, read or refused in words."""

from __future__ import annotations

import argparse
from datetime import date

from advocacy.wording import say

_LEAST_GROUP = 3  # of two, each knows the other


def day(text: str) -> date:
    """Read a day as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(say("write the day as YYYY-MM-DD, e.g. 2024-03-31")) from None


def days(text: str) -> int:
    """Read a number of days, one or more."""
    return _whole(text, say("give a number of days, e.g. 90"))


def people(text: str) -> int:
    """Read a number of people, one or more."""
    return _whole(text, say("give a number of people, e.g. 250"))


def place_in_list(text: str) -> int:
    """Read a place in a list, which begins with 1."""
    return _whole(text, say("give a number of the list, e.g. 2"))


def smallest_group(text: str) -> int:
    """Read how few people are still shown."""
    return _whole(
        text, say("give a number of people from {least} on, e.g. 5", least=_LEAST_GROUP), _LEAST_GROUP
    )


def amount(text: str) -> float:
    """Read a number, nought included."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(say("give a number, e.g. 12.50"))
    return number


def more_than_nothing(text: str) -> float:
    """Read a number above nought."""
    number = amount(text)
    if not number:
        raise argparse.ArgumentTypeError(say("give a number above nothing, e.g. 8"))
    return number


def _whole(text: str, advice: str, least: int = 1) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(advice)
    return int(text)
