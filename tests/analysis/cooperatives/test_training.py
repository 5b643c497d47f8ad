"""Training: places per member over the same returns, and what they are about."""

from __future__ import annotations

import pytest

from advocacy.analysis.finding import State
from advocacy.analysis.findings import finding, findings
from advocacy.charts.draw import draw
from tests.analysis.cooperative_workspaces import Q1, Q2, each, held


def test_places_and_members_are_of_the_same_returns() -> None:
    """Q2 says nothing of training: neither its members nor its places count."""
    rows = each(6, Q1, people_trained=5, members=20) + each(6, Q2, people_trained=None, members=40)
    overall = finding(held(rows), "cooperatives.people_trained").overall
    assert overall is not None and overall.value == pytest.approx(5 / 20)


def test_two_topics_in_one_period_are_two_trainings() -> None:
    rows = each(8, Q1, people_trained=5, members=20, training_topic="Safety")
    rows += each(8, Q1, people_trained=15, members=20, training_topic="Accounts")
    everything = held(rows)
    overall = finding(everything, "cooperatives.people_trained").overall
    assert overall is not None and overall.value == pytest.approx(20 / 20)
    topics = finding(everything, "cooperatives.training_topics")
    assert [(one.label, one.value) for one in topics.estimates] == [("Accounts", 0.75), ("Safety", 0.25)]
    assert draw(topics)["data"]


def test_spellings_of_a_topic_are_one_and_two_minerals_do_not_double_it() -> None:
    rows = each(8, Q1, people_trained=5, members=20, training_topic="Safety", mineral="gold")
    rows += each(8, Q1, people_trained=5, members=20, training_topic="safety ", mineral="tin")
    topics = finding(held(rows), "cooperatives.training_topics")
    assert [one.numerator for one in topics.estimates] == [40]


def test_a_topic_of_few_cooperatives_is_hidden() -> None:
    rows = each(8, Q1, people_trained=50, training_topic="Safety")
    rows += each(7, Q2, people_trained=50, training_topic="Law")
    rows += [("C07", Q2, {"people_trained": 50, "training_topic": "Mercury"})]
    states = {one.label: one.state for one in finding(held(rows), "cooperatives.training_topics").estimates}
    assert states["Mercury"] is State.SUPPRESSED and states["Law"] is State.SUPPRESSED


def test_returns_without_a_topic_are_told() -> None:
    rows = each(8, Q1, people_trained=5, training_topic="Safety") + each(8, Q2, people_trained=5)
    said = " ".join(finding(held(rows), "cooperatives.training_topics").caveats)
    assert "8 returns with training name no topic" in said


def test_nobody_trained_is_no_topic() -> None:
    codes = [one.code for one in findings(held(each(8, Q1, people_trained=0, training_topic="Safety")))]
    assert "cooperatives.training_topics" not in codes
