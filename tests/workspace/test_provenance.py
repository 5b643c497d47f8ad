"""The cell that provenance names really holds the raw text, and the steps to the value are all there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from advocacy.importing.cell_text import cell_text
from advocacy.importing.imported import ImportChoices
from advocacy.importing.importer import understand_file
from advocacy.importing.recipe import Spelling
from advocacy.resources import RESOURCES
from advocacy.workspace import Settings, Workspace
from advocacy.workspace.merging import with_import
from advocacy.workspace.provenance import provenance
from tests.makers import imported, table

SAMPLE = sorted((RESOURCES / "sample").glob("*.xlsx"))
A, B = "a" * 64, "b" * 64


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_every_cell_named_holds_the_raw_text(path: Path) -> None:
    """Every column of the first, the last and some rows between; each against the workbook itself."""
    held, _ = with_import(Workspace(), understand_file(path))
    book = openpyxl.load_workbook(path, data_only=True)
    compared = 0
    for one in held.tables:
        rows = sorted({0, len(one) - 1, *range(0, len(one), max(1, len(one) // 40))})
        for position in rows:
            for field in one.frame.columns:
                found = provenance(held, one.name, position, str(field))
                assert found.file == path.name
                if found.raw is None and not found.cell[0].isalpha():
                    assert str(field) in ("currency", "production_unit")  # nothing in the file says it
                    continue
                assert cell_text(book[found.sheet][found.cell].value) == found.raw, (one.name, field)
                assert found.in_words()
                compared += 1
    assert compared > 100


def _cases(tmp_path: Path, name: str, text: str, **choices: object) -> Workspace:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    held, _ = with_import(
        Workspace(settings=Settings(person="Efua")),
        understand_file(path, choices=ImportChoices(**choices)),  # type: ignore[arg-type]
    )
    return held


def test_the_steps_are_said_in_words(tmp_path: Path) -> None:
    held = _cases(
        tmp_path,
        "may.csv",
        "Case no.;Date of application;Status;Official fee (GHS);Region;Informal payment asked\n"
        "A-1;03/04/2024;Refusé;1.200,50;Nothern;Oui\n"
        "A-2;25/04/2024;granted;;North;\n",
    )
    held = held.with_spellings((Spelling("licensing_case", "region", "Nothern", "North"),))

    def said(field: str) -> str:
        return provenance(held, "licensing_case", 0, field).in_words()

    assert "Cell B2 of may.csv says “03/04/2024”" in said("date_applied")
    assert "day first: other cells" in said("date_applied")
    assert "“Refusé” is one of the words for “Refused”" in said("status")
    assert "comma is the decimal sign" in said("official_fee")
    assert "“Nothern” means “North”" in said("region")
    assert "read as yes or no" in said("informal_payment_asked")
    assert "heading “Official fee (GHS)” of column D: GHS" in said("currency")
    assert "Imported by Efua on " in said("status")
    empty = provenance(held, "licensing_case", 1, "official_fee")
    assert (empty.raw, empty.value, empty.cell) == (None, "", "D3")
    assert "is empty" in empty.in_words()


def test_a_choice_about_the_order_of_days_is_told(tmp_path: Path) -> None:
    held = _cases(
        tmp_path, "x.csv", "Case no.,Date of application,Status\nA-1,03/04/2024,granted\n", day_first=False
    )
    found = provenance(held, "licensing_case", 0, "date_applied")
    assert found.value == "2024-03-04"
    assert "month first, as you chose" in found.in_words()


def test_a_value_kept_from_an_earlier_file_names_that_file() -> None:
    """The later file has no region, the one after it has neither region nor status."""
    first = table(
        "licensing_case",
        {"case_id": ["0", "1"], "date_applied": [date(2024, 1, 1)] * 2, "status": ["pending"] * 2,
         "region": ["South", "North"]},
        A,
    )  # fmt: skip
    second = table(
        "licensing_case", {"case_id": ["1"], "date_applied": [date(2024, 1, 1)], "status": ["granted"]}, B
    )
    third = table(
        "licensing_case", {"case_id": ["1"], "date_applied": [date(2024, 1, 1)], "visits": [4]}, "c" * 64
    )
    held = Workspace()
    for number, one in enumerate((first, second, third)):
        held, _ = with_import(held, imported(one, name=f"{number}.xlsx"))
    row = len(held.tables[0]) - 1
    files = {f: provenance(held, "licensing_case", row, f) for f in ("region", "status", "visits", "case_id")}
    assert {f: (p.file, p.row) for f, p in files.items()} == {
        "region": ("0.xlsx", 3),
        "status": ("1.xlsx", 2),
        "visits": ("2.xlsx", 2),
        "case_id": ("2.xlsx", 2),
    }
    assert "brought up to date from “2.xlsx”" in files["region"].in_words()
    assert "same entry is row 2 of “1.xlsx”, too" in files["case_id"].in_words()


def test_names_that_look_like_places_to_fill_are_text() -> None:
    """Braces, markup and letters beyond the alphabet in file, sheet and cell."""
    base = table("licensing_case", {"case_id": ["{who} <b>"], "region": ["é 💎 {x}"]}, sheet="{day}")
    held, _ = with_import(Workspace(), imported(base, name="{field}.xlsx"))
    said = provenance(held, "licensing_case", 0, "region").in_words()
    assert "{field}.xlsx › {day}" in said and "é 💎 {x}" in said


def test_what_is_not_there_is_no_provenance() -> None:
    held, _ = with_import(Workspace(), imported(table("licensing_case", {"case_id": ["1"]})))
    with pytest.raises(KeyError):
        provenance(held, "licensing_case", 0, "absent")
    with pytest.raises(KeyError):
        provenance(replace(held, tables=()), "licensing_case", 0, "case_id")
    with pytest.raises(IndexError):
        provenance(held, "licensing_case", 7, "case_id")
