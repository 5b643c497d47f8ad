"""How the columns of a table share the width of a page."""

from __future__ import annotations

from advocacy.brief.document import DataTable
from advocacy.charts.letters import width

_AIR = 1.4  # beside the text of a cell, in sizes of its letters
_LONGEST_WORD = 24.0  # in sizes; a longer word is broken


def column_widths(table: DataTable, room: float, size: float) -> tuple[float, ...]:
    """Return the width of each column; together they are the room. All in the unit of size.

    Where everything fits on one line each, the first column of words takes what is left; else columns
    of words give way, as far as their longest word lets them.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    needed = [max(_line(text, size, bold=not i) for i, text in enumerate(column)) for column in columns]
    least = [
        needed[i] if table.numeric[i] else max(_longest_word(text, size) for text in column)
        for i, column in enumerate(columns)
    ]
    needed, least = [one + _AIR * size for one in needed], [one + _AIR * size for one in least]
    if sum(needed) <= room:
        first = table.numeric.index(False) if False in table.numeric else 0
        needed[first] += room - sum(needed)
        return tuple(needed)
    if sum(least) >= room:
        return tuple(one * room / sum(least) for one in least)
    share = (room - sum(least)) / (sum(needed) - sum(least))
    return tuple(low + share * (high - low) for low, high in zip(least, needed, strict=True))


def _line(text: str, size: float, *, bold: bool) -> float:
    return max((width(line, size, bold) for line in text.split("\n")), default=0.0)


def _longest_word(text: str, size: float) -> float:
    longest = max((width(word, size, True) for word in text.split()), default=0.0)
    return min(longest, _LONGEST_WORD * size)
