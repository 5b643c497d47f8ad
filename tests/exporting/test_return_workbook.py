"""The sender gets the own file back: marked, explained, and otherwise as it was."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from advocacy.errors import ReadError
from advocacy.exporting.return_workbook import write_return_workbook
from advocacy.issue import Issue, Severity
from advocacy.validation.checked_import import import_file


def _sheet(path: Path, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _sent(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Cases"
    for row in (
        ["Case number", "Date of application", "Date of decision", "Official fee"],
        ["A-1", "2024-05-01", "2024-01-01", "=40+2"],
        ["A-2", "soon", None, "many"],
    ):
        sheet.append(row)
    sheet["A2"].number_format = "@"
    sheet.column_dimensions["B"].width = 31
    other = book.create_sheet("Notes")
    other["B2"] = "=SUM(1,2)"
    book.save(path)
    return path


def test_cells_are_coloured_explained_and_listed(tmp_path: Path) -> None:
    source = _sent(tmp_path / "sent.xlsx")
    before = source.read_bytes()
    imported = import_file(source)
    back = tmp_path / "back.xlsx"
    write_return_workbook(source, imported.issues, back)
    assert source.read_bytes() == before
    sheet = _sheet(back, "Cases")
    for cell in ("B3", "C2", "D3"):
        assert sheet[cell].comment is not None, cell
        assert sheet[cell].fill.start_color.rgb != "00000000"
    assert sheet["A2"].comment is None and sheet["A2"].fill.fill_type is None
    assert sheet["D2"].value == "=40+2"  # the sender's own formula is the sender's
    assert sheet.column_dimensions["B"].width == 31
    assert _sheet(back, "Notes")["B2"].value == "=SUM(1,2)"
    listed = _sheet(back, "To correct")
    assert listed.max_row == 1 + len(imported.issues)
    assert {(row[0].value, row[1].value) for row in listed.iter_rows(min_row=2)} >= {("Cases", "B3")}


def test_other_kinds_of_file_come_back_as_a_workbook(tmp_path: Path) -> None:
    source = tmp_path / "sent.csv"
    source.write_text("Case number;Date of application\n=1+1;soon\n", "utf-8")
    back = tmp_path / "back.xlsx"
    write_return_workbook(source, import_file(source).issues, back)
    sheet = _sheet(back, "sent")
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"
    assert sheet["B2"].comment is not None


def test_what_the_data_say_is_never_code(tmp_path: Path) -> None:
    source = _sent(tmp_path / "sent.xlsx")
    evil = Issue("x", Severity.ERROR, "=cmd|'/c calc'!A1", "@SUM(1)", "f", "=Cases", 3, "B", "f", "+1\x07")
    back = tmp_path / "back.xlsx"
    write_return_workbook(source, (evil,), back)
    listed = _sheet(back, "To correct")
    assert [cell.data_type for cell in listed[2]] == ["s"] * 5
    assert listed["E2"].value == "+1"


def test_a_merged_cell_is_marked_at_its_corner(tmp_path: Path) -> None:
    source = _sent(tmp_path / "sent.xlsx")
    book = openpyxl.load_workbook(source)
    book["Cases"].merge_cells("B2:C3")
    book.save(source)
    issue = Issue("x", Severity.NOTE, "Look.", "Do.", "f", "Cases", 3, "C", "f", "")
    write_return_workbook(source, (issue, issue), tmp_path / "back.xlsx")
    comment = _sheet(tmp_path / "back.xlsx", "Cases")["B2"].comment
    assert comment is not None and comment.text.count("Look.") == 2


def test_a_source_that_has_gone_bad_leaves_nothing_behind(tmp_path: Path) -> None:
    source = tmp_path / "sent.xlsx"
    source.write_bytes(b"PK no longer")
    with pytest.raises(ReadError):
        write_return_workbook(source, (), tmp_path / "back.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sent.xlsx"]
