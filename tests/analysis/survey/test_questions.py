"""Surveys: weights, groups drawn as a whole, who may claim what, crosstabs, a published table reproduced."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import Any

import pytest

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.survey.questions import answers, answers_by
from advocacy.importing.imported import ImportChoices
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.table import Table
from advocacy.validation.checked_import import import_file
from advocacy.workspace import SamplePlan, Workspace
from tests.makers import table, workspace
from tests.shared_data import SHARED_DATA, needs_shared_data

_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
LICENCE = Question("licence", "Do you hold a licence?", QuestionKind.SINGLE, "licence", _YES_NO)
SEX = Question("sex", "Sex", QuestionKind.SINGLE, "sex", (Choice("f", "Female"), Choice("m", "Male")))
_INCOME = Question("income", "Monthly income", QuestionKind.NUMBER, "income")


def survey(plan: SamplePlan = SamplePlan(), **columns: list[Any]) -> Workspace:
    """A survey of sixty: half hold a licence, more men than women do, weights of 1 and 3."""
    size = 60
    given: dict[str, list[Any]] = {
        "licence": ["yes"] * 30 + ["no"] * 30,
        "sex": ["m"] * 20 + ["f"] * 25 + ["m"] * 15,
        "income": [float(100 + i) for i in range(size)],
        "w": ["1"] * 30 + ["3"] * 30,
        "coop": [f"c{i // 10}" for i in range(size)],
        **columns,
    }
    asked = table("survey", given)
    asked = replace(asked, questionnaire=Questionnaire("Members", (LICENCE, SEX, _INCOME)))
    held = workspace(asked)
    return replace(held, settings=replace(held.settings, sample=plan))


def _licence(plan: SamplePlan) -> Finding:
    return finding(survey(plan), "survey.answers.survey.licence")


def _share(found: Finding, code: str) -> tuple[float | None, float | None, float | None]:
    one = next(one for one in found.estimates if one.group == code)
    return one.value, one.low, one.high


def test_no_chance_no_margin_of_error() -> None:
    assert _share(_licence(SamplePlan()), "yes") == (0.5, None, None)
    _, low, high = _share(_licence(SamplePlan(by_chance=True)), "yes")
    assert low is not None and high is not None and low < 0.5 < high


def test_weights_change_the_share_and_are_named() -> None:
    found = _licence(SamplePlan(by_chance=True, weight="w"))
    value, low, high = _share(found, "yes")
    assert value == pytest.approx(30 / 120)
    assert low is not None and high is not None and low < 0.25 < high
    assert "Weighted" in found.method and "Korn-Graubard" in found.method
    one = next(one for one in found.estimates if one.group == "yes")
    assert (one.numerator, one.denominator) == (30, 60)


def test_groups_drawn_as_a_whole_are_less_sure() -> None:
    alone, grouped = (
        _share(_licence(plan), "yes")
        for plan in (SamplePlan(by_chance=True), SamplePlan(by_chance=True, whole_groups=True, group="coop"))
    )
    assert grouped[2] - grouped[1] > 1.5 * (alone[2] - alone[1])  # type: ignore[operator]


def test_most_members_answered() -> None:
    few, many = (
        _share(_licence(SamplePlan(by_chance=True, members=members)), "yes") for members in (10_000, 80)
    )
    assert many[2] - many[1] < 0.7 * (few[2] - few[1])  # type: ignore[operator]


def test_numbers_and_columns_of_the_design() -> None:
    found = {one.code: one for one in findings(survey(SamplePlan(by_chance=True, weight="w")))}
    income = found["survey.number.survey.income"]
    assert income.overall is not None and income.overall.value == 139.5
    assert income.overall.low is not None and income.overall.high is not None
    assert income.overall.low < 139.5 < income.overall.high and "Woodruff" in income.method
    simple = finding(survey(SamplePlan(by_chance=True)), "survey.number.survey.income")
    assert simple.overall is not None and simple.overall.low is not None


def test_weights_that_are_no_weights_speak_for_nobody() -> None:
    odd = survey(SamplePlan(by_chance=True, weight="w"), w=["-1", "x", None] + ["1"] * 57)
    found = finding(odd, "survey.answers.survey.licence")
    assert _share(found, "yes")[0] == pytest.approx(27 / 57)


def test_two_questions_crossed() -> None:
    held = survey(SamplePlan(by_chance=True))
    asked = held.tables[0]
    found = answers_by(held, asked, LICENCE, SEX)
    assert found is not None
    shares = {one.group: one.value for one in found.estimates}
    assert shares == {"f/yes": 10 / 25, "f/no": 15 / 25, "m/yes": 20 / 35, "m/no": 15 / 35}
    assert any("could be chance" in caveat for caveat in found.caveats)
    assert answers_by(held, asked, LICENCE, _INCOME) is None
    free = replace(held, settings=replace(held.settings, sample=SamplePlan(themselves=True)))
    unsure = answers_by(free, asked, LICENCE, SEX)
    assert unsure is not None and not any("chance alone" in caveat for caveat in unsure.caveats)


def _printed(share: float | None) -> str:
    return f"{int(100 * (share or 0.0) + 0.5)}%"


@needs_shared_data
def test_a_published_weighted_table() -> None:
    """The shares of two questions in the whole and in nine groups, as printed by those who asked them."""
    raw = SHARED_DATA / "survey_exports" / "data" / "raw-responses.csv"
    (asked,) = import_file(raw, choices=ImportChoices(dialect="survey")).tables
    plan = SamplePlan(by_chance=True, weight="weight")
    held = replace(workspace(asked), settings=replace(workspace().settings, sample=plan))
    published = _published()
    compared = 0
    for name in ("q0001", "q0002"):
        question = _question(asked, name)
        whole = answers(held, asked, question)
        assert whole is not None
        for one in whole.estimates:
            assert _printed(one.value) == published[one.label, "Adult Men", name]
            compared += 1
        for by in ("age3", "race2", "kids", "orientation"):
            crossed = answers_by(held, asked, question, _question(asked, by))
            assert crossed is not None
            for one in crossed.estimates:
                group, answer = one.label.split(": ")
                if (answer, group, name) in published:
                    assert _printed(one.value) == published[answer, group, name], (name, one.label)
                    compared += 1
    assert compared == 2 * 5 * 10


def _question(asked: Table, name: str) -> Question:
    question = asked.questionnaire.question(name) if asked.questionnaire else None
    assert question is not None
    return question


def _published() -> dict[tuple[str, str, str], str]:
    """By answer, group and question the share as printed."""
    path = SHARED_DATA / "stats_truth" / "data" / "masculinity-survey.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    groups = ["", "", "Adult Men", *rows[1][3:]]
    table_: dict[tuple[str, str, str], str] = {}
    number = 0
    for row in rows[2:14]:
        number += bool(row[0])
        for place in range(2, len(groups)):
            if row[1]:
                table_[row[1], groups[place], f"q{number:04d}"] = row[place]
    return table_
