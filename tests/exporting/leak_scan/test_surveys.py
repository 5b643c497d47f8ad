"""A survey holds words of people and words that were put to them; only the former are theirs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advocacy.brief.composed import composed
from advocacy.exporting.export import export
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.exporting.leak_scan.piece import Piece
from advocacy.exporting.leak_scan.private_values import private_values
from advocacy.exporting.leak_scan.scan import Scan
from advocacy.importing.imported import ImportChoices
from advocacy.importing.questionnaire import QuestionKind
from advocacy.progress import silent
from advocacy.sample import import_all
from advocacy.validation.checked_import import import_file
from advocacy.workspace import Workspace
from advocacy.workspace.merging import with_import
from advocacy.workspace.personal import personal_fields
from tests.exporting.written_brief import text_of
from tests.makers import table
from tests.survey_makers import plain_question, single, survey_of

_ASKERS = ("Juma Kabila", "Amina Sefu", "Grace Mwangi")


@pytest.fixture
def survey(tmp_path: Path) -> Workspace:
    """An export with the names of who asked and who recruited among its answers."""
    path = tmp_path / "members.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(
            [
                "start",
                "Enumerator",
                "Who recruited you?",
                "Were you asked for money?",
                "_uuid",
                "_submission_time",
            ]
        )
        for i in range(90):
            asked = ("Yes", "No")[i % 2]
            sheet.writerow(
                [
                    f"2024-03-{1 + i % 28:02d}T08:00:00",
                    _ASKERS[i % 3],
                    _ASKERS[i % 2],
                    asked,
                    f"u{i}",
                    "2024-03-30",
                ]
            )
    return import_all([path], Workspace(), silent)[0]


def test_who_asked_is_neither_counted_nor_printed(survey: Workspace, tmp_path: Path) -> None:
    brief, found = composed(survey)
    assert [one.name for one in found if one.code.startswith("survey.")] == ["Were you asked for money?"]
    for suffix in (".docx", ".html", ".md", ".xlsx"):
        path = tmp_path / f"brief{suffix}"
        export(brief, path)
        text = text_of(path)
        assert not [name for asker in _ASKERS for name in asker.split() if name in text], suffix


def test_columns_that_name_people_are_masked(survey: Workspace) -> None:
    (asked,) = survey.tables
    assert set(personal_fields(asked)) == {"Enumerator", "Who recruited you?"}


def test_an_answer_that_was_offered_is_nobodys_own() -> None:
    held = survey_of(
        {
            "channel": ["The Weather Channel", "Radio"] * 20,
            "other": ["the weather channel", "I read the clouds"] * 20,
        },
        [single("channel", "The Weather Channel", "Radio"), plain_question("other", QuestionKind.TEXT)],
    )
    statements = {run for run, kind in private_values(held).runs.items() if kind is Kind.STATEMENT}
    assert statements == {"ireadtheclouds"}


def test_the_form_names_questions_and_no_people() -> None:
    form = table(
        "form.members", {"type": ["text"] * 2, "name": ["no answer", "date time"], "label": ["A", "B"]}
    )
    private = private_values(Workspace(tables=(form,)))
    assert not private.runs and not private.pairs and not private.bearers
    assert personal_fields(form) == ()


def test_a_word_that_many_answered_is_nobodys_name_and_a_whole_name_still_is(tmp_path: Path) -> None:
    """Sites are called like minerals and provinces; a person of whom two parts are told is still known."""
    path = tmp_path / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["name", "province", "mineral1", "mineral2", "armed group", "remark"])
        for i in range(60):
            named = {0: "Tanganyika Bora", 1: "Butamu ya Zaire", 2: "Manganese Wikusa", 3: "Base And Co"}
            mineral = ("Gold", "Tin")[i % 2] if i != 5 else "Manganese"
            second = ("None", "Tin")[i % 2] if i != 7 else "Manganese"
            remark = "Wikusa comes by on Mondays with others" if i == 9 else f"remark {i} on the site"
            place = ("Tanganyika", "Ituri")[i % 2]
            sheet.writerow(
                [
                    named.get(i, f"Site Nd{i}ala"),
                    place,
                    mineral,
                    second,
                    "Autodefense Zaire" if i % 4 else f"g{i}",
                    remark,
                ]
            )
    choices = ImportChoices(dialect="survey")
    held = with_import(Workspace(), import_file(path, choices=choices))[0]
    scan = Scan(private_values(held))
    said = ("Tanganyika: 30 sites", "Manganese", "Zaire", "Wikusa", "Tanganyika Bora", "Butamu")
    said += ("with its base and its interval", "at Base And")
    found = {text for text in said if list(scan.leaks([Piece("", text)]))}
    assert found == {"Wikusa", "Tanganyika Bora", "Butamu", "at Base And"}
