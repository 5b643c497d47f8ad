"""Working days as a law counts them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from advocacy.analysis.licensing.public_holidays import work_calendar
from advocacy.analysis.licensing.working_days import WorkCalendar, weekdays, working_days_between
from tests.makers import table


def _days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]").astype(np.int64)


def _between(first: str, last: str) -> tuple[int, int]:
    one, other = _days(first, last).tolist()
    return one, other


def _texts(days: np.ndarray) -> list[str]:
    return days.astype("datetime64[D]").astype(str).tolist()


def _free(calendar: WorkCalendar) -> set[str]:
    places = np.flatnonzero(~calendar.worked) + calendar.first
    return set(_texts(places))


PLAIN = weekdays(*_between("2024-01-01", "2024-12-31"))


def test_weekends_holidays_and_the_first_day_do_not_count() -> None:
    friday, monday = _days("2024-03-29"), _days("2024-04-01")
    assert working_days_between(friday, monday, PLAIN).tolist() == [1]
    assert working_days_between(friday, friday, PLAIN).tolist() == [0]
    free = work_calendar(
        table("holiday", {"date": [date(2024, 4, 1)]}), "", *_between("2024-01-01", "2024-12-31")
    )
    assert working_days_between(friday, monday, free).tolist() == [0]
    assert _texts(free.deadline(friday, 1)) == ["2024-04-02"]


def test_deadlines() -> None:
    filed = _days("2024-03-29", "2024-03-30", "2024-03-31")  # a Friday, a Saturday, a Sunday
    assert _texts(PLAIN.deadline(filed, 10)) == ["2024-04-12"] * 3
    assert PLAIN.deadline(filed, 0).tolist() == filed.tolist()
    assert PLAIN.deadline(filed[:0], 5).tolist() == []


def test_a_calendar_that_ends_too_early_says_so() -> None:
    with pytest.raises(ValueError, match="reach"):
        PLAIN.deadline(_days("2024-12-30"), 10)
    with pytest.raises(ValueError, match="reach"):
        PLAIN.deadline(_days("2023-01-01"), 1)


def test_the_library_knows_the_days_of_a_country_however_it_is_named() -> None:
    span = _between("2024-01-01", "2024-12-31")
    ghana = work_calendar(None, "Ghana", *span)
    assert "2024-03-06" in _free(ghana) and "2024-03-07" not in _free(ghana)
    assert "Ghana" in ghana.source and "holidays" in ghana.source
    assert work_calendar(None, "GHA", *span).worked.tolist() == ghana.worked.tolist()


def test_weekends_are_those_of_the_country() -> None:
    """Egypt rests on Friday and Saturday."""
    egypt = work_calendar(None, "Egypt", *_between("2024-02-01", "2024-02-29"))
    assert {"2024-02-02", "2024-02-03"} <= _free(egypt) and "2024-02-04" not in _free(egypt)


def test_an_unknown_country_has_weekends_only() -> None:
    for country in ("Kantara", "", "Congo"):
        calendar = work_calendar(None, country, *_between("2024-01-01", "2024-12-31"))
        assert calendar.source == "" and calendar.worked.tolist() == PLAIN.worked.tolist()


def test_an_own_list_takes_the_place_of_the_library_in_its_years_and_country() -> None:
    own = table(
        "holiday",
        {
            "country": ["Ghana", "Kenya", None, "Ghana"],
            "date": [date(2024, 3, 7), date(2024, 3, 8), date(2024, 3, 11), None],
        },
    )
    calendar = work_calendar(own, "Ghana", *_between("2023-01-01", "2024-12-31"))
    free = _free(calendar)
    assert {"2024-03-07", "2024-03-11"} <= free
    assert not {"2024-03-06", "2024-03-08"} & free, "the library's day of 2024 and that of another country"
    assert "2023-03-06" in free, "the list says nothing about 2023"
    assert "2024" in calendar.source and "imported" in calendar.source and "Ghana" in calendar.source


def test_days_far_outside_are_no_trouble() -> None:
    calendar = work_calendar(None, "Ghana", *_between("1899-01-01", "2150-12-31"))
    assert _texts(calendar.deadline(_days("1900-01-05"), 1)) == ["1900-01-08"]
