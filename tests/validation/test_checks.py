"""Checks of a table: every fault with its place and a hint, nothing changed."""

from __future__ import annotations

from datetime import date

import pytest

from advocacy.validation.checks import check
from tests.makers import cases, table

DAY = date(2024, 1, 1)


def _codes(issues: object) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.row, one.field) for one in issues]  # type: ignore[attr-defined]


def test_a_sound_table_has_no_issue() -> None:
    assert check(cases([DAY] * 3, [date(2024, 2, 1)] * 3)) == ()


def test_missing_wrong_order_and_future() -> None:
    held = cases([DAY, None, date(2024, 5, 1)], [date(2030, 1, 1), date(2024, 2, 1), date(2024, 2, 1)])
    found = _codes(check(held, date(2024, 12, 31)))
    assert ("future-day", 2, "date_decided") in found
    assert ("missing-value", 3, "date_applied") in found
    assert any(code == "wrong-order" and row == 4 for code, row, _ in found)


def test_a_status_against_the_day_of_decision() -> None:
    decided = [date(2024, 2, 1), None, None, date(2024, 2, 1), None, date(2024, 2, 1)]
    status = ["pending", "granted", "pending", "refused", "lapsed", None]
    found = _codes(check(cases([DAY] * 6, decided, status=status)))
    assert ("status-against-day", 2, "status") in found
    assert [row for code, row, _ in found if code == "decided-without-day"] == [3, 6]
    assert not [row for code, row, _ in found if row in (4, 5)]


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        ({"date_applied": [DAY], "date_decided": [date(2023, 12, 1)]}, ("wrong-order", "date_decided")),
        ({"date_applied": [DAY], "date_complete": [date(2023, 12, 1)]}, ("wrong-order", "date_complete")),
        ({"date_complete": [DAY], "date_decided": [date(2023, 12, 1)]}, ("wrong-order", "date_decided")),
        ({"date_applied": [DAY], "date_decided": [date(2025, 1, 1)]}, ("future-day", "date_decided")),
        ({"date_applied": [date(2025, 1, 1)]}, ("future-day", "date_applied")),
        ({"date_applied": [DAY], "date_paid": [date(2025, 1, 1)]}, ("future-day", "date_paid")),
    ],
)
def test_days_of_a_case_that_contradict_each_other(
    columns: dict[str, list[date]], place: tuple[str, str]
) -> None:
    held = table("licensing_case", {"case_id": ["C-1"], **columns})
    assert place in [(one.code, one.field) for one in check(held, date(2024, 12, 31))]


def test_days_of_a_step_that_contradict_each_other() -> None:
    columns = {
        "case_id": ["C-1", "C-2"],
        "step": ["filing"] * 2,
        "date_started": [DAY] * 2,
        "date_finished": [date(2023, 12, 1), date(2025, 1, 1)],
    }
    found = _codes(check(table("licensing_step", columns), date(2024, 12, 31)))
    assert [(code, row) for code, row, _ in found] == [("wrong-order", 2), ("future-day", 3)]


def test_an_extension_is_never_negative() -> None:
    found = check(cases([DAY], [None], extension_days=[-5]))
    assert [(one.code, one.field) for one in found] == [("out-of-range", "extension_days")]


@pytest.mark.parametrize(("field", "value"), [("visits", -1), ("visits", 9999), ("official_fee", -5.0)])
def test_out_of_range(field: str, value: float) -> None:
    found = check(cases([DAY], [None], **{field: [value]}))
    assert [(one.row, one.field) for one in found] == [(2, field)]
    assert found[0].hint


def test_a_part_above_the_whole() -> None:
    held = table(
        "cooperative_statistics",
        {"cooperative_id": ["1"], "period_start": [DAY], "members": [10], "members_women": [12]},
    )
    assert [one.code for one in check(held)] == ["part-above-whole"]


def test_nothing_is_changed() -> None:
    held = cases([DAY], [date(2020, 1, 1)])
    before = held.frame.copy()
    check(held)
    assert before.equals(held.frame)


def test_a_survey_has_no_fixed_fields_to_check() -> None:
    assert check(table("survey", {"q": ["a"]})) == ()


def _fees(*more: float, currency: str = "KTS") -> object:
    fees = [90.0 + i for i in range(30)] + list(more)
    return cases([DAY] * len(fees), [None] * len(fees), official_fee=fees, currency=[currency] * len(fees))


def test_a_zero_too_many_is_seen() -> None:
    found = check(_fees(10_500.0))  # type: ignore[arg-type]
    assert [(one.code, one.row, one.field) for one in found] == [("unlike-the-others", 32, "official_fee")]
    assert "10,500" in found[0].message


@pytest.mark.parametrize("more", [(), (300.0,), (0.0,), (10_500.0, 10_600.0, 9_900.0)])
def test_what_is_merely_large_or_often_so_is_left(more: tuple[float, ...]) -> None:
    assert check(_fees(*more)) == ()  # type: ignore[arg-type]


def test_amounts_are_compared_within_their_currency() -> None:
    fees = [90.0 + i for i in range(30)] + [90_000.0 + i for i in range(30)]
    money = ["USD"] * 30 + ["KTS"] * 30
    assert check(cases([DAY] * 60, [None] * 60, official_fee=fees, currency=money)) == ()
