"""Cells as text that another program may be given: no cell begins like a formula."""

from __future__ import annotations

from collections.abc import Iterable

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it and does not compute it."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_BEGINS_FORMULA) or text.startswith(_BEGINS_FORMULA) else line


def tab_separated(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(row) for row in rows)
