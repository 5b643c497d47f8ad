"""What changed since an earlier brief is told number by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from advocacy.analysis.findings import findings
from advocacy.brief.changes import changes, told_claims
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported
from tests.makers import cases, workspace


def _held(many: int = 60, **more: object) -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(many)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    return workspace(cases(applied, decided, **more), data_date=date(2024, 12, 31))  # type: ignore[arg-type]


def _brief(held: Workspace) -> Brief:
    return compose(held, findings(held))


def _exported(brief: Brief) -> Exported:
    return Exported("2025-01-01", "first.docx", claims=told_claims(brief.printed_claims()))


def test_the_same_data_have_no_change() -> None:
    brief = _brief(_held())
    assert brief.printed_claims()
    assert changes(_exported(brief), brief.claims, brief.printed_claims()) == ()


def test_more_rows_change_numbers_and_each_is_told_with_both_values() -> None:
    before, now = _brief(_held()), _brief(_held(90))
    found = {one.key: one for one in changes(_exported(before), now.claims, now.printed_claims())}
    one = found["licensing.time_to_decision|||n"]
    assert (one.before, one.now) == ("60", "90") and one.name


def test_a_number_that_can_be_said_no_longer_is_told() -> None:
    before = _brief(_held(hurdles=["fees"] * 60))
    now = _brief(_held())
    gone = [one for one in changes(_exported(before), now.claims, now.printed_claims()) if not one.now]
    assert any(one.key.startswith("licensing.hurdles|") for one in gone)


def test_a_new_number_is_told_as_new() -> None:
    before, now = _brief(_held()), _brief(_held(hurdles=["fees"] * 60))
    new = [one for one in changes(_exported(before), now.claims, now.printed_claims()) if not one.before]
    assert any(one.key.startswith("licensing.hurdles|") for one in new)


def test_a_brief_of_an_older_program_is_no_reason_to_worry() -> None:
    now = _brief(_held())
    assert all(not one.before for one in changes(Exported("2024", "x"), now.claims, now.printed_claims()))
    assert replace(Exported("2024", "x")).claims == ()
