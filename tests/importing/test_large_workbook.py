"""A workbook read piece by piece gives the very cells the library gives."""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from openpyxl.styles import Font

from advocacy.errors import AdvocacyError
from advocacy.importing import gate, large_workbook, second_look
from advocacy.importing.cell_text import cell_text
from advocacy.importing.importer import understand_file
from advocacy.importing.large_workbook import is_large, read_large
from advocacy.importing.readers import read_workbook
from advocacy.importing.workbook import Sheet
from advocacy.progress import silent
from advocacy.sample import SAMPLE
from tests.importing import hostile
from tests.shared_data import SHARED_DATA, needs_shared_data

_Cells = dict[tuple[int, int], str]
_STRAY = (b"<", b">", b'"', b"9", b"/", b"\xff", b"")
_TWICE_NAMED = "duplicate-filename-case-insensitive.xlsx"  # two parts of one name; readers take either


def _cells(sheet: Sheet) -> _Cells:
    return {
        (sheet.first_row + row, sheet.first_column + column): text
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if (text := cell_text(cell)) is not None and text.strip()
    }


def _besides(sheet: Sheet) -> tuple[object, ...]:
    return (
        sheet.name,
        sheet.hidden,
        dict(sheet.formulas),
        sheet.uncalculated,
        dict(sheet.currencies),
        sheet.merged,
        sheet.hidden_rows,
    )


def _same(path: Path) -> bool:
    """Whether the file has the plain form; then both readings are the same."""
    large = read_large(path, silent)
    if large is None:
        return False
    usual = read_workbook(path).sheets
    assert [_besides(sheet) for sheet in large] == [_besides(sheet) for sheet in usual]
    assert [_cells(sheet) for sheet in large] == [_cells(sheet) for sheet in usual]
    return True


def _full_book(path: Path, *, own_texts: bool, from_1904: bool) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": own_texts, "date_1904": from_1904})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    span = book.add_format({"num_format": "[h]:mm"})
    money = book.add_format({"num_format": '#,##0.00 "GHS"'})
    sheet = book.add_worksheet("Cases")
    for row, text in enumerate(["Title", "", "  kept  ", "a & b <c>", "é ü 漢字", "line\nbreak", "007", "-"]):
        sheet.write_string(row, 2, text)
        sheet.write_datetime(row, 3, datetime(2023, 3, 1 + row), day)
        sheet.write_number(row, 4, 10.5**row, money)
        sheet.write_number(row, 30, row)
    sheet.write_datetime(8, 3, datetime(2023, 3, 1, 12, 30), day)
    sheet.write_number(8, 4, 1.75, span)
    sheet.write_boolean(9, 2, True)
    sheet.write_formula(9, 4, "=1+1", None, 2)
    sheet.write_formula(9, 5, '="a"&"b"', None, "ab")
    sheet.write_formula(9, 6, "=1/0", None, "#DIV/0!")
    sheet.write_number(10, 4, -3e-7)
    sheet.write_number(11, 4, 123456789012)
    if not own_texts:
        sheet.merge_range(12, 2, 12, 4, "Over three")
        sheet.write_rich_string(13, 2, "a ", book.add_format({"bold": True}), "bold", " word")
    sheet.set_row(3, None, None, {"hidden": True})
    other = book.add_worksheet("Hidden one")
    other.hide()
    other.write_string(5, 5, "x")
    book.add_worksheet("Empty")
    book.close()
    return path


@pytest.mark.parametrize("own_texts", [False, True])
@pytest.mark.parametrize("from_1904", [False, True])
def test_all_kinds_of_cells(tmp_path: Path, own_texts: bool, from_1904: bool) -> None:
    assert _same(_full_book(tmp_path / "a.xlsx", own_texts=own_texts, from_1904=from_1904))


def test_pieces_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _full_book(tmp_path / "a.xlsx", own_texts=False, from_1904=False)
    monkeypatch.setattr(second_look, "_PIECE", 700)
    assert _same(path)


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Day", "Time", "Span", "Sum", "Text", None, "Bold"])
    sheet.append([date(2024, 2, 29), time(7, 5), timedelta(hours=30), "=A2", "_x0041_ & <b>", "", "x"])
    sheet["G2"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert _same(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c t="n" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2024-01-01</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="1" cm="1"><v>1</v></c></row>',
    ],
)
def test_any_other_form_is_left_to_the_library(tmp_path: Path, rows: str) -> None:
    assert read_large(hostile.xlsx(tmp_path / "a.xlsx", rows), silent) is None


def test_size_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _full_book(tmp_path / "a.xlsx", own_texts=False, from_1904=False)
    assert not is_large(path)
    monkeypatch.setattr(large_workbook, "LARGE", 100)
    assert is_large(path)


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_tables_are_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = understand_file(path)
    monkeypatch.setattr(large_workbook, "LARGE", 0)
    large = understand_file(path)
    assert large.reconciliations == usual.reconciliations
    assert large.issues == usual.issues
    assert large.readings == usual.readings
    for one, other in zip(large.tables, usual.tables, strict=True):
        pd.testing.assert_frame_equal(one.frame, other.frame)
        pd.testing.assert_frame_equal(one.raw, other.raw)
        pd.testing.assert_frame_equal(one.origin, other.origin)


def test_damaged_parts_are_read_or_left_to_the_library(tmp_path: Path) -> None:
    """Any byte of any sheet may be anything; nothing but cells or None comes back."""
    chance = random.Random(11)
    with zipfile.ZipFile(_full_book(tmp_path / "whole.xlsx", own_texts=False, from_1904=False)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [name for name in parts if "sheet" in name or "Strings" in name or "styles" in name]
    outcomes = set()
    for _ in range(400):
        name = chance.choice(sheets)
        broken = bytearray(parts[name])
        for _ in range(chance.choice((1, 2, 8))):
            place = chance.randrange(len(broken))
            broken[place : place + chance.randrange(3)] = chance.choice(_STRAY)
        with zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as archive:
            for other, content in parts.items():
                archive.writestr(other, bytes(broken) if other == name else content)
        sheets_read = read_large(tmp_path / "broken.xlsx", silent)
        outcomes.add(sheets_read is None)
        for sheet in sheets_read or ():
            assert all(len(row) == len(sheet.rows[0]) for row in sheet.rows)
    assert outcomes == {True, False}


@needs_shared_data
def test_every_real_workbook() -> None:
    paths = [path for path in SHARED_DATA.rglob("*.xls[xm]") if path.stat().st_size < 3_000_000]
    plain = 0
    for path in paths:
        try:
            if gate.check(path).kind is not gate.FileKind.XLSX or path.name == _TWICE_NAMED:
                continue
            read_workbook(path)
        except AdvocacyError:
            continue
        plain += _same(path)
    assert plain > 50
