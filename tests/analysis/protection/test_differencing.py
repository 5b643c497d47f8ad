"""A later brief must not tell by subtraction what neither tells alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advocacy.analysis.findings import findings
from advocacy.analysis.protection.differencing import counts_of, differences
from advocacy.workspace import Filter, Workspace, state
from advocacy.workspace.exported import Exported
from tests.makers import cases, workspace


def _held(people: int) -> Workspace:
    days = [date(2024, 1, 1)] * people
    return workspace(cases(days, [date(2024, 3, 1)] * people))


@pytest.mark.parametrize(("more", "told"), [(0, False), (1, True), (4, True), (5, False), (40, False)])
def test_few_more_people_are_told(more: int, told: bool) -> None:
    first = findings(_held(30))
    later = replace(_held(30 + more), exported=(Exported("2024-05-01", "brief.pdf", counts_of(first)),))
    found = differences(later, findings(later))
    assert bool(found) is told
    if told:
        assert found[0].people == more and found[0].earlier.name == "brief.pdf"


def test_what_was_hidden_is_not_counted() -> None:
    assert counts_of(findings(_held(3))) == ()
    assert differences(_held(30), findings(_held(30))) == ()


def test_what_was_told_is_kept_in_the_file() -> None:
    told = Exported("2024-05-01", "brief.pdf", counts_of(findings(_held(30))))
    held = _held(30).with_exported(told)
    name, stored = state.written(held)
    assert state.read(stored[name], stored.__getitem__).exported == (told,)
    assert held.history[-1] == "Exported brief.pdf"


def _north_and_south(north: int) -> Workspace:
    days = [date(2024, 1, 1)] * (north + 30)
    region = ["North"] * north + ["South"] * 30
    return workspace(cases(days, [date(2024, 3, 1)] * len(days), region=region))


@pytest.mark.parametrize(("more", "told"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_brief_about_one_group_is_set_off_against_one_about_all(more: int, told: bool) -> None:
    """The earlier brief was filtered: what it said of everyone is a line of a table now; and turned round."""
    only = _north_and_south(20).with_filter(Filter("region", ("north",)))
    earlier = Exported("2024-05-01", "north.pdf", counts_of(findings(only), only.filters))
    later = replace(_north_and_south(20 + more), exported=(earlier,))
    found = differences(later, findings(later))
    assert bool(found) is told
    if told:
        assert {one.people for one in found} == {more}
    everything = _north_and_south(20)
    earlier = Exported("2024-05-01", "all.pdf", counts_of(findings(everything)))
    narrowed = _north_and_south(20 + more).with_filter(Filter("region", ("north",)))
    narrowed = replace(narrowed, exported=(earlier,))
    assert bool(differences(narrowed, findings(narrowed))) is told


def test_pending_cases_are_set_off_too() -> None:
    def held(pending: int) -> Workspace:
        decided = [None] * pending + [date(2024, 3, 1)] * (60 - pending)
        return workspace(cases([date(2024, 1, 1)] * 60, decided), data_date=date(2024, 9, 1))

    earlier = Exported("2024-05-01", "brief.pdf", counts_of(findings(held(10))))
    later = replace(held(12), exported=(earlier,))
    assert [one.people for one in differences(later, findings(later))][:1] == [2]
