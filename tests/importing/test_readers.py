"""Every kind of file becomes the same plain value."""

# ruff: noqa: E501 - one case a line reads best

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from advocacy.errors import ReadError
from advocacy.importing.readers import read_workbook
from tests.importing import hostile
from tests.importing.hostile import row, text_cell
from tests.shared_data import SHARED_DATA, needs_shared_data


def test_cells_keep_their_kind_and_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C4"], sheet["D4"] = "Region", 5.5
    sheet["C5"], sheet["D5"] = dt.date(2024, 1, 2), True
    hidden = book.create_sheet("Lists")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    read = read_workbook(path)
    first, second = read.sheets
    assert (first.first_row, first.first_column) == (4, 3)
    assert first.rows == (("Region", 5.5), (dt.date(2024, 1, 2), True))
    assert second.hidden and not first.hidden
    assert len(read.sha256) == 64


def test_a_lone_cell_far_below_is_one_row(tmp_path: Path) -> None:
    read = read_workbook(hostile.xlsx(tmp_path / "a.xlsx", row(1048576, text_cell("A1048576", "x"))))
    assert read.sheets[0].first_row == 1048576
    assert read.sheets[0].rows == (("x",),)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2\n", (("a", "b"), ("1", "2"))),
        (b"a;b\n1,5;2\n", (("a", "b"), ("1,5", "2"))),
        (b"sep=;\na;b\n", (("a", "b"),)),
        ("région\tb\né\t2\n".encode("utf-16"), (("région", "b"), ("é", "2"))),
        ("région;coût\nThiès;2\nKédougou;3\n".encode("cp1252"), (("région", "coût"), ("Thiès", "2"), ("Kédougou", "3"))),
        ("\ufeffa,b\n".encode(), (("a", "b"),)),
        (b'a,b\n"x\ny",2\n', (("a", "b"), ("x\ny", "2"))),
        (b"a,b\n1\n", (("a", "b"), ("1", None))),
        (b"a\x00,b\n1,2\x07\n", (("a", "b"), ("1", "2"))),
        (b"only one column\nx\n", (("only one column",), ("x",))),
    ],
)  # fmt: skip
def test_text_files(content: bytes, expected: tuple[tuple[str | None, ...], ...], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert read_workbook(path).sheets[0].rows == expected


def test_the_line_of_the_header_counts_the_separator_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\na;b\n")
    assert read_workbook(path).sheets[0].first_row == 2


@pytest.mark.parametrize(
    ("content", "word"),
    [(b'a,b\n"' + b"x," * 700_000, "line"), (b"a," * 20_000 + b"\n", "columns")],
    ids=["unterminated quote", "columns"],
)
def test_texts_that_are_no_tables_are_refused(content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=word):
        read_workbook(path)


def test_a_workbook_without_cells_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(ReadError, match="no filled cells"):
        read_workbook(path)


@needs_shared_data
@pytest.mark.parametrize("name", ["xls", "ods", "xlsx"])
def test_real_files_of_each_kind_are_read(name: str) -> None:
    paths = sorted((SHARED_DATA / "nasty_spreadsheets" / "readxl").glob(f"*.{name}"))
    paths += sorted((SHARED_DATA / "nasty_spreadsheets" / "calamine").glob(f"*.{name}"))
    read = 0
    for path in paths[:12]:
        try:
            read += bool(read_workbook(path).sheets)
        except ReadError as refusal:
            assert refusal.hint
    assert read > 0


# What Excel shows there is not what the file holds: places kept by width, other order of the sheets.
_SHOWN_OTHERWISE = (
    "NumberFormatTests.xlsx",
    "bp10.xls",
    "mv-calculator",
    "LONumbers.xlsx",
    "number_format.xlsm",
)


@needs_shared_data
def test_no_cell_that_excel_shows_is_missing() -> None:
    folder = SHARED_DATA / "nasty_spreadsheets"
    cells = 0
    read = cache(read_workbook)
    for truth in sorted((folder / "expected_csv").glob("*.csv")):
        place, _, rest = truth.name.partition("__")
        name, number, _ = rest.rsplit(".", 2)
        if any(part in name for part in _SHOWN_OTHERWISE):
            continue
        try:
            sheet = read(folder / place / name).sheets[int(number)]
        except ReadError:
            continue  # protected, empty or older than 1997, as tested elsewhere
        text = truth.read_bytes().decode("utf-8-sig", "replace")
        for r, shown in enumerate(csv.reader(text.splitlines()), sheet.first_row * -1 + 1):
            for c, value in enumerate(shown, sheet.first_column * -1 + 1):
                if value.strip():
                    cells += 1
                    assert sheet.rows[r][c] is not None, (truth.name, r, c, value)
    assert cells > 50_000
