"""The six techniques: always six, filled from protected findings, each saying what is missing."""

from __future__ import annotations

import pytest

from advocacy.analysis.coalition_needs import needs_offered
from advocacy.analysis.techniques import Technique, techniques
from advocacy.sample import open_sample
from advocacy.workspace import Workspace

SIX = ["skills", "trust", "knowledge", "finance", "environment", "policy"]


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_sample()


@pytest.fixture(scope="module")
def six(sample: Workspace) -> dict[str, Technique]:
    return {one.code: one for one in techniques(sample)}


def test_an_empty_workspace_has_six_that_say_what_to_import() -> None:
    found = techniques(Workspace())
    assert [one.code for one in found] == SIX
    assert all(one.wanted.startswith("Import") and not one.figures and not one.series for one in found)


def test_the_example_fills_all_six_with_two_numbers_and_a_picture(six: dict[str, Technique]) -> None:
    assert list(six) == SIX
    for one in six.values():
        assert len(one.figures) == 2, one.code
        assert one.series is not None and one.series.words, one.code
        assert len(one.series.values) == len(one.series.labels)


def test_numbers_are_those_of_the_findings(sample: Workspace, six: dict[str, Technique]) -> None:
    from advocacy.analysis import numbers
    from advocacy.analysis.findings import finding

    for technique in six.values():
        for figure in technique.figures:
            if figure.code and figure.code != "coalition.needs_offered":
                found = finding(sample, figure.code)
                assert figure.value in {numbers.estimate(one, found) for one in found.estimates}


def test_needs_are_set_against_what_partners_offer(sample: Workspace) -> None:
    found = needs_offered(sample)
    assert found is not None and found.overall is not None
    needs, partners = sample.table("need"), sample.table("partner")
    assert needs is not None and partners is not None
    offered = {code for cell in partners.frame["offers"].dropna() for code in str(cell).split("; ")}
    wanted = needs.frame["need"].dropna()
    assert found.overall.denominator == len(wanted)
    assert found.overall.numerator is not None
    assert 0 < found.overall.numerator <= len(wanted)
    assert offered
    assert sum(one.numerator or 0 for one in found.estimates if one.group) == len(wanted)


def test_a_hidden_group_is_not_in_a_picture(sample: Workspace) -> None:
    from dataclasses import replace

    hidden = replace(sample, settings=replace(sample.settings, smallest_group=10_000))
    for one in techniques(hidden):
        assert all(figure.value in ("not shown", "–") for figure in one.figures if figure.code), one
        assert one.series is None, one
