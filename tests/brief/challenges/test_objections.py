"""Each objection against data made so that its answer is known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocacy.analysis.finding import State, Unit
from advocacy.brief.challenges.challenge import Verdict, verdict_on
from advocacy.brief.challenges.number import Number, apart
from advocacy.issue import Issue, Severity
from advocacy.workspace import Workspace
from tests.brief.challenges.test_panel import of_days, one_of, panel
from tests.makers import cases, table, workspace

_START = date(2023, 1, 1)
_END = date(2024, 12, 31)


def _told(held: Workspace, code: str, label: str) -> Number:
    return next(one for one in one_of(held, code).numbers if one.label == label)


def test_pending_against_decided_alone() -> None:
    """Forty decided after 10 to 49 days, forty pending for two years: half of all are decided after 49."""
    held = of_days([*range(10, 50), *[None] * 40])
    one = one_of(held, "pending")
    assert _told(held, "pending", "Median wait, pending counted as waiting").value == 49
    assert _told(held, "pending", "Median of the decided ones alone").value == 29.5
    assert "40 applications are pending" in one.answer and "29.5" not in one.answer.split()
    assert "leaves out all who still wait" in one.answer  # the naive number never stands alone
    assert one.strength == 0  # whatever becomes of them, half are decided after 49 days
    assert one.verdict is Verdict.ANSWERED


def test_what_the_pending_may_become() -> None:
    """Thirty decided after 100 days, fifty filed ten days before the data date."""
    filed = [_START] * 30 + [_END - timedelta(days=10)] * 50
    held = of_days([100] * 30 + [None] * 50, filed)
    one = one_of(held, "pending")
    assert _told(held, "pending", "Median if all pending were decided on the next day").value == 11
    assert one.strength == 1.0  # none decided for a year: half are not decided at all
    assert "not reached" in one.answer


def test_few_pending_are_not_told_apart() -> None:
    one = one_of(of_days([50] * 40 + [None] * 3), "pending")
    assert "fewer than 5" in one.answer
    assert {number.label for number in one.numbers} == {"Median wait, pending counted as waiting"}


def test_none_pending() -> None:
    one = one_of(of_days([50] * 40), "pending")
    assert one.verdict is Verdict.ANSWERED and "No application is pending" in one.answer


def test_one_association_drives_it() -> None:
    names = [name for name in "abcd" for _ in range(10)]
    held = of_days([50] * 20 + [60] * 10 + [400] * 10, association=names)
    one = one_of(held, "one_part.licensing")
    assert one.strength > 0 and one.numbers[0].low is not None
    same = one_of(of_days([50] * 40, association=names), "one_part.licensing")
    assert same.strength == 0 and same.verdict is Verdict.ANSWERED


def test_without_parts_it_stays_open() -> None:
    one = one_of(of_days([50] * 40), "one_part.licensing")
    assert one.verdict is Verdict.OPEN and one.strength == 1 and "would" in one.answer


def test_missing_values_bound_a_share() -> None:
    """Twenty of thirty known met fees, ten are not known: 20 to 30 of 40, a quarter apart."""
    held = of_days([50] * 40, hurdles=["fees"] * 20 + ["delay"] * 10 + [None] * 10)
    one = one_of(held, "not_known.licensing")
    assert one.finding == "licensing.hurdles"
    assert one.strength == pytest.approx(0.25) and "50% to 75%" in one.answer


def test_missing_costs_have_no_bounds() -> None:
    held = of_days([50] * 40, official_fee=[100.0] * 30 + [None] * 10)
    one = one_of(held, "not_known.unbounded.licensing")
    assert one.strength == pytest.approx(0.25) and one.verdict is Verdict.PARTLY
    assert "30 have a value and 10 have none" in one.answer


def test_the_clock_from_the_complete_file() -> None:
    """All wait 100 days from the filing, complete after 30: 70 from then."""
    held = of_days([100] * 40, date_complete=[_START + timedelta(days=30)] * 40)
    one = one_of(held, "incomplete")
    assert _told(held, "incomplete", "Median wait from the complete file").value == 70
    assert one.strength == pytest.approx(0.3) and one.verdict is Verdict.PARTLY


def test_a_file_complete_before_it_was_filed() -> None:
    held = of_days([100] * 40, date_complete=[_START - timedelta(days=30)] * 40)
    assert _told(held, "incomplete", "Median wait from the complete file").value == 100


def test_a_file_complete_after_the_decision_is_not_used() -> None:
    held = of_days([100] * 40, date_complete=[_START + timedelta(days=300)] * 40)
    assert one_of(held, "incomplete").verdict is Verdict.OPEN


def _two_years(before: int, now: int) -> Workspace:
    filed = [_START] * 40 + [date(2024, 2, 1)] * 40
    return of_days([before + i for i in range(40)] + [now + i for i in range(40)], filed)


def test_things_have_become_better() -> None:
    one = one_of(_two_years(200, 50), "how_old")
    assert one.verdict is Verdict.OPEN and one.strength > 0.5 and "more than chance" in one.answer


def test_things_have_become_worse() -> None:
    one = one_of(_two_years(50, 200), "how_old")
    assert one.verdict is Verdict.ANSWERED and one.strength == 0


def test_too_few_before_or_after() -> None:
    one = one_of(of_days([50] * 40), "how_old")
    assert one.verdict is Verdict.OPEN and "cannot answer" in one.answer


def test_twelve_months_that_would_tell_of_a_year() -> None:
    """Of what was filed in 2023 three were filed after the window opened: set off, they would be told."""
    on = date(2024, 6, 30)
    filed = [_START] * 40 + [date(2023, 12, 1)] * 3 + [date(2024, 2, 1)] * 40
    decided = [day + timedelta(days=50) for day in filed]
    held = workspace(cases(filed, decided), data_date=on, limit=90)
    assert one_of(held, "how_old").verdict is Verdict.OPEN


def test_small_bases_are_counted() -> None:
    assert one_of(of_days([50 + i for i in range(20)]), "too_few.licensing").verdict is Verdict.OPEN
    large = one_of(of_days([50 + i % 40 for i in range(400)]), "too_few.licensing")
    assert large.verdict is Verdict.ANSWERED and large.strength == 0


def _doubled(rows: int) -> Workspace:
    held = of_days([50 + i for i in range(60)], applicant=[f"P{i}" for i in range(60)])
    issues = tuple(
        Issue("same-person", Severity.NOTE, "m", source="file.xlsx", sheet="Sheet", row=61 - i)
        for i in range(rows)
    )
    return replace(held, issues=issues)


def test_likely_doubles_are_left_out() -> None:
    """The ten slowest are likely doubles: the median of the others is that of 50 to 99."""
    one = one_of(_doubled(10), "counted_twice")
    assert "10 of 60" in one.answer
    moved = {number.label: number.value for number in one.numbers}
    assert 10.0 in moved.values() and one.strength > 0


def test_few_doubles_are_not_told_apart() -> None:
    one = one_of(_doubled(3), "counted_twice")
    assert one.verdict is Verdict.PARTLY and "fewer than 5" in one.answer
    assert [number.label for number in one.numbers] == ["Applications"]


def test_no_doubles_and_nothing_to_tell_them_by() -> None:
    assert one_of(_doubled(0), "counted_twice").verdict is Verdict.ANSWERED
    held = workspace(cases([_START] * 40, [_END] * 40, case_id=[None] * 40), data_date=_END)
    assert one_of(held, "counted_twice").verdict is Verdict.OPEN


def test_a_few_large_bills() -> None:
    """Ninety paid 100, ten paid a million: the middle case is 100 with and without them."""
    held = of_days([50] * 100, official_fee=[100.0] * 90 + [1e6] * 10)
    one = one_of(held, "large_bills")
    assert one.strength == 0 and one.verdict is Verdict.ANSWERED
    assert "10% paid more than 2 times" in one.answer


def test_few_costs_are_not_divided() -> None:
    one = one_of(of_days([50] * 12, official_fee=[100.0 + i for i in range(12)]), "large_bills")
    assert "too few" in one.answer and one.verdict is Verdict.PARTLY


def test_a_difference_and_none() -> None:
    both = ["female", "male"] * 40
    none = one_of(of_days([50 + i for i in range(80)], gender=both), "chance.gender")
    assert none.verdict is Verdict.OPEN and "may be chance" in none.answer
    clear = of_days([50 + i + 100 * (i % 2) for i in range(80)], gender=both)
    assert one_of(clear, "chance.gender").verdict is Verdict.ANSWERED


def test_no_register_leaves_the_country_open() -> None:
    one = one_of(of_days([50] * 40), "whole_country")
    assert one.verdict is Verdict.OPEN and one.strength == 1


def test_a_limit_that_only_the_user_states() -> None:
    """Half wait 50 days, half 120: 50% within 90 days and all within 180."""
    one = one_of(of_days([50] * 20 + [120] * 20), "law_limit")
    assert one.verdict is Verdict.OPEN and one.strength == pytest.approx(0.5)
    assert "100%" in one.answer and "50%" in one.answer


@pytest.mark.parametrize(
    ("by", "on", "verdict"), [("A. Clerk", _START, Verdict.ANSWERED), (None, None, Verdict.PARTLY)]
)
def test_provisions_checked_or_not(by: str | None, on: date | None, verdict: Verdict) -> None:
    law = table(
        "legal_provision",
        {
            "step": ["whole_procedure"],
            "limit_days": [90],
            "law": ["Act"],
            "checked_by": [by],
            "checked_on": [on],
            "year_enacted": [2015],
        },
    )
    held = workspace(cases([_START] * 40, [_START + timedelta(days=120)] * 40), law, data_date=_END)
    one = one_of(held, "law_limit")
    assert one.verdict is verdict and "2015" in one.answer
    assert "A. Clerk" not in one.answer  # who has checked is in the register, not in the brief


def test_verdicts_and_distances() -> None:
    assert [verdict_on(x) for x in (0, 0.09, 0.1, 0.49, 0.5, 1)] == [
        Verdict.ANSWERED,
        Verdict.ANSWERED,
        Verdict.PARTLY,
        Verdict.PARTLY,
        Verdict.OPEN,
        Verdict.OPEN,
    ]
    assert apart(0.2, 0.5, 0.2, Unit.SHARE) == pytest.approx(0.3)
    assert apart(100, 150, 100, Unit.DAYS) == 0.5
    assert apart(0, 0, 0, Unit.DAYS) == 0 and apart(0, 5, 0, Unit.DAYS) == 1
    assert Number("x", Unit.DAYS, None, state=State.NOT_REACHED).words == "not reached"


def test_every_answer_that_is_open_says_what_would_answer_it() -> None:
    for one in panel(of_days([50] * 40)):
        if one.verdict is Verdict.OPEN and one.strength == 1:
            assert "would" in one.answer, one.answer


@pytest.mark.parametrize("dear", [3, 97])
def test_few_large_bills_are_not_told(dear: int) -> None:
    """Of a hundred three paid far more, or far less, than the others: how many that are is not told."""
    costs = [1000.0] * dear + [100.0] * (100 - dear)
    one = one_of(of_days([50] * 100, official_fee=costs), "large_bills")
    assert "paid more than" not in one.answer or " 0% paid" in one.answer
    assert all(number.unit is not Unit.SHARE or number.value == 0 for number in one.numbers)


def test_a_mineral_of_few_is_not_told() -> None:
    """Three of sixty applications are for diamonds, and no cooperative of the register mines them."""
    register = table(
        "cooperative",
        {"cooperative_id": [f"{i}" for i in range(20)], "minerals": ["gold"] * 10 + ["gold tin"] * 10},
    )
    filed = cases([_START] * 60, [_END] * 60, mineral=["diamond"] * 3 + ["gold"] * 27 + ["tin"] * 30)
    one = one_of(workspace(filed, register, data_date=_END), "whole_country")
    assert "iamond" not in one.answer and "5%" not in one.answer.split()
