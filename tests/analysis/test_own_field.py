"""A clicked bar stays among its neighbours: what a finding is split by does not filter it."""

from __future__ import annotations

from functools import cache

import pytest

from advocacy.analysis.finding import Chart, Finding
from advocacy.analysis.findings import findings
from advocacy.sample import open_sample
from advocacy.workspace import Filter, Workspace


@cache
def _sample() -> tuple[Workspace, dict[str, Finding]]:
    held = open_sample()
    return held, {one.code: one for one in findings(held)}


def _groups(one: Finding) -> list[str]:
    return [each.group for each in one.estimates if each.group and not each.series]


@pytest.mark.parametrize("field", ["status", "hurdles", "region", "authority", "gender", "association"])
def test_a_finding_of_the_cases_keeps_its_groups_under_a_filter_on_its_own_field(field: str) -> None:
    held, before = _sample()
    split = {
        code: one
        for code, one in before.items()
        if one.dimension == field and code.startswith("licensing.") and one.chart is not Chart.HEAT
    }
    assert split
    for group in dict.fromkeys(_groups(one)[0] for one in split.values()):
        after = {one.code: one for one in findings(held.with_filter(Filter(field, (group,))))}
        for code, one in split.items():
            assert set(_groups(after[code])) == set(_groups(one)), (code, group)
