"""Columns share the page: the header gives way first, then words, never a number."""

from __future__ import annotations

import pytest

from advocacy.brief.document import DataTable
from advocacy.charts.letters import width
from advocacy.exporting.column_widths import column_widths

SIZE = 9.0
STEPS = DataTable(
    "Law",
    ("Hatua", "Muda wa kisheria wa ombi", "Mediani ya kusubiri", "Yaliyoamuliwa kwa wakati"),
    (("Usajili wa mwombaji", "siku 30", "siku 36", "–"), ("Utaratibu mzima", "siku 90", "siku 204", "15%")),
    (False, True, True, True),
)


def _words(room: float, table: DataTable = STEPS) -> list[float]:
    """How much room each column has beyond its longest cell."""
    columns = zip(*table.rows, strict=True)
    made = column_widths(table, room, SIZE)
    assert sum(made) == pytest.approx(room)
    return [
        one - max(width(text, SIZE) for text in column) for one, column in zip(made, columns, strict=True)
    ]


def test_where_all_fits_the_words_have_the_rest() -> None:
    made = column_widths(STEPS, 600, SIZE)
    assert made[0] == max(made)


def test_the_header_gives_way_before_any_row() -> None:
    assert all(room > 0 for room in _words(330))


def test_then_words_give_way_and_no_number() -> None:
    first, *numbers = _words(260)
    assert first < 0 and all(room > 0 for room in numbers)


def test_who_needs_little_more_gets_it() -> None:
    """A day stays on one line beside a fingerprint that is broken anyway."""
    files = DataTable(
        "F", ("File", "Day", "SHA-256"), (("a.xlsx", "28 November 2026", "0" * 64),), (False,) * 3
    )
    _, day, print_ = _words(330, files)
    assert day > 0 > print_


@pytest.mark.parametrize(
    "table",
    [
        DataTable("", ("a",), (), (True,)),
        DataTable("", ("",), (("",),), (False,)),
        DataTable("", ("a", "b"), (("x" * 900, "y\ny"),), (True, True)),
    ],
)
@pytest.mark.parametrize("room", [20.0, 450.0])
def test_awkward_tables(table: DataTable, room: float) -> None:
    assert sum(column_widths(table, room, SIZE)) == pytest.approx(room)
