"""Answers compared by another question: reached from the settings, tested, protected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advocacy.analysis.finding import State
from advocacy.analysis.findings import findings
from advocacy.analysis.survey.questions import question_named
from advocacy.importing.questionnaire import QuestionKind, Questionnaire
from advocacy.workspace import SamplePlan, Workspace
from tests.survey_makers import multiple, plain_question, single, survey_of

QUESTIONS = (
    single("sex", "f", "m", label="Sex"),
    single("paid", "yes", "no", label="Did you pay?"),
    single("trust", "Never", "Sometimes", "Always", "Don't know"),
    multiple("why", "far", "dear", label="Why?"),
    plain_question("income", QuestionKind.NUMBER),
)


def _held(by: str = "sex", plan: SamplePlan = SamplePlan(by_chance=True), few: int = 10) -> Workspace:
    size = 80
    return survey_of(
        {
            "sex": ["f"] * 40 + ["m"] * 40,
            "paid": ["yes"] * 30 + ["no"] * 10 + ["yes"] * few + ["no"] * (40 - few),
            "trust": ["Never", "Sometimes", "Always", "Don't know"] * 20,
            "why/far": [1] * 35 + [0] * 45,
            "why/dear": [0, 1] * 40,
            "income": [float(i) for i in range(size)],
        },
        QUESTIONS,
        plan,
        compare_by=by,
    )


def test_nothing_is_compared_unasked() -> None:
    assert not [one for one in findings(_held("")) if one.code.startswith("survey.crosstab")]


def test_every_closed_question_is_compared() -> None:
    found = {one.code: one for one in findings(_held())}
    compared = {code for code in found if code.startswith("survey.crosstab")}
    assert compared == {f"survey.crosstab.survey.{name}.by.sex" for name in ("paid", "trust", "why")}
    paid = found["survey.crosstab.survey.paid.by.sex"]
    assert {one.group: one.value for one in paid.estimates} == {
        "f/yes": 0.75, "f/no": 0.25, "m/yes": 0.25, "m/no": 0.75,
    }  # fmt: skip
    assert "from 25% (m) to 75% (f) of the members" in paid.headline
    assert any("more than chance" in said and "chi-square" in said for said in paid.caveats)
    trust = found["survey.crosstab.survey.trust.by.sex"]
    assert {one.n for one in trust.estimates} == {30} and len(trust.estimates) == 6
    assert any("could be chance" in said for said in trust.caveats)
    assert trust.headline.endswith("show no difference beyond chance")
    why = found["survey.crosstab.survey.why.by.sex"]
    assert any("Bonferroni" in said for said in why.caveats)


def test_no_test_without_a_draw() -> None:
    found = {one.code: one for one in findings(_held(plan=SamplePlan(themselves=True)))}
    paid = found["survey.crosstab.survey.paid.by.sex"]
    assert not any("chance" in said and "p " in said for said in paid.caveats)
    assert "suggest" in paid.headline and "of those who answered" in paid.headline


def test_small_cells_are_hidden_and_the_headline_says_less() -> None:
    found = {one.code: one for one in findings(_held(few=2))}
    paid = found["survey.crosstab.survey.paid.by.sex"]
    hidden = {one.group for one in paid.estimates if one.state is State.SUPPRESSED}
    assert {"m/yes", "m/no"} <= hidden
    assert paid.headline.endswith("small groups are not shown")


@pytest.mark.parametrize("by", ["income", "why", "nothing", "paid"])
def test_by_what_cannot_part_people(by: str) -> None:
    codes = {one.code for one in findings(_held(by)) if one.code.startswith("survey.crosstab")}
    assert not codes or by == "paid"
    assert not any(code.startswith(f"survey.crosstab.survey.{by}.") for code in codes)


def test_one_group_only() -> None:
    held = _held()
    asked = held.tables[0]
    same = replace(asked, frame=asked.frame.assign(sex="f"))
    assert not [
        one for one in findings(replace(held, tables=(same,))) if one.code.startswith("survey.crosstab")
    ]


def test_many_groups_are_put_together() -> None:
    places = [f"P{i:02d}" for i in range(20)]
    held = survey_of(
        {"place": [place for place in places for _ in range(12)], "paid": ["yes", "no"] * 120},
        (single("place", *places), QUESTIONS[1]),
        compare_by="place",
    )
    (found,) = (one for one in findings(held) if one.code == "survey.crosstab.survey.paid.by.place")
    groups = {one.group.split("/")[0] for one in found.estimates}
    assert len(groups) == 8 and "*" in groups


def test_a_question_is_found_by_name_column_or_text() -> None:
    form = Questionnaire("F", QUESTIONS)
    for called in ("paid", "Did you pay?", "did you PAY"):
        found = question_named(form, called)
        assert found is not None and found.name == "paid"
    assert question_named(form, "") is None and question_named(form, "x") is None
