"""Loans: three bases, contradictions set aside, the amount of one."""

from __future__ import annotations

import pytest

from advocacy.analysis.findings import finding, findings
from tests.analysis.cooperative_workspaces import Q1, Q2, YEAR, each, held

LOANS = {"loans_needed": 10, "loans_applied": 6, "loans_granted": 3}


def test_the_three_bases_are_of_their_own_returns() -> None:
    """Where needs are blank, what was applied for and granted still counts."""
    rows = each(6, Q1, **LOANS) + each(6, Q2, **(LOANS | {"loans_needed": None}))
    found = finding(held(rows), "cooperatives.loan_funnel")
    assert {one.group: (one.numerator, one.denominator, one.n) for one in found.estimates} == {
        "applied_of_needed": (36, 60, 6),
        "granted_of_applied": (36, 72, 6),
        "granted_of_needed": (18, 60, 6),
    }


def test_more_granted_than_applied_for_is_set_aside() -> None:
    rows = [*each(6, Q1, **LOANS), ("C00", Q2, LOANS | {"loans_granted": 9})]
    found = finding(held(rows), "cooperatives.loan_funnel")
    assert "1 return contradicts itself" in " ".join(found.caveats)
    assert {one.group: one.numerator for one in found.estimates}["granted_of_applied"] == 18


def test_a_year_beside_a_quarter_is_not_added() -> None:
    rows = each(6, Q1, **LOANS) + each(6, YEAR, **{name: 4 * n for name, n in LOANS.items()})
    found = finding(held(rows), "cooperatives.loan_funnel")
    assert {one.denominator for one in found.estimates} == {240, 144}


def test_the_amount_of_a_loan() -> None:
    rows = each(7, Q1, Q2, loans_granted=3, loan_amount=600.0, currency="KTS")
    rows += each(2, YEAR, loans_granted=1, loan_amount=9_999.0, currency="USD")
    found = finding(held(rows), "cooperatives.loan_amount")
    assert found.overall is not None
    assert (found.overall.value, found.overall.n, found.currency) == (200.0, 7, "KTS")
    assert "2 returns in another currency than KTS are not used." in found.caveats


def test_no_amount_without_a_loan() -> None:
    rows = each(7, Q1, loans_granted=0, loans_applied=2, loan_amount=600.0)
    codes = [found.code for found in findings(held(rows))]
    assert "cooperatives.loan_amount" not in codes


def test_no_funnel_without_loans() -> None:
    rows = each(7, Q1, loans_granted=0, loans_applied=0, loans_needed=0)
    assert "cooperatives.loan_funnel" not in [found.code for found in findings(held(rows))]
    with pytest.raises(KeyError):
        finding(held(each(7, Q1, members=9)), "cooperatives.loan_funnel")
