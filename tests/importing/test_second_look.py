"""Nothing that the fast reader hides is lost without a word."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from advocacy.importing.importer import understand_file
from advocacy.importing.readers import read_workbook
from advocacy.importing.second_look import look_again
from tests.importing import hostile
from tests.shared_data import SHARED_DATA, needs_shared_data


def _book(path: Path, rows: list[list[object]]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book, sheet


def test_errors_stand_in_their_cells(tmp_path: Path) -> None:
    cells = (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Fee</t></is></c></row>'
        '<row r="3"><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    sheet = read_workbook(hostile.xlsx(tmp_path / "a.xlsx", cells)).sheets[0]
    assert sheet.rows == (("Fee", None), ("#N/A", "#DIV/0!"))
    assert sheet.formulas == {(3, 3): "=1/0"}


def test_formulas_that_were_never_calculated_are_issues_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _book(
        path,
        [
            ["Case number", "Date of application", "Official fee"],
            ["A-1", "2024-01-02", "=50+20"],
            ["A-2", "2024-01-03", 80],
        ],
    )
    file = understand_file(path)
    issues = [issue for issue in file.issues if issue.code == "uncalculated"]
    assert [(issue.row, issue.column, issue.value) for issue in issues] == [(2, "C", "=50+20")]
    assert file.tables[0].frame["official_fee"].isna().tolist() == [True, False]


def test_an_answer_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    _book(path, [["said", "_uuid", "_submission_time", "_index"], ["=SUM(A1)", "1", "2024-01-01", 1]])
    assert understand_file(path).tables[0].frame["said"].tolist() == ["=SUM(A1)"]


@pytest.mark.parametrize(
    ("format_", "code"),
    [('"GHS" #,##0.00', "GHS"), ("[$€-407] #,##0", "EUR"), ("[$UGX] #,##0", "UGX"), ("#,##0.00", None)],
)
def test_the_currency_may_stand_in_the_format_alone(format_: str, code: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book, sheet = _book(
        path, [["Case number", "Date of application", "Official fee"], ["A-1", "2024-01-02", 50]]
    )
    sheet["C2"].number_format = format_
    book.save(path)
    frame = understand_file(path).tables[0].frame
    found = frame["currency"].tolist()[0] if "currency" in frame.columns else None
    assert found == code


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book, sheet = _book(
        path, [["Case number", "Date of application"], ["A-1", "2024-01-02"], ["A-2", "2024-01-02"]]
    )
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    file = understand_file(path)
    assert len(file.tables[0]) == 2
    assert any("1 hidden row" in note for note in file.notes)


def test_a_file_built_unusually_is_read_without_the_second_look(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 but no archive")
    assert look_again(path) == {}


@needs_shared_data
def test_every_kind_of_error_is_seen() -> None:
    path = SHARED_DATA / "nasty_spreadsheets" / "calamine" / "errors.xlsx"
    cells = [row[0] for row in read_workbook(path).sheets[0].rows]
    assert cells == ["#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A"]


@needs_shared_data
@pytest.mark.parametrize("name", ["labels_en_both.xlsx", "xml_both.xlsx", "labels_fr_groups_details.xlsx"])
def test_the_formula_trap_of_real_exports(name: str) -> None:
    table = understand_file(SHARED_DATA / "survey_exports" / "kobo_asm_form" / name).tables[0]
    assert "=SUM(A1)" in table.raw.to_numpy().ravel().tolist()
