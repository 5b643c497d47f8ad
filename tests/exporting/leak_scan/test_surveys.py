"""A survey holds words of people and words that were put to them; only the former are theirs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advocacy.brief.composed import composed
from advocacy.exporting.export import export
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.exporting.leak_scan.private_values import private_values
from advocacy.importing.questionnaire import QuestionKind
from advocacy.progress import silent
from advocacy.sample import import_all
from advocacy.workspace import Workspace
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
