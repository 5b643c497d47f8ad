"""Every kind of question has a finding that says what it counts; odd answers are kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Finding, State
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.survey.questions import answers
from advocacy.brief.tables import finding_table
from advocacy.charts.draw import draw
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.workspace import SamplePlan
from tests.survey_makers import BY_CHANCE, multiple, plain_question, single, survey_of

ROUTES = [
    (SamplePlan(by_chance=True), "The answers show", "of the members", True),
    (SamplePlan(by_chance=True, whole_groups=True), "The answers show", "of the members", True),
    (SamplePlan(everybody=True, members=60), "The answers show", "of the members", False),
    (SamplePlan(everybody=True, members=6000), "The answers suggest", "of those who answered", False),
    (SamplePlan(by_chance=False), "The answers suggest", "of those who answered", False),
    (SamplePlan(themselves=True, by_chance=True), "The answers suggest", "of those who answered", False),
    (SamplePlan(), "The answers suggest", "of those who answered", False),
]


def _shares(found: Finding) -> dict[str, float | None]:
    return {one.group: one.value for one in found.estimates if not one.series}


@pytest.mark.parametrize(("plan", "verb", "whom", "has_interval"), ROUTES)
def test_how_people_were_chosen_decides_the_words(
    plan: SamplePlan, verb: str, whom: str, has_interval: bool
) -> None:
    questions = (
        single("paid", "yes", "no", label="Did you pay?"),
        single("trust", "Not at all", "A little", "Somewhat", "A lot", label="Do you trust it?"),
        plain_question("income", QuestionKind.NUMBER, "What do you earn?"),
        multiple("why", "far", "dear", label="Why?"),
    )
    size = 40
    held = survey_of(
        {
            "paid": ["yes"] * 25 + ["no"] * 15,
            "trust": ["Not at all", "A little", "Somewhat", "A lot"] * 10,
            "income": list(range(size)),
            "why/far": [1, 1, 0, 1] * 10,
            "why/dear": [0, 1, 0, 1] * 10,
        },
        questions,
        plan,
    )
    found = findings(held)
    assert len(found) == 4
    for one in found:
        assert verb in one.headline and whom in one.headline, one.headline
        assert ("members, by" in one.base) is (whom == "of the members")
        assert any(e.low is not None for e in one.estimates) is has_interval


def test_not_applicable_is_outside_the_base_and_not_knowing_never_leads() -> None:
    paid = single("paid", "Don't know", "Yes", "No", "N/A", "Prefer not to say", label="Paid?")
    values = (
        ["Don't know"] * 20 + ["Yes"] * 12 + ["No"] * 8 + ["N/A"] * 6 + ["Prefer not to say"] * 7 + [None] * 9
    )
    found = finding(survey_of({"paid": values}, (paid,)), "survey.answers.survey.paid")
    assert list(_shares(found)) == ["Yes", "No", "Don't know", "Prefer not to say"]
    assert _shares(found)["Yes"] == pytest.approx(12 / 47)
    assert {(one.n, one.missing) for one in found.estimates} == {(47, 9)}
    assert "“Yes” most often" in found.headline
    assert any("6 said that it does not concern them" in said for said in numbers.remarks(found))


def test_few_people_to_whom_it_does_not_apply_are_not_told() -> None:
    paid = single("paid", "Yes", "No", "N/A")
    found = finding(
        survey_of({"paid": ["Yes"] * 20 + ["No"] * 20 + ["N/A"] * 3}, (paid,)), "survey.answers.survey.paid"
    )
    assert not any("concern" in said for said in numbers.remarks(found))


def test_what_nobody_wrote_down_is_missing_and_no_answer() -> None:
    """Sheets of visits to sites hold "No data" where others have an empty cell."""
    mercury = single("mercury", "No data", "Observed", "None observed", "Non renseigné")
    values = (
        ["No data"] * 30 + ["Observed"] * 12 + ["None observed"] * 18 + ["Non renseigné"] * 4 + [None] * 6
    )
    found = finding(survey_of({"mercury": values}, (mercury,)), "survey.answers.survey.mercury")
    assert _shares(found) == {"None observed": pytest.approx(18 / 30), "Observed": pytest.approx(12 / 30)}
    assert {(one.n, one.missing) for one in found.estimates} == {(30, 40)}
    assert not any("concern" in said for said in numbers.remarks(found))


def test_an_answer_beside_no_data_counts() -> None:
    tools = multiple("tools", "Pick", "Pump", "No data")
    frame = {
        "tools/Pick": [1] * 20 + [0] * 20 + [None] * 5,
        "tools/Pump": [0] * 20 + [0] * 20 + [None] * 5,
        "tools/No data": [1] * 5 + [0] * 15 + [1] * 20 + [None] * 5,
    }
    found = finding(survey_of(frame, (tools,)), "survey.answers.survey.tools")
    assert {(one.label, one.numerator, one.n) for one in found.estimates} == {("Pick", 20, 20)}


def test_refused_is_what_became_of_an_application() -> None:
    came = single("came", "Granted", "Refused", "Pending")
    found = finding(
        survey_of({"came": ["Refused"] * 20 + ["Granted"] * 10 + ["Pending"] * 10}, (came,)),
        "survey.answers.survey.came",
    )
    assert "“Refused” most often" in found.headline


def test_more_answers_than_can_be_shown_stay_countable() -> None:
    places = [f"Place {i:02d}" for i in range(20)]
    values = [place for i, place in enumerate(places) for _ in range(30 - i)]
    found = finding(survey_of({"where": values}, (single("where", *places),)), "survey.answers.survey.where")
    assert len(found.estimates) == 12
    last = found.estimates[-1]
    assert last.label == "Other answers" and last.numerator == sum(30 - i for i in range(11, 20))
    assert last.rows is not None and len(last.rows.positions) == last.numerator
    assert sum(one.numerator or 0 for one in found.estimates) == len(values)


def test_a_stroke_in_an_answer_is_no_sign_of_several_answers() -> None:
    """Two groups must be hidden, else the small one is the total less the others."""
    values = ["a/b"] * 2 + ["c"] * 20 + ["d"] * 30
    found = finding(survey_of({"q": values}, (single("q", "a/b", "c", "d"),)), "survey.answers.survey.q")
    assert sum(one.state is State.SUPPRESSED for one in found.estimates) == 2


def test_several_answers_on_both_bases_in_the_table_and_one_bar_each() -> None:
    why = multiple("why", "far", "dear", label="Why?")
    held = survey_of({"why/far": [1] * 20 + [0] * 10, "why/dear": [1] * 10 + [0] * 20}, (why,))
    found = finding(held, "survey.answers.survey.why")
    table = finding_table(found)
    assert table.header[:3] == ("Group", "Value", "Of all answers")
    assert [row[:3] for row in table.rows] == [("far", "67%", "67%"), ("dear", "33%", "33%")]
    drawn = draw(found)
    assert len(drawn["data"][0]["x"]) == 2


def test_what_few_ticked_is_in_neither_basis() -> None:
    why = multiple("why", "far", "dear", "rare", label="Why?")
    ticks = {
        "why/far": [1] * 20 + [0] * 10,
        "why/dear": [1] * 10 + [0] * 20,
        "why/rare": [1] * 2 + [0] * 28,
    }
    found = finding(survey_of(ticks, (why,)), "survey.answers.survey.why")
    hidden = [one for one in found.estimates if one.state is State.SUPPRESSED]
    assert {(one.group, one.series) for one in hidden} == {("why/rare", ""), ("why/rare", "answers")}
    shown = {(one.group, one.series): one.denominator for one in found.estimates}
    assert shown["why/far", "answers"] == 30  # and not 32, from which 2 could be read


def test_an_answer_not_offered_to_all_has_its_own_base() -> None:
    why = multiple("why", "far", "new", label="Why?")
    ticks: dict[str, Sequence[Any]] = {
        "why/far": [1] * 20 + [0] * 20,
        "why/new": [None] * 20 + [1] * 10 + [0] * 10,
    }
    found = finding(survey_of(ticks, (why,)), "survey.answers.survey.why")
    assert {one.group: (one.value, one.n) for one in found.estimates if not one.series} == {
        "why/far": (0.5, 40),
        "why/new": (0.5, 20),
    }
    assert any("not offered to all" in said for said in found.caveats)


def test_who_was_not_asked_is_not_missing() -> None:
    licence = single("licence", "yes", "no")
    why = single("why", "far", "dear", relevant="${licence} = 'no'")
    held = survey_of(
        {"licence": ["no"] * 30 + ["yes"] * 30, "why": ["far"] * 15 + ["dear"] * 10 + [None] * 35},
        (licence, why),
    )
    found = finding(held, "survey.answers.survey.why")
    assert {(one.n, one.missing) for one in found.estimates} == {(25, 5)}
    assert "25 of 30 people who were asked this, of 60" in found.base
    assert "of the members whom this concerns" in found.headline
    assert any(
        "Whatever the 5 who were asked" in said and "50% to 67%" in said for said in numbers.remarks(found)
    )


# --- scales ---


SCALES = [
    ("Agree", "Disagree", "Neither agree nor disagree", "Strongly agree", "Strongly disagree"),
    ("Always", "Never", "Often", "Rarely", "Sometimes"),
    ("Major obstacle", "Minor obstacle", "Moderate obstacle", "No obstacle", "Very severe obstacle"),
    ("Jamais", "Parfois", "Rarement", "Souvent", "Toujours"),
    ("De acuerdo", "En desacuerdo", "Muy de acuerdo", "Muy en desacuerdo"),
    ("Concordo", "Concordo totalmente", "Discordo", "Discordo totalmente"),
    ("Daima", "Kamwe", "Mara chache", "Mara nyingi"),
]


@pytest.mark.parametrize("labels", SCALES)
def test_a_scale_is_known_by_its_words_in_any_order(labels: tuple[str, ...]) -> None:
    held = survey_of({"q": list(labels) * 8}, (single("q", *labels),))
    found = finding(held, "survey.answers.survey.q")
    assert "order of the scale" in " ".join(found.caveats)
    order = [one.label for one in found.estimates]
    assert order != list(labels)
    assert order[0] in (
        *("Strongly disagree", "Never", "No obstacle", "Jamais", "Muy en desacuerdo"),
        *("Discordo totalmente", "Kamwe"),
    )


def test_the_order_of_the_form_counts_where_both_ends_are_known() -> None:
    labels = ("Always", "When I must", "Now and then", "Never")
    found = finding(survey_of({"q": list(labels) * 8}, (single("q", *labels),)), "survey.answers.survey.q")
    assert [one.label for one in found.estimates] == ["Never", "Now and then", "When I must", "Always"]
    none = ("When I must", "Always", "Now and then", "Never")
    found = finding(survey_of({"q": list(none) * 8}, (single("q", *none),)), "survey.answers.survey.q")
    assert "order of the scale" not in " ".join(found.caveats)


@pytest.mark.parametrize(
    "labels", [("18–34", "35–54", "55 and over"), ("Yes", "No", "Applied"), ("Male", "Female")]
)
def test_what_is_no_scale(labels: tuple[str, ...]) -> None:
    found = finding(survey_of({"q": list(labels) * 12}, (single("q", *labels),)), "survey.answers.survey.q")
    assert "order of the scale" not in " ".join(found.caveats)


def test_both_ends_together_and_not_knowing_apart() -> None:
    labels = ("Never", "Rarely", "Often", "Always", "Don't know")
    values = ["Never"] * 6 + ["Rarely"] * 8 + ["Often"] * 14 + ["Always"] * 12 + ["Don't know"] * 10
    found = finding(survey_of({"q": values}, (single("q", *labels),)), "survey.answers.survey.q")
    assert _shares(found) == pytest.approx({"Never": 0.15, "Rarely": 0.2, "Often": 0.35, "Always": 0.3})
    said = numbers.remarks(found)
    assert any(one.startswith("“Often” or “Always”: 65%, 95% interval") for one in said)
    assert any(one.startswith("“Never” or “Rarely”: 35%") for one in said)
    assert any("“Don't know” is not on the scale" in one and "20%" in one for one in said)
    assert "“Often” or “Always” for 65% of the members" in found.headline


def test_ends_with_few_people_are_not_told_together() -> None:
    labels = ("Never", "Rarely", "Often", "Always")
    values = ["Never"] * 2 + ["Rarely"] * 20 + ["Often"] * 14 + ["Always"] * 12
    found = finding(survey_of({"q": values}, (single("q", *labels),)), "survey.answers.survey.q")
    assert not any(
        "together" in said or "“Never” or" in said for said in (*numbers.remarks(found), found.headline)
    )
    assert found.estimates[-1].state is State.SUPPRESSED


def test_numbers_that_are_steps() -> None:
    good = plain_question("good", QuestionKind.NUMBER, "How good is the office, from 1 to 5?")
    held = survey_of({"good": [float(1 + i % 5) for i in range(50)]}, (good,))
    found = finding(held, "survey.answers.survey.good")
    assert list(_shares(found)) == ["1", "2", "3", "4", "5"]
    visits = plain_question("visits", QuestionKind.NUMBER, "How many visits?")
    held = survey_of({"visits": [float(1 + i % 5) for i in range(50)]}, (visits,))
    assert finding(held, "survey.number.survey.visits").overall is not None
    off = survey_of({"good": [float(1 + i % 5) for i in range(49)] + [9.0]}, (good,))
    assert finding(off, "survey.number.survey.good").overall is not None
    labels = ("1 - very bad", "2", "3", "4", "5 - very good")
    found = finding(
        survey_of({"q": list(labels) * 8}, (single("q", *reversed(labels)),)), "survey.answers.survey.q"
    )
    assert [one.label for one in found.estimates] == list(labels)


# --- days and texts ---


def test_days_are_counted_in_periods_that_tell_of_nobody() -> None:
    when = plain_question("when", QuestionKind.DATE, "When did you apply?")
    days = [f"2024-{1 + i % 6:02d}-10" for i in range(60)] + [None] * 4
    found = finding(survey_of({"when": days}, (when,)), "survey.date.survey.when")
    assert found.chart is Chart.MONTHS and [one.value for one in found.estimates] == [10.0] * 6
    assert found.estimates[0].missing == 4
    assert draw(found)["data"][0]["type"] == "bar"
    assert finding_table(found).header == ("Period", "Answers")
    few = survey_of({"when": [f"{1950 + i}-05-01" for i in range(60)]}, (when,))
    found = finding(few, "survey.date.survey.when")
    assert all((one.value or 0) >= 5 for one in found.estimates)
    assert sum(one.value or 0 for one in found.estimates) == 60


@pytest.mark.parametrize("days", [[None] * 20, ["2024-01-01"] * 3 + [None] * 17])
def test_too_few_days_are_no_finding(days: list[Any]) -> None:
    when = plain_question("when", QuestionKind.DATE)
    assert findings(survey_of({"when": days}, (when,))) == ()


def test_texts_give_words_many_used_and_no_quote() -> None:
    why = plain_question("why", QuestionKind.TEXT, "What is hardest?")
    said = (
        ["The mining office is too far"] * 8
        + ["Mining office, far away!"] * 6
        + ["My neighbour Zebulon helps me"] * 2
    )
    said += ["fees are high for us"] * 5 + [None] * 9
    found = finding(survey_of({"why": said}, (why,)), "survey.text.survey.why")
    words = {one.label: one.numerator for one in found.estimates if one.group}
    assert words["mining office"] == 14 and words["far"] == 14 and words["fees"] == 5
    assert "mining" not in words and "the" not in words and "zebulon" not in words
    assert found.overall is not None and found.overall.numerator == 21 and found.overall.denominator == 30


def test_names_and_numbers_are_no_texts() -> None:
    questions = (
        plain_question("n", QuestionKind.TEXT, "Your full name"),
        plain_question("code", QuestionKind.TEXT, "Site"),
    )
    columns = {"n": [f"Ama Mensah {i}" for i in range(20)], "code": [f"S-{i}" for i in range(20)]}
    assert findings(survey_of(columns, questions)) == ()


# --- awkward ---

_EVERY = (
    single("one", "a", "b"),
    single("scale", "Never", "Sometimes", "Always"),
    multiple("many", "x", "y"),
    plain_question("num", QuestionKind.NUMBER),
    plain_question("day", QuestionKind.DATE),
    plain_question("txt", QuestionKind.TEXT),
)
_AWKWARD = {
    "nobody": 0,
    "one": 1,
    "all the same": 30,
}
_WEIGHTS = {"none": "", "missing": None, "zero": "0", "fine": "2"}


@pytest.mark.parametrize("size", _AWKWARD.values(), ids=list(_AWKWARD))
@pytest.mark.parametrize("weight", _WEIGHTS.values(), ids=list(_WEIGHTS))
@pytest.mark.parametrize("group", ["", "own", "same"])
def test_awkward_surveys(size: int, weight: str | None, group: str) -> None:
    rows = 30
    given = [True] * size + [False] * (rows - size)
    columns: dict[str, list[Any]] = {
        "one": ["a" if g else None for g in given],
        "scale": ["Never" if g else None for g in given],
        "many/x": [1 if g else None for g in given],
        "many/y": [0 if g else None for g in given],
        "num": [3.0 if g else None for g in given],
        "day": ["2024-01-01" if g else None for g in given],
        "txt": ["far away office" if g else None for g in given],
        "w": [weight] * rows,
        "own": [f"g{i}" for i in range(rows)],
        "same": ["g"] * rows,
        "by": ["m", "f"] * (rows // 2),
    }
    plan = SamplePlan(
        by_chance=True, weight="" if weight == "" else "w", group=group, stratum="own" if group else ""
    )
    held = survey_of(columns, (*_EVERY, single("by", "m", "f")), plan, compare_by="by")
    for found in findings(held):
        assert found.headline
        draw(found)
        finding_table(found)
        numbers.remarks(found)
        for one in found.estimates:
            assert one.value is None or not pd.isna(one.value), found.code


def test_a_question_whose_column_is_gone() -> None:
    held = survey_of({"a": ["x"] * 10}, (single("a", "x"),))
    gone: Question = single("b", "x", "y")
    assert answers(held, held.tables[0], gone) is None
    assert BY_CHANCE.by_chance


def test_without_any_one_cooperative() -> None:
    paid, coop = (
        single("paid", "yes", "no", label="Paid?"),
        single("coop", "A", "B", "C", "D", label="Cooperative"),
    )
    values = ["yes"] * 10 + ["no"] * 10 + ["yes"] * 14 + ["no"] * 6 + ["yes"] * 8 + ["no"] * 12 + ["yes"] * 3
    coops = ["A"] * 20 + ["B"] * 20 + ["C"] * 20 + ["D"] * 3
    found = finding(survey_of({"paid": values, "coop": coops}, (paid, coop)), "survey.answers.survey.paid")
    said = next(one for one in numbers.remarks(found) if "without any one cooperative" in one)
    assert "49% to 63%" in said  # without B 21 of 43, without C 27 of 43; D is too small to be left out
    assert not any("without any one file" in one for one in numbers.remarks(found))


@pytest.mark.parametrize(("silent", "unsure"), [(3, 0), (0, 3), (2, 2)])
def test_few_without_an_opinion_do_not_hide_a_scale(silent: int, unsure: int) -> None:
    """Beside other questions their number could be worked out; how few gave no answer is not defended."""
    steps = ["Agree"] * 20 + ["Neutral"] * 15 + ["Disagree"] * 25
    trust = [*steps, *[None] * silent, *["Don't know"] * unsure]
    sex = ["f", "m"] * 40
    held = survey_of(
        {"trust": trust, "sex": sex[: len(trust)]},
        (single("trust", "Agree", "Neutral", "Disagree", "Don't know"), single("sex", "f", "m")),
    )
    found = next(one for one in findings(held) if one.code == "survey.answers.survey.trust")
    assert [one.value for one in found.estimates] == pytest.approx([25 / 60, 15 / 60, 20 / 60])
    assert not any("Don't know" in said for said in numbers.remarks(found))
