"""Five plain answers decide what may be claimed."""

from __future__ import annotations

import pytest

from advocacy.analysis.survey.sampling import Sampling, claim, sampling
from advocacy.workspace import SamplePlan


@pytest.mark.parametrize(
    ("plan", "how"),
    [
        (SamplePlan(), Sampling.UNKNOWN),
        (SamplePlan(by_chance=True), Sampling.BY_CHANCE),
        (SamplePlan(by_chance=True, whole_groups=True), Sampling.GROUPS_BY_CHANCE),
        (SamplePlan(by_chance=False), Sampling.CHOSEN),
        (SamplePlan(everybody=True), Sampling.EVERYBODY),
        (SamplePlan(by_chance=True, themselves=True), Sampling.THEMSELVES),
        (SamplePlan(everybody=True, themselves=True), Sampling.THEMSELVES),
    ],
)
def test_the_answer_that_allows_less_wins(plan: SamplePlan, how: Sampling) -> None:
    assert sampling(plan) is how


def test_only_chance_gives_a_margin_of_error() -> None:
    allowed = {
        how: claim(plan, 100)
        for how, plan in {
            "chance": SamplePlan(by_chance=True),
            "themselves": SamplePlan(themselves=True),
            "chosen": SamplePlan(by_chance=False),
            "unknown": SamplePlan(),
        }.items()
    }
    assert allowed["chance"].has_interval and allowed["chance"].of_members
    for how in ("themselves", "chosen", "unknown"):
        assert not allowed[how].has_interval and not allowed[how].of_members
        assert allowed[how].verb == "suggest" and "not" in allowed[how].caveat


@pytest.mark.parametrize(("members", "speaks"), [(None, False), (150, True), (1000, False)])
def test_asking_everybody_is_not_hearing_everybody(members: int | None, speaks: bool) -> None:
    assert claim(SamplePlan(everybody=True, members=members), 100).of_members is speaks
