"""Blank workbooks: drop-downs, required marks, and the way back in without a question."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from advocacy.exporting.template_writer import write_template
from advocacy.importing.importer import understand_file
from advocacy.schema import schemas


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_heading_is_understood_again(tmp_path: Path, language: str) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(list(schemas().values()), path, language)
    book = openpyxl.load_workbook(path)
    for schema in schemas().values():
        sheet = book[schema.title(language)[:31]]
        for column, field in enumerate(schema.fields, 1):
            sheet.cell(2, column).value = field.example or "1"
    book.save(path)
    file = understand_file(path)
    read = {reading.table: reading for reading in file.readings if reading.table}
    assert set(read) == set(schemas())
    for name, schema in schemas().items():
        assert list(read[name].fields) == [field.name for field in schema.fields], name


def test_drop_downs_offer_the_code_list(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_template([schemas()["licensing_case"]], path)
    book = openpyxl.load_workbook(path)
    assert book["Lists"].sheet_state == "hidden"
    sheet = book.worksheets[0]
    column = next(c.column_letter for c in sheet[1] if c.value == "Status")
    rules = [r for r in sheet.data_validations.dataValidation if f"{column}2" in r.sqref]
    assert rules and rules[0].type == "list"
    first, last = rules[0].formula1.removeprefix("Lists!").replace("$", "").split(":")
    labels = [row[0].value for row in book["Lists"][first:last]]
    assert {"Pending", "Granted", "Refused"} <= set(labels)
    assert sheet["A2"].number_format == "@" or sheet.column_dimensions["A"].number_format == "@"


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template([schemas()["partner"]], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
