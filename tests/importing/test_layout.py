"""Headers below title rows; totals, remarks and repeated headers named; every row accounted for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.importing.layout import find_layout
from advocacy.importing.mapping import is_known_heading
from advocacy.importing.workbook import Sheet


def _sheet(*rows: tuple[object, ...], first_row: int = 1) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    return Sheet("S", tuple((*row, *[None] * (width - len(row))) for row in rows), first_row)  # type: ignore[misc]


HEAD = ("Case no.", "Region", "Status", "Date of application")


def test_title_rows_stand_above_the_header() -> None:
    layout = find_layout(
        _sheet(("Register 2024",), (), HEAD, ("1", "N", "Pending", "2024-01-01"), first_row=3),
        is_known_heading,
    )
    assert layout is not None
    assert (layout.header_row, layout.headings, layout.numbers) == (5, HEAD, (6,))


def test_rows_that_are_no_data_are_named() -> None:
    layout = find_layout(
        _sheet(
            HEAD,
            ("1", "N", "Pending", "2024-01-01"),
            HEAD,
            ("Total", None, None, 12),
            (),
            ("Note: figures as received from the district offices", None, None, None),
        ),
        is_known_heading,
    )
    assert layout is not None
    assert len(layout.rows) == 1
    assert [aside.row for aside in layout.set_aside] == [3, 4, 6]
    assert layout.rows_in_file == 4


def test_the_user_may_choose_another_header() -> None:
    layout = find_layout(_sheet(("a", "b", "c", "d"), HEAD, ("1", "N", "P", "x")), is_known_heading, 1)
    assert layout is not None
    assert layout.headings == ("a", "b", "c", "d")
    assert len(layout.rows) == 2


def test_same_headings_are_told_apart() -> None:
    layout = find_layout(_sheet(("Region", "Region", "Status"), ("N", "M", "P")), is_known_heading)
    assert layout is not None
    assert len(set(layout.headings)) == 3


def test_nothing_is_no_table() -> None:
    assert find_layout(_sheet(), is_known_heading) is None
    assert find_layout(_sheet((None, None)), is_known_heading) is None


CELL = st.one_of(
    st.none(), st.text("ab1 -", max_size=4), st.integers(0, 9), st.sampled_from(["Total", "Region", "Status"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=12))
def test_every_filled_row_is_kept_or_named(rows: list[tuple[object, ...]]) -> None:
    sheet = _sheet(HEAD, *rows)
    layout = find_layout(sheet, is_known_heading, 1)
    assert layout is not None
    filled = sum(any(cell is not None for cell in row) for row in rows)
    assert layout.rows_in_file == filled == len(layout.rows) + len(layout.set_aside)
    assert sorted([*layout.numbers, *(a.row for a in layout.set_aside)]) == [
        i + 2 for i, row in enumerate(rows) if any(cell is not None for cell in row)
    ]
