"""Rows kept as columns behave as the rows they stand for."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from advocacy.importing.columns import ColumnRows, coded
from advocacy.importing.workbook import Cell

_CELLS = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.sampled_from([1.0, 0.0]),
)


@given(st.lists(_CELLS, max_size=40))
def test_a_coded_column_gives_its_cells_back(cells: list[Cell]) -> None:
    column = coded(cells)
    assert [(type(cell), cell) for cell in column] == [(type(cell), cell) for cell in cells]
    assert [*column[1:5]] == cells[1:5]
    assert len({(type(cell), cell) for cell in column.cells}) == len(column.cells)


def test_true_and_one_are_different_cells() -> None:
    assert [type(cell) for cell in coded([True, 1, 1.0, "1"])] == [bool, int, float, str]


@given(st.integers(0, 9000))
def test_rows_are_walked_sliced_and_counted(many: int) -> None:
    a: list[Cell] = ["x" if row % 3 else None for row in range(many)]
    b: list[Cell] = [float(row) for row in range(many)]
    rows = ColumnRows((coded(a), coded(b)))
    whole = list(zip(a, b, strict=True))
    assert list(rows) == whole
    assert list(rows[2:7]) == whole[2:7]
    assert rows.filled().tolist() == [(x is not None) + 1 for x in a]
    assert rows.written().tolist() == [int(x is not None) for x in a]


def test_a_day_is_no_text() -> None:
    rows = ColumnRows((coded([date(2024, 1, 1), "a"]),))
    assert rows.written().tolist() == [0, 1]
