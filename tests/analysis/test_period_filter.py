"""The period: cases by the day of filing, returns only where all of their days lie within, in words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from advocacy.analysis.filtering import cases_kept, filter_words, period_to_choose, rows_kept
from advocacy.analysis.findings import finding, findings
from advocacy.analysis.period_filter import PERIOD
from advocacy.workspace import Filter, Workspace
from advocacy.workspace.file import WorkspaceFile
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, YEAR, each, held, register
from tests.makers import cases, workspace

CODES = [f"C{number:02d}" for number in range(10)]


def _cases(*more: date | None) -> Workspace:
    days = [date(2023, 7, 1) + timedelta(days=30 * i) for i in range(20)]
    return workspace(cases([*days, *more], [None] * (20 + len(more))))


def test_cases_are_kept_by_the_day_of_filing_both_ends_counted_in() -> None:
    chosen = Filter("date_applied", ("2023-07-01", "2023-07-31"))
    made = _cases().with_filter(chosen)
    assert cases_kept(made) == (2, 20)
    assert filter_words(made) == ("filed from 1 July 2023 to 31 July 2023",)


@pytest.mark.parametrize(
    ("values", "kept", "words"),
    [
        (("2024-01-01", ""), 13, "filed from 1 January 2024 on"),
        (("", "2023-12-31"), 7, "filed up to 31 December 2023"),
        (("2023-12-31", "2023-07-01"), 0, "filed from 31 December 2023 to 1 July 2023"),
    ],
)
def test_a_period_may_be_open(values: tuple[str, str], kept: int, words: str) -> None:
    made = _cases().with_filter(Filter("date_applied", values))
    assert cases_kept(made)[0] == kept
    assert filter_words(made) == (words,)


def test_cases_without_a_day_of_filing_are_left_out_and_it_is_said() -> None:
    made = _cases(None, None).with_filter(Filter("date_applied", ("2023-01-01", "")))
    assert cases_kept(made) == (20, 22)
    assert filter_words(made)[0].endswith("(those without that day left out)")


def test_every_finding_says_the_period() -> None:
    made = _cases().with_filter(Filter("date_applied", ("2023-07-01", "2024-06-30")))
    found = findings(made)
    assert found
    assert all("filed from 1 July 2023 to 30 June 2024" in one.filters for one in found)


def test_a_return_counts_only_where_all_its_days_lie_within() -> None:
    rows = [*each(9, Q1, Q2, Q3, members=9), ("C09", YEAR, {"members": 90})]
    made = held(rows, register(CODES)).with_filter(Filter(PERIOD, ("2024-04-01", "2024-06-30")))
    table = made.table("cooperative_statistics")
    assert table is not None
    assert int(rows_kept(made, table).sum()) == 9
    assert int(rows_kept(made, table, touching=True).sum()) == 10
    members = finding(made, "cooperatives.members")
    assert members.overall is not None and members.overall.value == 81
    assert members.filters == (
        "returns for periods from 1 April 2024 to 30 June 2024 (those that lie partly outside left out)",
    )


def test_a_year_still_covers_the_quarter_that_is_looked_at() -> None:
    rows = [*each(8, Q1, Q2, Q3, members=9), ("C09", YEAR, {"members": 90})]
    made = held(rows, register(CODES)).with_filter(Filter(PERIOD, ("2024-04-01", "2024-09-30")))
    found = finding(made, "cooperatives.reporting_by_period")
    assert {one.label: one.value for one in found.estimates} == {"2024 Q2": 0.9, "2024 Q3": 0.9}
    assert found.filters == ("periods from 1 April 2024 to 30 September 2024",)


def test_a_period_without_returns_is_no_finding_and_no_error() -> None:
    made = held(each(8, Q1, members=9), register(CODES)).with_filter(Filter(PERIOD, ("", "1999-12-31")))
    narrow = made.with_filter(Filter(PERIOD, ("2024-02-01", "2024-02-10")))
    for one in (made, narrow):
        assert not [f for f in findings(one) if f.code.startswith("cooperatives.reporting")]


def test_the_period_survives_closing_and_opening(tmp_path: Path) -> None:
    made = _cases().with_filter(Filter("date_applied", ("2024-01-01", "")))
    path = tmp_path / "kept.groundswell"
    with_file = WorkspaceFile.create(path)
    with_file.save(made, "Filter")
    with_file.close()
    opened = WorkspaceFile.open(path)
    assert filter_words(opened.workspace) == ("filed from 1 January 2024 on",)
    assert cases_kept(opened.workspace) == (13, 20)
    opened.close()


def test_years_and_ends_are_offered() -> None:
    choice = period_to_choose(_cases(None))
    assert choice is not None
    assert (choice.first, choice.last) == (date(2023, 7, 1), date(2025, 1, 21))
    assert choice.years == ((2023, 7), (2024, 12), (2025, 1))
    returns = period_to_choose(held(each(3, Q1, members=9), register(CODES)), "cooperative")
    assert returns is not None and returns.field == PERIOD
    assert period_to_choose(_cases(), "cooperative") is None
    assert period_to_choose(workspace(cases([None], [None]))) is None
