"""Headers below title rows; totals, remarks and repeated headers named; every row accounted for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.importing.layout import find_layout, tables_of
from advocacy.importing.mapping import is_known_heading
from advocacy.importing.readers import read_workbook
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


@settings(max_examples=150)
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


def test_groups_of_columns_stand_above_their_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Cooperatives of the region, 2024"])
    sheet.append(["Name", "Members", None, "Loans", None])
    sheet.append([None, "Total", "Women", "Applied", "Granted"])
    sheet.append(["Asempa", 30, 12, 3, 1])
    for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(cells)
    path = tmp_path / "a.xlsx"
    book.save(path)
    layout = find_layout(read_workbook(path).sheets[0], is_known_heading)
    assert layout is not None
    assert layout.headings == ("Name", "Members Total", "Members Women", "Loans Applied", "Loans Granted")
    assert layout.rows == (("Asempa", 30.0, 12.0, 3.0, 1.0),)
    assert layout.numbers == (4,)


def test_a_title_over_the_whole_table_is_no_group(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Cases 2024"], ["Case number", "Region", "Status"], ["A-1", "North", "granted"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    path = tmp_path / "a.xlsx"
    book.save(path)
    layout = find_layout(read_workbook(path).sheets[0], is_known_heading)
    assert layout is not None
    assert layout.headings == ("Case number", "Region", "Status")


def test_several_tables_in_one_sheet() -> None:
    rows = (
        ("Case number", "Date of application", "Status"),
        ("A-1", "2024-01-01", "pending"),
        (None, None, None),
        ("Partners", None, None),
        ("Partner", "Kind", "Contact"),
        ("Coop", "cooperative", "x"),
        (None, None, None),
        ("Partner", "Kind", "Contact"),
        ("Coop 2", "cooperative", "x"),
    )
    known = {"case number", "date of application", "status", "partner", "kind", "contact"}
    tables = tables_of(Sheet("S", rows, first_row=5), lambda text: text.lower() in known)
    assert [(table.first_row, len(table.rows)) for table in tables] == [(5, 2), (7, 7)]
    assert tables_of(Sheet("S", rows[:3]), lambda text: text.lower() in known) == (Sheet("S", rows[:3]),)
