"""What of the user's words is seen: a heading of control characters alone would be an empty one."""

from __future__ import annotations


def is_seen(text: str) -> bool:
    """Whether a text has a letter or sign that is printed."""
    return any(letter.isprintable() and not letter.isspace() for letter in text)
