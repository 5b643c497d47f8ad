"""A filter beside the finding that ignores it: the two bases together tell of no small group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from advocacy.analysis.filtering import rows_kept
from advocacy.analysis.findings import cooperatives, findings, licensing, survey
from advocacy.analysis.licensing.questions import licensing_findings
from advocacy.analysis.protection.differencing import counts_of, differences
from advocacy.analysis.protection.disclosure import protect_together
from advocacy.analysis.survey.filters import people_kept
from advocacy.analysis.survey.questions import survey_findings
from advocacy.analysis.traits import LOANS, PAID_FOR, TRAINED_IN
from advocacy.workspace import Filter, Workspace
from advocacy.workspace.exported import Exported
from tests.analysis.attacker import is_known, leaks, random_register, secrets_of, told_sets
from tests.analysis.cooperative_workspaces import Q1, each, held, register
from tests.makers import cases, workspace
from tests.survey_makers import multiple, single, survey_of

_K = 5
_ANSWERS = ("fees", "delay", "distance")


def _survey(rng: np.random.Generator) -> Workspace:
    """People of whom few left an answer out, or few ticked it."""
    size = int(rng.integers(12, 70))
    ticks = {
        f"met/{one}": (rng.random(size) < rng.choice([0.06, 0.5, 0.94])).astype(int).tolist()
        for one in _ANSWERS
    }
    asked = (
        multiple("met", *_ANSWERS, label="Hurdles met"),
        single("sex", "f", "m", "x", label="Sex"),
        single("licence", "yes", "no", label="Licence"),
    )
    sex = rng.choice(["f", "m", "x"], size, p=rng.dirichlet(np.ones(3))).tolist()
    licence = np.where(rng.random(size) < 0.4, "yes", "no").tolist()
    return survey_of({**ticks, "sex": sex, "licence": licence}, asked)


def _filters(rng: np.random.Generator) -> tuple[Filter, ...]:
    ticked = rng.choice(_ANSWERS, size=int(rng.integers(1, 3)), replace=False)
    several = Filter("survey.met", tuple(f"met/{one}" for one in ticked))
    sex = Filter("survey.sex", (("m",), ("f", "x"))[int(rng.integers(2))])
    return ((several,), (sex,), (several, sex))[int(rng.integers(3))]


def _without(made: Workspace, field: str) -> NDArray[np.int64]:
    free = made.with_filter(Filter(field, ()))
    return np.flatnonzero(people_kept(free, free.tables[0]))


def _learnt(made: Workspace, everybody: Callable[[str], NDArray[np.int64]]) -> int:
    """Small counts that a reader of the brief works out who also reads who is counted under each title."""
    kept = np.flatnonzero(people_kept(made, made.tables[0]))
    originals = list(survey_findings(made))
    protected = protect_together(originals, _K)
    known = [kept] if len(kept) >= _K else []  # "30 of 30 people who answered the survey"
    secret: list[NDArray[np.int64]] = []
    for before, after in zip(originals, protected, strict=True):
        if len(before.filters) < len(made.filters):  # it ignores the one on its own question
            everyone = everybody(before.dimension)
            known += [everyone] if len(everyone) >= _K else []
            secret.append(np.setdiff1d(everyone, kept))
        shown = {(one.group, one.series): one for one in after.estimates}
        for one in before.estimates:
            if one.rows is not None and not one.series:
                known += told_sets(shown[one.group, one.series], one, _K)
                secret += secrets_of(one, _K)
    return sum(is_known(known, rows) for rows in secret if 0 < len(rows) < _K)


def test_a_filter_on_answers_tells_of_no_few() -> None:
    rng = np.random.default_rng(21)
    met = 0
    for _ in range(60):
        made = _survey(rng)
        for one in _filters(rng):
            made = made.with_filter(one)
        left_out = [len(_without(made, one.field)) - len(_without(made, "")) for one in made.filters]
        met += any(0 < count < _K for count in left_out)
        assert _learnt(made, lambda field, made=made: _without(made, field)) == 0
    assert met > 5  # the case it is about


@pytest.mark.parametrize("seed", range(6))
def test_a_filter_on_a_field_of_cases_tells_of_no_few(seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = random_register(rng)
    table = made.tables[0]
    everyone = np.arange(len(table))
    for regions in (("r0",), ("r1", "r2"), ("r0", "r3")):
        filtered = made.with_filter(Filter("region", regions))
        kept = np.flatnonzero(rows_kept(filtered, table))
        originals = [one for one in licensing_findings(filtered) if "time_to_decision" in one.code]
        protected = protect_together(originals, _K)
        told = {one.filters: one.about for one in originals}
        bases = [kept, everyone] if len(told) > 1 else [kept]
        assert leaks(originals, protected, _K, [one for one in bases if len(one) >= _K]) == 0


@pytest.mark.parametrize("left_out", [1, 4, 5])
def test_whoever_has_both_briefs_is_told_of_and_the_exporter_before_that(left_out: int) -> None:
    """What a filter leaves out is few: the brief about all and the filtered one tell of them together."""
    size = 40
    ticks = {"met/fees": [0] * left_out + [1] * (size - left_out), "met/delay": [1, 0] * (size // 2)}
    asked = (multiple("met", "fees", "delay"), single("licence", "yes", "no"))
    made = survey_of({**ticks, "licence": ["yes"] * 20 + ["no"] * 20}, asked)
    _few_are_told(made, Filter("survey.met", ("met/fees",)), is_told=left_out < _K)


@pytest.mark.parametrize("left_out", [2, 6])
def test_two_briefs_about_cases_that_paid_for_a_part_are_set_off_against_each_other(left_out: int) -> None:
    filed = [date(2024, 1, 1) + timedelta(days=i) for i in range(40)]
    made = workspace(
        cases(
            filed,
            [day + timedelta(days=50) for day in filed],
            hurdles=["fees"] * 40,
            official_fee=[10.0] * 40,
            travel_cost=[0.0] * left_out + [7.0] * (40 - left_out),
        )
    )
    _few_are_told(made, Filter(PAID_FOR, ("travel_cost",)), is_told=left_out < _K)


@pytest.mark.parametrize("field", [LOANS, TRAINED_IN])
@pytest.mark.parametrize("left_out", [2, 6])
def test_two_briefs_about_cooperatives_are_set_off_against_each_other(field: str, left_out: int) -> None:
    both = {"members": 30, "members_women": 12, "loans_needed": 9, "loans_applied": 6, "people_trained": 3}
    rows = [
        (
            f"C{n:02d}",
            Q1,
            {**both, "loans_granted": int(n >= left_out), "training_topic": "Law" if n >= left_out else "X"},
        )
        for n in range(20)
    ]
    made = held(rows, register([f"C{n:02d}" for n in range(20)]))
    value = "granted_of_applied" if field == LOANS else "law"
    _few_are_told(made, Filter(field, (value,)), is_told=left_out < _K)


def _few_are_told(made: Workspace, chosen: Filter, *, is_told: bool) -> None:
    told = counts_of(findings(made))
    earlier = Exported("2025-01-01", "brief", told, ())
    kept = replace(made.with_filter(chosen), exported=(earlier,))
    found = differences(kept, findings(kept))
    assert bool(found) is is_told
    assert all(0 < one.people < _K for one in found)


def test_where_few_are_left_out_the_finding_itself_keeps_to_the_filter_and_says_so() -> None:
    ticks = {"met/fees": [0] * 2 + [1] * 38, "met/delay": [1, 0] * 20}
    made = survey_of(
        {**ticks, "sex": ["f", "m"] * 20}, (multiple("met", "fees", "delay"), single("sex", "f", "m"))
    )
    kept = made.with_filter(Filter("survey.met", ("met/fees",)))
    assert all(one.filters == ("met: ticked “fees”",) for one in survey(kept))
    assert all("40" not in one.base for one in survey(kept))
    filed = [date(2024, 1, 1)] * 40
    paid = workspace(cases(filed, [None] * 40, official_fee=[9.0] * 40, travel_cost=[0.0] * 3 + [5.0] * 37))
    (words,) = {one.filters for one in licensing(paid.with_filter(Filter(PAID_FOR, ("travel_cost",))))}
    assert words == ("with travel cost above 0",)
    rows = each(10, Q1, members=30, loans_needed=9, loans_applied=6, loans_granted=1)
    rows += [(f"C{n}", Q1, {"members": 30, "loans_needed": 9, "loans_applied": 2}) for n in (20, 21)]
    granted = held(rows).with_filter(Filter(LOANS, ("granted_of_applied",)))
    assert {one.filters for one in cooperatives(granted)} == {("cooperatives with a loan granted",)}


def test_few_who_are_kept_are_shown_nowhere() -> None:
    ticks = {"met/fees": [1] * 3 + [0] * 37, "met/delay": [1, 0] * 20}
    made = survey_of(
        {**ticks, "sex": ["f", "m"] * 20}, (multiple("met", "fees", "delay"), single("sex", "f", "m"))
    )
    kept = made.with_filter(Filter("survey.met", ("met/fees",)))
    found = {one.code: one for one in findings(kept)}
    sex = found["survey.answers.survey.sex"]
    assert all(one.value is None and one.n == 0 for one in sex.estimates)
    assert "3 of 3" not in sex.base and "3" not in sex.base.replace("fewer than 5", "")
