"""A later brief must not tell by subtraction what neither tells alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advocacy.analysis.differencing import counts_of, differences
from advocacy.analysis.findings import findings
from advocacy.workspace import Workspace, state
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
