"""How the columns of a table share the width of a page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from advocacy.brief.document import DataTable
from advocacy.charts.letters import width

_AIR = 1.4  # beside the text of a cell, in sizes of its letters
_LONGEST_WORD = 24.0  # in sizes; a longer word is broken into equal parts


def column_widths(table: DataTable, room: float, size: float) -> tuple[float, ...]:
    """Return the width of each column; together they are the room. All in the unit of size.

    Where everything fits on one line each, the first column of words takes what is left. Else the header
    gives way first, which is there once, then columns of words, as far as their longest word lets them.
    """
    columns, air = [*zip(*table.rows, strict=True)] or [()] * len(table.header), _AIR * size
    heads = [_longest_word(text, size) + air for text in table.header]
    cells = [
        max(head, *(_line(text, size) + air for text in column), 0.0)
        for head, column in zip(heads, columns, strict=True)
    ]
    needed = [
        max(cell, _line(text, size, bold=True) + air) for cell, text in zip(cells, table.header, strict=True)
    ]
    least = [
        cell if is_number else max(head, *(_longest_word(text, size) + air for text in column), 0.0)
        for cell, is_number, head, column in zip(cells, table.numeric, heads, columns, strict=True)
    ]
    if sum(needed) <= room:
        first = table.numeric.index(False) if False in table.numeric else 0
        needed[first] += room - sum(needed)
        return tuple(needed)
    if sum(least) >= room:
        return tuple(one * room / sum(least) for one in least)
    low, high = (least, cells) if sum(cells) > room else (cells, needed)
    return _shared(low, high, room)


def _shared(low: Sequence[float], high: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths between low and high that fill the room: who needs little more gets it, others equal parts."""
    widths, left = list(low), room - sum(low)
    by_need = sorted(range(len(low)), key=lambda place: high[place] - low[place])
    for number, place in enumerate(by_need):
        more = min(high[place] - low[place], left / (len(low) - number))
        widths[place] += more
        left -= more
    return tuple(widths)


def _line(text: str, size: float, *, bold: bool = False) -> float:
    return max((width(line, size, bold) for line in text.split("\n")), default=0.0)


def _longest_word(text: str, size: float) -> float:
    longest = max((width(word, size, True) for word in text.split()), default=0.0)
    return longest / max(1, ceil(longest / (_LONGEST_WORD * size)))
