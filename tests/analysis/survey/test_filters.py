"""Answers filtered by a question: who is left, in words, and how sure a share of some may be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import findings, survey
from advocacy.analysis.survey.filters import filter_field, people_choices, people_kept, people_words
from advocacy.analysis.survey.questions import survey_findings
from advocacy.analysis.survey.tally import OTHER_TICKS
from advocacy.importing.questionnaire import QuestionKind
from advocacy.workspace import Filter, SamplePlan, Workspace
from tests.survey_makers import multiple, plain_question, single, survey_of

_QUESTIONS = (
    single("sex", "f", "m", label="Sex:"),
    single("licence", "yes", "no", label="Do you hold a licence?"),
    multiple("met", "fees", "delay", label="Hurdles met"),
    plain_question("age", QuestionKind.NUMBER, "Age"),
    plain_question("when", QuestionKind.DATE, "When did you begin?"),
    plain_question("why", QuestionKind.TEXT, "What should change?"),
)
_SIZE = 60


def _held(plan: SamplePlan | None = None, **more: list[object]) -> Workspace:
    made = {
        "sex": ["f"] * 24 + ["m"] * 30 + [None] * 6,
        "licence": (["yes"] * 6 + ["no"] * 18) + ["yes"] * 15 + ["no"] * 15 + ["no"] * 6,
        "met/fees": [i % 2 for i in range(_SIZE)],
        "met/delay": [1] * _SIZE,
        "age": [20.0 + i for i in range(_SIZE)],
        "when": ["2024-01-05"] * _SIZE,
        "why": ["the office is far away from here"] * _SIZE,
        **more,
    }
    return survey_of(made, _QUESTIONS, *((plan,) if plan else ()))


def _women(held: Workspace) -> Workspace:
    return held.with_filter(Filter("survey.sex", ("f",)))


def _by_code(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {one.code.removeprefix("survey."): one for one in found}


def test_only_questions_with_a_list_of_answers_are_offered() -> None:
    choices = people_choices(_held().tables[0])
    assert [one.field for one in choices] == ["survey.sex", "survey.licence", "survey.met"]
    assert choices[0].values == (("f", "f", 24), ("m", "m", 30))
    assert choices[2].values == (("met/fees", "fees", 30), ("met/delay", "delay", 60))
    assert filter_field(_held().tables[0], _QUESTIONS[0]) == "survey.sex"


def test_every_kind_of_question_keeps_to_the_filter_and_says_it() -> None:
    held = _women(_held())
    assert int(people_kept(held, held.tables[0]).sum()) == 24
    assert people_words(held, held.tables[0]) == ("Sex: f",)
    found = _by_code(survey(held))
    assert set(found) == {
        "answers.survey.sex",
        "answers.survey.licence",
        "answers.survey.met",
        "number.survey.age",
        "date.survey.when",
        "text.survey.why",
    }
    sex = found.pop("answers.survey.sex")
    assert sex.filters == () and {one.group for one in sex.estimates} == {
        "f",
        "m",
    }  # an answer among the others
    assert all(one.filters == ("Sex: f",) for one in found.values())
    licence = {one.group: one for one in found["answers.survey.licence"].estimates}
    assert (licence["yes"].numerator, licence["yes"].denominator) == (6, 24)
    assert found["number.survey.age"].overall is not None
    assert found["number.survey.age"].overall.value == np.median(20.0 + np.arange(24))
    assert "24 of 24 people" in found["answers.survey.licence"].base
    assert "of the members whom the filter keeps" in found["answers.survey.licence"].headline


def test_an_answer_that_is_clicked_can_be_filtered_on_whatever_its_code() -> None:
    held = _held(sex=["a/b"] * 24 + ["m"] * 36)
    table = held.tables[0]
    form = replace(table.questionnaire, questions=(single("sex", "a/b", "m", label="Sex:"), *_QUESTIONS[1:]))
    held = replace(held, tables=(replace(table, questionnaire=form),))
    sex = next(one for one in survey(held) if one.code == "survey.answers.survey.sex")
    code = min(sex.estimates, key=lambda one: one.n and one.numerator).group
    assert code in [value for value, _, _ in people_choices(held.tables[0])[0].values]
    kept = held.with_filter(Filter(sex.dimension, (code,)))
    assert int(people_kept(kept, kept.tables[0]).sum()) == 24
    assert people_words(kept, kept.tables[0]) == ("Sex: a/b",)


def test_what_is_in_sight_is_counted_first() -> None:
    found = [one.code for one in survey(_held(), first=("survey.text.survey.why", "survey.date.survey.when"))]
    assert found[:2] == ["survey.date.survey.when", "survey.text.survey.why"] and len(found) == 6


def test_a_filter_gives_what_the_people_alone_would_give() -> None:
    """In a simple sample without a population the share of a domain is that of its people."""
    everything = _held()
    table = everything.tables[0]
    alone = replace(
        everything,
        tables=(
            replace(
                table, frame=table.frame.iloc[:24], raw=table.raw.iloc[:24], origin=table.origin.iloc[:24]
            ),
        ),
    )
    mine, theirs = _by_code(survey(_women(everything))), _by_code(survey(alone))
    for code in ("answers.survey.licence", "answers.survey.met", "number.survey.age"):
        for one, other in zip(mine[code].estimates, theirs[code].estimates, strict=True):
            assert (one.value, one.low, one.high, one.n) == (other.value, other.low, other.high, other.n)


def test_the_design_stays_that_of_all_who_were_drawn() -> None:
    """Korn and Graubard's interval of a domain counts all clusters, also those without a woman."""
    held = _women(
        _held(
            SamplePlan(by_chance=True, whole_groups=True, group="village"),
            village=[f"v{i % 12}" for i in range(_SIZE)],
        )
    )
    found = _by_code(survey(held))["answers.survey.licence"]
    yes = next(one for one in found.estimates if one.group == "yes")
    assert yes.value == pytest.approx(6 / 24)
    assert yes.low is not None and yes.high is not None and yes.low < 0.25 < yes.high


def test_several_answers_are_joined_by_or_and_two_questions_by_and() -> None:
    held = (
        _held().with_filter(Filter("survey.sex", ("f", "m"))).with_filter(Filter("survey.licence", ("yes",)))
    )
    assert people_words(held, held.tables[0]) == ("Sex: f or m", "Do you hold a licence? yes")
    assert int(people_kept(held, held.tables[0]).sum()) == 21


@pytest.mark.parametrize("values", [("nobody",), ("f",)], ids=["unknown answer", "few people"])
def test_few_people_are_hidden_and_nobody_is_no_error(values: tuple[str, ...]) -> None:
    made = _held(sex=["f"] * 3 + ["m"] * 57)
    held = made.with_filter(Filter("survey.sex", values))
    for one in (*survey(held), *findings(held)):
        assert all(each.state is not State.SHOWN for each in one.estimates), one.code


def test_another_survey_and_other_tables_are_untouched() -> None:
    held = _held().with_filter(Filter("later.sex", ("f",))).with_filter(Filter("sex", ("f",)))
    assert people_kept(held, held.tables[0]).all()
    assert not any(one.filters for one in survey_findings(held))


def _ticks(labels: tuple[str, ...], **columns: list[object]) -> Workspace:
    """A survey of 40 people asked by one question with these answers, and when they began."""
    asked = (
        multiple("met", *labels, label="Hurdles met"),
        plain_question("when", QuestionKind.DATE, "When did you begin?"),
        single("sex", "f", "m", label="Sex"),
    )
    days: list[object] = [None if i < 4 else f"2024-{1 + i % 3:02d}-15" for i in range(40)]
    return survey_of({"when": days, "sex": ["f", "m"] * 20, **columns}, asked)


_AWKWARD = ("fees, high / low", "fees", "delay ∕ wait", "", "*")


def _awkward() -> Workspace:
    made = {f"met/{label}": [int(i % (n + 2) == 0) for i in range(40)] for n, label in enumerate(_AWKWARD)}
    made["met/fees"] = [None] * 6 + made["met/fees"][6:]
    return _ticks(_AWKWARD, **made)


@pytest.mark.parametrize("number", range(len(_AWKWARD)))
def test_an_answer_of_several_keeps_whoever_ticked_it_whatever_its_code(number: int) -> None:
    held = _awkward()
    found = _by_code(survey(held))["answers.survey.met"]
    ticked = (held.tables[0].frame[f"met/{_AWKWARD[number]}"] == 1).fillna(False).to_numpy(dtype=bool)
    (one,) = [each for each in found.estimates if each.group == f"met/{_AWKWARD[number]}" and not each.series]
    kept = held.with_filter(Filter(found.dimension, (one.group,)))
    assert people_kept(kept, kept.tables[0]).tolist() == ticked.tolist()
    assert people_words(kept, kept.tables[0]) == (f"Hurdles met: ticked “{_AWKWARD[number]}”",)
    after = _by_code(survey(kept))
    sex = after["answers.survey.sex"]
    assert sex.filters == people_words(kept, kept.tables[0])
    assert {each.denominator for each in sex.estimates if each.value is not None} <= {float(ticked.sum())}
    again = after["answers.survey.met"]
    assert [(each.group, each.value) for each in again.estimates] == [
        (each.group, each.value) for each in found.estimates
    ]
    assert again.filters == ()


def test_of_two_answers_ticked_one_is_enough_and_two_answers_of_one_code_are_one() -> None:
    held = _ticks(("fees", "delay"), **{"met/fees": [1] * 10 + [0] * 30, "met/delay": [0] * 5 + [1] * 35})
    both = held.with_filter(Filter("survey.met", ("met/fees", "met/delay")))
    assert int(people_kept(both, both.tables[0]).sum()) == 40
    assert people_words(both, both.tables[0]) == ("Hurdles met: ticked “fees” or “delay”",)
    table = held.tables[0]
    assert table.questionnaire is not None
    twice = multiple("met", "fees", "fees", label="Which did you meet?")
    form = replace(table.questionnaire, questions=(twice, *table.questionnaire.questions[1:]))
    held = replace(held, tables=(replace(table, questionnaire=form),))
    fees = held.with_filter(Filter("survey.met", ("met/fees",)))
    assert int(people_kept(fees, fees.tables[0]).sum()) == 10
    assert people_words(fees, fees.tables[0]) == ("Which did you meet? ticked “fees”",)


@pytest.mark.parametrize("value", ["met/gone", "fees", "/fees", "", "met"])
def test_an_answer_nobody_could_tick_keeps_nobody_and_is_no_error(value: str) -> None:
    held = _awkward().with_filter(Filter("survey.met", (value,)))
    assert not people_kept(held, held.tables[0]).any()
    assert people_words(held, held.tables[0]) and survey(held)


def test_a_question_whose_answers_have_no_columns_cannot_be_filtered_by() -> None:
    held = _ticks(("fees",)).with_filter(Filter("survey.met", ("met/fees",)))
    assert people_kept(held, held.tables[0]).all()
    assert people_words(held, held.tables[0]) == ()


def test_a_period_of_the_days_given_keeps_whoever_gave_one_in_it() -> None:
    held = _awkward()
    found = _by_code(survey(held))["date.survey.when"]
    for one in found.estimates:
        assert one.keeps is not None and one.rows is not None
        kept = held.with_filter(one.keeps)
        assert np.flatnonzero(people_kept(kept, kept.tables[0])).tolist() == one.rows.positions.tolist()
        after = _by_code(survey(kept))
        (words,) = after["answers.survey.sex"].filters
        assert words.startswith("When did you begin? from ")
        assert [each.value for each in after["date.survey.when"].estimates] == [
            each.value for each in found.estimates
        ]


def test_what_is_put_together_is_no_answer() -> None:
    labels = tuple(f"answer {n}" for n in range(20))
    held = _ticks(
        labels, **{f"met/{label}": [int(i % 2 == n % 2) for i in range(40)] for n, label in enumerate(labels)}
    )
    found = _by_code(survey(held))["answers.survey.met"]
    rest = next(one for one in found.estimates if one.label == "Other answers")
    assert rest.group == OTHER_TICKS
