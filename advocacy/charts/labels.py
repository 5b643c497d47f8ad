"""Texts from data made harmless and short enough for a chart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise

_LINES = 2


def shown(text: str, width: int = 30) -> str:
    """Return a text for a chart: escaped (charts read a kind of HTML), wrapped, cut visibly when too long."""
    lines = textwrap.wrap(" ".join(_printable(text).split()), width) or [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1][: width - 1].rstrip() + "…"]
    return "<br>".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _printable(text: str) -> str:
    """Without characters that turn the direction of writing or cannot be seen."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def are_crowded(labels: Sequence[str]) -> bool:
    """Whether names in two lines stand one below the other; one alone has room beside names of one line."""
    return any("<br>" in one and "<br>" in below for one, below in pairwise(labels))
