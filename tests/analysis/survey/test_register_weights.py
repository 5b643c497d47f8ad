"""Answers are weighted to the member register, and what cannot be met is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advocacy.analysis import numbers
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.survey.member_register import member_register
from advocacy.analysis.survey.respondents import respondents
from advocacy.importing.questionnaire import QuestionKind
from advocacy.importing.table import Table
from advocacy.workspace import SamplePlan, Workspace
from tests.makers import table, workspace
from tests.survey_makers import plain_question, register_of, single, survey_of

REGISTER = register_of(
    ("North One", "North", 100, 60, 30),
    ("North Two", "North", 100, 40, 50),
    ("South One", "South", 200, 100, 20),
    ("South Two", "South", 400, 200, 100),
)
SEX = single("sex", "Femme", "Homme", label="Sexe")
PAID = single("paid", "yes", "no")


def _plan(*margins: tuple[str, str], **more: Any) -> SamplePlan:
    return SamplePlan(**{"by_chance": True, "margins": margins, **more})


def _held(plan: SamplePlan, *register: Table, **columns: list[Any]) -> Workspace:
    """Forty people: thirty men who paid, ten women who did not."""
    given: dict[str, list[Any]] = {
        "sex": ["Homme"] * 30 + ["Femme"] * 10,
        "paid": ["yes"] * 30 + ["no"] * 10,
        "region": ["north", "SOUTH"] * 20,
        "coop": ["North One", "North Two", "South One", "South Two"] * 10,
        "age": ["18-34", "35-54", "55 and over", "25"] * 10,
        **columns,
    }
    questions = (
        SEX,
        PAID,
        plain_question("region", QuestionKind.TEXT),
        plain_question("coop", QuestionKind.TEXT),
    )
    return survey_of(given, questions, plan, *(register or REGISTER))


def _yes(held: Workspace) -> float:
    found = finding(held, "survey.answers.survey.paid")
    return next(one.value or 0.0 for one in found.estimates if one.group == "yes")


def test_the_register_counts_the_latest_period() -> None:
    register = member_register(workspace(*REGISTER))
    assert register is not None
    assert register.sizes["gender"] == {"female": 400.0, "male": 400.0}
    assert register.sizes["age"] == {"young": 200.0, "older": 600.0}
    assert register.sizes["region"] == {"North": 200.0, "South": 600.0}
    assert register.cooperatives() == 4 and register.cooperatives("North") == 2


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("18–34", "young"), ("18-35", "young"), ("35–54", "older"), ("30-45", ""), ("55 and over", "older"),
        ("Moins de 25 ans", "young"), ("under 40", ""), ("over 30", ""), ("60+", "older"), ("29", "young"),
        ("29.0", "young"), ("41", "older"), ("Jeune", "young"), ("", ""), ("a lot", ""),
    ],
)  # fmt: skip
def test_ages(text: str, group: str) -> None:
    register = member_register(workspace(*REGISTER))
    assert register is not None and register.group_of("age", text) == group


def test_no_register_without_members() -> None:
    assert member_register(workspace()) is None
    empty = table("cooperative_statistics", {"cooperative_id": ["1", None], "members": [0, 5]})
    assert member_register(workspace(empty)) is None
    odd = table("cooperative_statistics", {"cooperative_id": ["1"], "members": [5], "members_women": [9]})
    register = member_register(workspace(odd))
    assert register is not None and set(register.sizes) == {"cooperative"}


def test_one_margin_gives_each_group_its_size() -> None:
    held = _held(_plan(("sex", "gender")))
    assert _yes(_held(_plan())) == 0.75
    assert _yes(held) == pytest.approx(0.5)
    found = finding(held, "survey.answers.survey.paid")
    said = numbers.remarks(found)
    assert "post-stratification" in found.method and "Korn-Graubard" in found.method
    # Weights of 2/3 and 2: Kish's size is 40² / (30·4/9 + 10·4) = 30.
    assert any("worth as many as 30" in one for one in said)
    assert any("the 40 people" in one and "design effect 1.33" in one for one in said)


def test_several_margins_are_raked() -> None:
    held = _held(_plan(("sex", "gender"), ("region", "region"), ("age", "age")))
    people = respondents(held, held.tables[0])
    weights = people.design.weights
    frame = held.tables[0].frame
    assert weights[(frame["sex"] == "Femme").to_numpy()].sum() / weights.sum() == pytest.approx(0.5, abs=1e-6)
    assert weights[(frame["region"] == "north").to_numpy()].sum() / weights.sum() == pytest.approx(
        0.25, abs=1e-6
    )
    assert people.weighting is not None and "raking" in people.weighting.method
    assert "35 years" in people.weighting.method and "5 times" in people.weighting.method


def test_who_is_in_no_group_keeps_his_share() -> None:
    held = _held(_plan(("sex", "gender")), sex=["Homme"] * 24 + [None] * 6 + ["Femme"] * 10)
    weights = respondents(held, held.tables[0]).design.weights
    assert weights[24:30].sum() / weights.sum() == pytest.approx(6 / 40)
    assert weights[:24].sum() == pytest.approx(weights[30:].sum())
    told = numbers.remarks(finding(held, "survey.answers.survey.paid"))
    assert any(one.startswith("6 people are in no group") for one in told)


def test_a_group_nobody_answers_from_is_told() -> None:
    held = _held(_plan(("coop", "cooperative")), coop=["North One", "North Two"] * 20)
    found = finding(held, "survey.answers.survey.paid")
    assert any("Nobody answered from" in one and "South One, South Two" in one for one in found.caveats)
    alone = _held(_plan(("coop", "cooperative")), coop=["North One"] * 40)
    assert respondents(alone, alone.tables[0]).weighting is not None
    assert any("fewer than two groups" in one for one in finding(alone, "survey.answers.survey.paid").caveats)


def test_large_weights_are_cut() -> None:
    held = _held(_plan(("sex", "gender")), sex=["Homme"] * 38 + ["Femme"] * 2)
    weights = respondents(held, held.tables[0]).design.weights
    assert weights.max() <= 5.01
    assert any("nearly" in one for one in finding(held, "survey.answers.survey.paid").caveats)


@pytest.mark.parametrize("plan", [SamplePlan(themselves=True), SamplePlan(by_chance=False), SamplePlan()])
def test_weights_do_not_mend_a_choice(plan: SamplePlan) -> None:
    held = _held(replace(plan, margins=(("sex", "gender"),)))
    found = finding(held, "survey.answers.survey.paid")
    assert _yes(held) == 0.75 and "of those who answered" in found.headline
    assert any("Not weighted to the register" in one for one in found.caveats)


def test_without_a_register_or_a_column() -> None:
    held = survey_of({"paid": ["yes"] * 20 + ["no"] * 20}, (PAID,), _plan(("paid", "gender")))
    assert any(
        "no cooperative has returned" in one for one in finding(held, "survey.answers.survey.paid").caveats
    )
    gone = _held(_plan(("nothing", "gender")))
    assert respondents(gone, gone.tables[0]).weighting is None


def test_weights_of_the_survey_are_where_it_begins() -> None:
    plan = _plan(("sex", "gender"), weight="w")
    held = _held(plan, w=["1"] * 15 + ["0"] * 15 + ["3"] * 10)
    weights = respondents(held, held.tables[0]).design.weights
    assert weights[15:30].sum() == 0 and weights[:15].sum() == pytest.approx(weights[30:].sum())
    zero = _held(plan, w=["0"] * 40)
    assert respondents(zero, zero.tables[0]).design.weights.sum() == 0
    assert findings(zero) is not None


# --- the finite population ---


def test_the_size_of_a_stratum_comes_from_the_register() -> None:
    held = _held(SamplePlan(by_chance=True, stratum="region"))
    design = respondents(held, held.tables[0]).design
    assert design.population is not None and set(design.population.tolist()) == {200.0, 600.0}
    strange = _held(SamplePlan(by_chance=True, stratum="region"), region=["north", "Elsewhere"] * 20)
    assert respondents(strange, strange.tables[0]).design.population is None


def test_more_answers_than_members_is_everybody() -> None:
    few = register_of(("A", "North", 3, 1, 1), ("B", "South", 600, 300, 100))
    held = _held(SamplePlan(by_chance=True, stratum="region"), *few)
    design = respondents(held, held.tables[0]).design
    assert design.population is not None and design.population.min() == 20


def test_cooperatives_drawn_as_a_whole_are_counted_in_the_register() -> None:
    plan = SamplePlan(by_chance=True, whole_groups=True, group="coop")
    held = _held(plan, coop=["North One", "South One"] * 20)
    design = respondents(held, held.tables[0]).design
    assert design.population is not None and set(design.population.tolist()) == {4.0}
    assert design.cluster_size is not None and set(design.cluster_size.tolist()) == {100.0, 200.0}
    both = _held(replace(plan, stratum="region"), coop=["North One", "South One"] * 20)
    design = respondents(both, both.tables[0]).design
    assert design.population is not None and set(design.population.tolist()) == {2.0}
    assert "Corrected" in finding(held, "survey.answers.survey.paid").method
