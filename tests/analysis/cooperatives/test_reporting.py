"""Who has reported for which period: those founded later owe nothing, a year covers its quarters."""

from __future__ import annotations

from datetime import date

import pytest

from advocacy.analysis.cooperatives.calendar import Period, calendar
from advocacy.analysis.cooperatives.returns import returns_of
from advocacy.analysis.finding import State
from advocacy.analysis.findings import finding, findings
from advocacy.charts.draw import draw
from advocacy.wording import speaking
from advocacy.workspace import Filter
from tests.analysis.cooperative_workspaces import Q1, Q2, Q3, YEAR, Span, each, held, register

CODES = [f"C{number:02d}" for number in range(10)]


def _by_period(rows: list, **fields: list) -> dict[str, tuple[float | None, int]]:  # type: ignore[type-arg]
    found = finding(held(rows, register(CODES, **fields)), "cooperatives.reporting_by_period")
    draw(found)
    return {one.label: (one.value, one.n) for one in found.estimates}


def test_share_of_the_register_period_by_period() -> None:
    rows = each(8, Q1, members=9) + each(10, Q2, members=9)
    assert _by_period(rows) == {"2024 Q1": (0.8, 10), "2024 Q2": (1.0, 10)}
    latest = finding(held(rows, register(CODES)), "cooperatives.reporting")
    assert latest.headline == "100% of the cooperatives reported for the latest period (10 of 10)"


def test_those_founded_later_are_not_expected() -> None:
    founded = [date(2010, 1, 1)] * 7 + [date(2024, 4, 1), date(2024, 4, 2), None]
    rows = each(7, Q1, members=9) + each(8, Q2, members=9)
    # C07 is due from Q2 on; C08, a day later, only from Q3; the one without a day is always due
    assert _by_period(rows, founded=founded) == {
        "2024 Q1": (pytest.approx(7 / 8), 8),
        "2024 Q2": (pytest.approx(8 / 9), 9),
    }


def test_a_return_before_the_foundation_counts_all_the_same() -> None:
    founded = [date(2024, 12, 1)] * 10
    rows = each(6, Q1, members=9) + each(7, Q2, members=9)
    assert _by_period(rows, founded=founded) == {"2024 Q1": (1.0, 6), "2024 Q2": (1.0, 7)}


def test_a_year_covers_its_quarters_and_two_months_do_not_cover_one() -> None:
    rows = [*each(6, Q1, Q2, members=9), ("C06", YEAR, {"members": 9})]
    rows += [("C07", (date(2024, 1, 1), date(2024, 2, 29)), {"members": 9})]
    assert _by_period(rows)["2024 Q1"] == (0.7, 10)


def test_a_quarter_nobody_reports_stays_in_the_calendar() -> None:
    rows = each(8, Q1, Q3, members=9)
    assert _by_period(rows) == {"2024 Q1": (0.8, 10), "2024 Q2": (0.0, 10), "2024 Q3": (0.8, 10)}


def test_periods_without_an_end_are_of_the_usual_length() -> None:
    rows = [(code, (span[0], None), more) for code, span, more in each(8, Q1, Q2, Q3, members=9)]
    assert list(_by_period(rows)) == ["2024 Q1", "2024 Q2", "2024 Q3"]


def test_a_slip_of_the_pen_does_not_stretch_the_calendar() -> None:
    codes = [f"C{number:02d}" for number in range(40)]
    rows = [*each(40, Q1, Q2, members=9), ("C00", (date(1924, 1, 1), date(1924, 3, 31)), {"members": 9})]
    found = finding(held(rows, register(codes)), "cooperatives.reporting_by_period")
    assert [one.label for one in found.estimates] == ["2024 Q1", "2024 Q2"]


def test_a_small_register_is_not_shown() -> None:
    found = finding(held(each(2, Q1, Q2, members=9), register(CODES[:2])), "cooperatives.reporting")
    assert found.overall is not None and found.overall.state is State.SUPPRESSED
    assert "too few" in found.headline


def test_a_filter_on_the_mineral_silences_nobody() -> None:
    rows = each(5, Q1, members=9, mineral="gold") + [
        (code, Q1, {"members": 9, "mineral": "tin"}) for code in CODES[5:]
    ]
    filtered = held(rows, register(CODES)).with_filter(Filter("mineral", ("gold",)))
    overall = finding(filtered, "cooperatives.reporting").overall
    assert overall is not None and overall.value == 1.0


@pytest.mark.parametrize("rows", [each(6, (None, None), members=9)])
def test_without_days_there_is_no_calendar(rows: list) -> None:  # type: ignore[type-arg]
    everything = held(rows, register(CODES))
    returns = returns_of(everything)
    assert returns is not None and calendar(returns) is None
    assert not any("reporting" in one.code for one in findings(everything))


@pytest.mark.parametrize(
    ("first", "length", "label"),
    [
        (2024 * 12, 12, "2024"),
        (2024 * 12 + 6, 6, "2024 H2"),
        (2024 * 12 + 3, 3, "2024 Q2"),
        (2024 * 12 + 2, 1, "March 2024"),
        (2024 * 12 + 1, 3, "February 2024 to April 2024"),
        (2023 * 12 + 6, 12, "July 2023 to June 2024"),
    ],
)
def test_names_of_periods(first: int, length: int, label: str) -> None:
    assert Period(first, length).label == label


@pytest.mark.parametrize(
    ("language", "month", "quarter"),
    [
        ("fr", "mars 2024", "T2 2024"),
        ("es", "marzo de 2024", "T2 2024"),
        ("sw", "Machi 2024", "Robo 2, 2024"),
    ],
)
def test_periods_are_named_in_the_language_and_known_by_the_same_code(
    language: str, month: str, quarter: str
) -> None:
    with speaking(language):
        assert Period(2024 * 12 + 2, 1).label == month
        assert Period(2024 * 12 + 3, 3).label == quarter
        assert Period(2024 * 12 + 2, 1).code == "2024-03"


def test_financial_years_follow_their_own_beginning() -> None:
    spans: list[Span] = [(date(year, 7, 1), date(year + 1, 6, 30)) for year in (2022, 2023)]
    assert _by_period(each(10, *spans, members=9)) == {
        "July 2022 to June 2023": (1.0, 10),
        "July 2023 to June 2024": (1.0, 10),
    }
