"""Every survey tool is known by its marks and read as it means its answers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from advocacy.cli import gathering
from advocacy.importing.dialects import DIALECTS
from advocacy.importing.imported import ImportChoices, ImportedFile
from advocacy.importing.importer import understand_file
from advocacy.importing.questionnaire import Question, QuestionKind
from tests.shared_data import SHARED_DATA, needs_shared_data

Rows = Sequence[Sequence[object]]


def _csv(path: Path, rows: Rows, separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def _xlsx(path: Path, sheet: str, rows: Rows) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def _understood(path: Path, dialect: str, choices: ImportChoices = ImportChoices()) -> ImportedFile:
    file = understand_file(path, choices=choices)
    assert {reading.dialect for reading in file.readings} == {dialect}
    assert all(reading.dialect_reason for reading in file.readings)
    for account in file.reconciliations:
        assert account.rows_in_file == account.kept + len(account.set_aside)
    return file


def _ticks(file: ImportedFile, question: str) -> dict[str, list[object]]:
    """What each option of a question holds; None for not answered."""
    table = file.tables[0]
    asked = _question(file, question)
    assert asked.kind is QuestionKind.MULTIPLE
    frame = table.frame.astype("object").where(table.frame.notna(), None)
    return {choice.label: frame[choice.column].tolist() for choice in asked.choices if choice.column}


def _question(file: ImportedFile, name: str) -> Question:
    questionnaire = file.tables[0].questionnaire
    assert questionnaire is not None
    found = questionnaire.question(name)
    assert found is not None
    return found


def test_google_forms_joins_answers_by_commas(tmp_path: Path) -> None:
    rows = [
        ("Timestamp", "Hurdles", "Rate [Office]", "Rate [Fees]", "Remarks"),
        ("2024-03-14 10:22:33", "Fees, Too far, too dear", "1", "5", "one, two"),
        ("2024-03-14 11:22:33", "Delay", "2", "5", "Total"),
        ("2024-03-15 10:22:33", "Fees, Delay", "1", "4", None),
        ("2024-03-15 11:22:33", None, "2", "4", None),
        ("2024-03-15 12:22:33", "Too far, too dear, Delay", "2", "5", None),
        ("2024-03-15 13:22:33", "Fees", "2", "5", None),
    ]
    file = _understood(_xlsx(tmp_path / "g.xlsx", "Form Responses 1", rows), "google-forms")
    assert _ticks(file, "Hurdles") == {
        "Fees": [1, 0, 1, None, 0, 1],
        "Too far, too dear": [1, 0, 0, None, 1, 0],
        "Delay": [0, 1, 1, None, 1, 0],
    }
    assert [issue.code for issue in file.issues] == ["option-with-comma"]
    assert _question(file, "Rate [Office]").group == "Rate"
    assert file.tables[0].frame["Remarks"].tolist()[:2] == ["one, two", "Total"]


def test_microsoft_forms_ends_each_answer_with_a_semicolon(tmp_path: Path) -> None:
    rows = [
        ("ID", "Start time", "Completion time", "Email", "Name", "Support wanted", "Why?"),
        ("1", "3/1/24 9:00", "3/1/24 9:05", "anonymous", None, "Maps;Loans, small;", "dear; far"),
        ("2", "3/1/24 9:10", "3/1/24 9:15", "anonymous", None, "Maps;", None),
        ("3", "3/1/24 9:20", "3/1/24 9:25", "anonymous", None, None, "no"),
    ]
    file = _understood(_csv(tmp_path / "m.csv", rows), "microsoft-forms")
    assert _ticks(file, "Support wanted") == {"Maps": [1, 1, None], "Loans, small": [1, 0, None]}
    assert file.tables[0].key == ("ID",)
    assert _question(file, "Why?").kind is QuestionKind.TEXT
    assert _question(file, "Email").kind is QuestionKind.OTHER


def test_surveymonkey_has_the_question_over_its_first_option(tmp_path: Path) -> None:
    rows = [
        ("Respondent ID", "Collector ID", "Which hurdles?", "", "", "How fair?", "", "Your age"),
        ("", "", "Fees", "Delay", "Other (please specify)", "Fees", "Time", "Response"),
        ("11400000001", "1", "Fees", "", "a bribe", "good", "bad", "18-29"),
        ("11400000002", "1", "", "Delay", "", "bad", "bad", "30-44"),
        ("11400000003", "1", "", "", "", "good", "good", ""),
    ]
    file = _understood(_csv(tmp_path / "s.csv", rows), "surveymonkey")
    assert _ticks(file, "Which hurdles?") == {"Fees": [1, 0, None], "Delay": [0, 1, None]}
    frame = file.tables[0].frame
    assert frame["Respondent ID"].tolist()[0] == "11400000001"
    assert frame["How fair?/Time"].tolist() == ["bad", "bad", "good"]
    assert frame["Which hurdles?/Other (please specify)"].tolist()[0] == "a bribe"
    assert file.reconciliations[0].rows_in_file == 3


@pytest.mark.parametrize(("yes", "no", "none"), [("Y", "", ""), ("Yes", "No", "N/A"), ("Sí", "No", "N/D")])
def test_limesurvey_marks_what_was_ticked(yes: str, no: str, none: str, tmp_path: Path) -> None:
    rows = [
        ("id", "submitdate", "lastpage", "Q1[SQ001]", "Q1[SQ002]", "Q1[other]", "Q2[A]", "Q2[B]"),
        ("1", "1980-01-01 00:00:00", "3", yes, no, "a bribe", "A1", "A2"),
        ("2", "", "1", none, none, "", "A2", "A2"),
        ("3", "1980-01-01 00:00:00", "3", yes, yes, "", "A1", "A1"),
    ]
    file = _understood(_csv(tmp_path / "l.csv", rows, ";"), "limesurvey")
    assert _ticks(file, "Q1") == {"SQ001": [1, None, 1], "SQ002": [0, None, 1]}
    assert file.tables[0].frame["Q1[other]"].tolist()[0] == "a bribe"
    assert _question(file, "Q2[A]").kind is not QuestionKind.MULTIPLE
    assert [issue.code for issue in file.issues] == ["incomplete-answer"]


def test_qualtrics_has_three_header_rows(tmp_path: Path) -> None:
    rows = [
        ("StartDate", "ResponseId", "Q1"),
        ("Start Date", "Response ID", "How long did you wait?"),
        ('{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}'),
        ("2024-01-01 00:00:00", "R_1", "90"),
        ("2024-01-02 00:00:00", "R_2", "120"),
    ]
    file = _understood(_csv(tmp_path / "q.csv", rows), "qualtrics")
    assert file.tables[0].frame["Q1"].tolist() == [90.0, 120.0]
    assert _question(file, "Q1").label == "How long did you wait?"
    assert _question(file, "StartDate").kind is QuestionKind.OTHER
    assert file.tables[0].key == ("ResponseId",)


def test_reviewers_are_obeyed(tmp_path: Path) -> None:
    kobo = [
        ("name", "_uuid", "_submission_time", "_validation_status", "_index"),
        ("Ama", "1", "2024-01-01", "Approved", "1"),
        ("Kofi", "2", "2024-01-01", "Not Approved", "2"),
        ("Yaa", "3", "2024-01-01", "On Hold", "3"),
    ]
    file = _understood(_csv(tmp_path / "k.csv", kobo), "kobotoolbox")
    assert file.tables[0].frame["name"].tolist() == ["Ama", "Yaa"]
    assert [row.row for row in file.reconciliations[0].set_aside] == [3]
    assert [(issue.code, issue.row) for issue in file.issues] == [("on-hold", 4)]
    odk = [
        ("SubmissionDate", "name", "KEY", "Status", "ReviewState"),
        ("2024-01-01", "Ama", "uuid:1", "", "approved"),
        ("2024-01-01", "Kofi", "uuid:2", "", "rejected"),
        ("2024-01-01", "", "uuid:3", "not decrypted", ""),
    ]
    file = _understood(_csv(tmp_path / "o.csv", odk), "odk-central")
    assert file.tables[0].frame["name"].tolist() == ["Ama"]
    assert [row.row for row in file.reconciliations[0].set_aside] == [3, 4]


def test_the_user_may_know_better(tmp_path: Path) -> None:
    rows = [
        ("Sex", "q4_1", "q4_2", "How long?"),
        ("F", "Not selected", "Fees", "long"),
        ("M", "Delay", "Not selected", "very long"),
        ("F", "", "", "days"),
    ]
    path = _csv(tmp_path / "flat.csv", rows)
    assert understand_file(path).tables == ()
    file = _understood(path, "survey", ImportChoices(dialect="survey"))
    assert _ticks(file, "q4") == {"Delay": [0, 1, None], "Fees": [1, 0, None]}


def test_the_command_line_names_every_dialect() -> None:
    assert set(gathering.DIALECTS) == {dialect.name for dialect in DIALECTS}


REAL = {
    "data/StarWars.csv": ("surveymonkey", 1186),
    "data/steak-risk-survey.csv": ("surveymonkey", 550),
    "data/thanksgiving-2015-poll-data.csv": ("surveymonkey", 1058),
    "data/comma-survey.csv": ("surveymonkey", 1129),
    "data/flying-etiquette.csv": ("surveymonkey", 1040),
    "data/weather-check.csv": ("surveymonkey", 928),
    "qualtRics/qualtrics_sample.csv": ("qualtrics", 1),
    "quality-perception-appendix/limesurvey_results-survey.csv": ("limesurvey", 70),
    "kobocruncher/data.xlsx": ("kobotoolbox", 5),
    "kobocruncher/sample_xlsform.xlsx": ("xlsform", 13),
    "kpi/transportation_export.xlsx": ("kobotoolbox", 4),
    "kpi/good_eats_multilang.xls": ("xlsform", 12),
    "docs/repeat_group_(merge)_dataset.xlsx": ("kobotoolbox", 7),
    "docs/Round_1.xlsx": ("xlsform", 10),
}


@needs_shared_data
@pytest.mark.parametrize("name", REAL)
def test_real_exports(name: str) -> None:
    dialect, rows = REAL[name]
    file = _understood(SHARED_DATA / "survey_exports" / name, dialect)
    assert len(file.tables[0]) == rows


@needs_shared_data
def test_the_films_that_were_ticked_are_counted() -> None:
    file = _understood(SHARED_DATA / "survey_exports" / "data" / "StarWars.csv", "surveymonkey")
    question = "Which of the following Star Wars films have you seen? Please select all that apply."
    ticks = _ticks(file, question)
    assert [sum(v == 1 for v in ticked) for ticked in ticks.values()] == [673, 571, 550, 607, 758, 738]


def test_an_answer_with_a_comma_is_one_answer(tmp_path: Path) -> None:
    """Several answers only where somebody gave one of them alone, or first where others gave it later."""
    said = ["Never, but open to it", "Never, and not open to it", "Often", "Never, but open to it"] * 3
    several = ["Fees, Delay", "Delay, Distance", "Fees, Distance", "Fees, Delay"] * 3
    rows = [("a", "b"), *zip(said, several, strict=True)]
    file = _understood(_csv(tmp_path / "a.csv", rows), "survey", ImportChoices(dialect="survey"))
    assert file.tables[0].questionnaire is not None
    one, other = (file.tables[0].questionnaire.question(name) for name in "ab")
    assert one is not None and one.kind is QuestionKind.SINGLE and len(one.choices) == 3
    assert other is not None and other.kind is QuestionKind.MULTIPLE and len(other.choices) == 3
