"""Whole files as they are: plain sheets, survey exports, real registers, and the account of their rows."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy.errors import ReadError
from advocacy.importing.imported import ImportChoices, ImportedFile
from advocacy.importing.importer import find_files, understand_file
from advocacy.importing.questionnaire import QuestionKind
from advocacy.validation.checked_import import import_file
from tests.shared_data import SHARED_DATA, needs_shared_data


def _book(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _balanced(file: ImportedFile) -> None:
    for account in file.reconciliations:
        assert account.rows_in_file == account.kept + len(account.set_aside), account
    kept = sum(account.kept for account in file.reconciliations)
    assert kept == sum(len(table) for table in file.tables)
    for table in file.tables:
        assert list(table.frame.columns) == list(table.raw.columns)
        assert len(table.frame) == len(table.raw) == len(table.origin)
        assert table.frame.columns.is_unique


HEAD = [
    "Case no.",
    "Date of application",
    "Date of decision",
    "Status",
    "Hurdles met",
    "Official fee (GHS)",
    "Boots",
]


def test_a_plain_sheet_is_typed_and_its_raw_cells_kept(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "a.xlsx",
        ["Register"],
        HEAD,
        ["007", "25/03/2024", "n/a", "In process", "Fees too high; Long delay", "1 200,50", "old"],
        ["008", "03/04/2024", "30/02/2024", "Mystery", None, "a lot", None],
    )
    file = understand_file(path)
    _balanced(file)
    table = file.tables[0]
    first, second = table.frame.iloc[0], table.frame.iloc[1]
    assert first["case_id"] == "007"
    assert first["date_applied"] == pd.Timestamp(2024, 3, 25)
    assert second["date_applied"] == pd.Timestamp(2024, 4, 3)
    assert pd.isna(first["date_decided"]) and pd.isna(second["date_decided"])
    assert first["status"] == "pending"
    assert first["hurdles"].split() == ["fees", "delay"]
    assert first["official_fee"] == 1200.5
    assert first["currency"] == "GHS"
    assert first["Boots"] == "old"
    assert table.raw.iloc[1]["date_decided"] == "30/02/2024"
    found = {(issue.code, issue.row, issue.column) for issue in file.issues}
    assert {("not-a-date", 4, "C"), ("not-a-number", 4, "F"), ("unknown-code", 4, "D")} <= found
    assert all(issue.sheet and issue.hint for issue in file.issues)


def test_formulas_are_text_and_never_run(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Case no.,Status,Date of application\n=cmd|'/c calc'!A1,Pending,2024-01-01\n", "utf-8")
    assert understand_file(path).tables[0].frame["case_id"].tolist() == ["=cmd|'/c calc'!A1"]


def test_choices_of_the_user_win(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", HEAD, ["1", "03/04/2024", None, "Pending", None, 1, "x"])
    choices = ImportChoices(fields=(("Sheet", "Boots", "region"),), day_first=False)
    frame = understand_file(path, choices=choices).tables[0].frame
    assert frame["region"].tolist() == ["x"]
    assert frame["date_applied"].tolist() == [pd.Timestamp(2024, 3, 4)]
    left_out = understand_file(path, choices=ImportChoices(tables=(("Sheet", ""),)))
    assert left_out.tables == ()
    assert len(left_out.reconciliations[0].set_aside) == 1


def test_whole_rows_that_repeat_are_set_aside_with_their_twin(tmp_path: Path) -> None:
    row = ["1", "03/04/2024", "05/05/2024", "Granted", "Fees", 1, "x"]
    file = understand_file(_book(tmp_path / "a.xlsx", HEAD, row, row, [*row[:6], "y"]))
    _balanced(file)
    assert len(file.tables[0]) == 2
    assert "row 2" in file.reconciliations[0].set_aside[0].reason
    assert "duplicate-key" in {issue.code for issue in file.issues}


def test_withdrawn_consent_is_obeyed(tmp_path: Path) -> None:
    file = understand_file(
        _book(tmp_path / "a.xlsx", ["Case no.", "Status", "Date of application", "Consent"],
              ["1", "Pending", "2024-01-01", "Withdrawn"], ["2", "Pending", "2024-01-01", "Public"])
    )  # fmt: skip
    _balanced(file)
    assert file.tables[0].frame["case_id"].tolist() == ["2"]


def test_a_sheet_that_is_not_understood_is_named(tmp_path: Path) -> None:
    file = understand_file(_book(tmp_path / "a.xlsx", ["colour", "weight"], ["red", 4], ["blue", 5]))
    _balanced(file)
    assert file.tables == ()
    assert len(file.reconciliations[0].set_aside) == 2


def test_folders_are_opened_and_lock_files_left(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.xlsx", "~$b.xlsx", "a.csv", "picture.png"):
        (tmp_path / "in" / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path])] == ["a.csv", "b.xlsx"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="no spreadsheet"):
        find_files([tmp_path / "empty"])


def test_the_child_gives_the_same_and_names_the_file(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", HEAD, ["1", "25/03/2024", "01/01/2024", "Granted", None, 1, "x"])
    file = import_file(path)
    pd.testing.assert_frame_equal(file.tables[0].frame, understand_file(path).tables[0].frame)
    assert "wrong-order" in {issue.code for issue in file.issues}
    assert file.source.content == path.read_bytes()
    (tmp_path / "b.xlsx").write_bytes(b"<html><table>")
    with pytest.raises(ReadError, match=r"b\.xlsx"):
        import_file(tmp_path / "b.xlsx")


WORD = st.text("abé;=-/ 1.,", max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(WORD, WORD, st.sampled_from(["Pending", "Total", "", "Consent"]), WORD), max_size=8)
)
def test_rows_are_never_lost(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Case no.", "Date of application", "Status", "Region"])
        writer.writerows(rows)
    try:
        read = understand_file(path)
    except ReadError:
        return
    _balanced(read)


@needs_shared_data
def test_the_mozambique_register() -> None:
    path = SHARED_DATA / "cadastre" / "mozambique" / "mz_flexicadastre_live_and_pending.csv"
    file = understand_file(path)
    _balanced(file)
    frame = file.tables[0].frame
    assert file.tables[0].name == "licensing_case"
    assert len(frame) == 1283
    assert frame["date_decided"].isna().sum() == 416
    assert frame["date_applied"].notna().all()


KOBO = SHARED_DATA / "survey_exports" / "kobo_asm_form"


@needs_shared_data
@pytest.mark.parametrize(
    "name", ["labels_en_both.xlsx", "labels_en_both.csv", "xml_both.xlsx", "labels_fr_groups_details.xlsx"]
)
def test_one_kobo_form_in_its_exports(name: str) -> None:
    file = understand_file(KOBO / name)
    _balanced(file)
    main = file.tables[0]
    assert main.name == "survey"
    assert len(main) == 3
    assert main.key == ("meta/rootUuid",)
    assert file.reconciliations[0].set_aside[0].reason.startswith("These are hashtags")
    assert main.questionnaire is not None
    hurdles = [q for q in main.questionnaire.questions if q.kind is QuestionKind.MULTIPLE]
    assert len(hurdles) == 2
    ticks = main.frame[[choice.column for choice in hurdles[0].choices]]
    assert ticks.sum(axis=1).tolist() == [2, 2, 0]
    if name.endswith(".xlsx"):
        assert {table.name.split(".")[0] for table in file.tables} == {"survey"}
        assert [len(table) for table in file.tables[1:]] == [3, 2]


@needs_shared_data
def test_real_files_are_read_or_refused_in_plain_words() -> None:
    """Every nasty spreadsheet: no fault, every row accounted for."""
    folder = SHARED_DATA / "nasty_spreadsheets"
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and "expected_csv" not in p.parts]
    read = refused = 0
    for path in paths:
        try:
            _balanced(understand_file(path))
            read += 1
        except ReadError as error:
            assert error.message and error.hint
            refused += 1
    assert (read, refused) == (174, 38)
