"""The public holidays of a country: the association's own list, else those of the library "holidays"."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis.licensing.working_days import WorkCalendar, weekdays
from advocacy.importing.countries import country_code
from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.wording import say, together

HOLIDAYS = "holiday"
_EPOCH = date(1970, 1, 1)
_FIRST_YEAR, _LAST_YEAR = 1970, 2100  # days outside are slips of the pen, and have weekends only


def work_calendar(own: Table | None, country: str, first: int, last: int) -> WorkCalendar:
    """Return which days are worked in a country, from the first to the last (days since 1970).

    own: the holidays imported; in the years in which it names one of this country, it takes the place of the
    library's. Which days are the weekend, the library says; Saturday and Sunday where it does not know the
    country.
    """
    worked = weekdays(first, last).worked
    known = range(max(_year(first), _FIRST_YEAR), min(_year(last), _LAST_YEAR) + 1)
    listed = _own_days(own, country)
    own_years = {day.year for day in listed} & set(known)
    code = country_code(country)
    by_library = [year for year in known if _of_library(code, year) is not None]
    for year in by_library:
        found = _of_library(code, year)
        assert found is not None
        _put(worked, first, (date(year, 1, 1) - _EPOCH).days, found[1] if year in own_years else found[0])
    for day in listed:
        _put(worked, first, (day - _EPOCH).days, np.zeros(1, dtype=bool))
    from_library = country if set(by_library) - own_years else ""
    return WorkCalendar(first, worked, _source(from_library, sorted(own_years)))


def _put(worked: NDArray[np.bool_], first: int, start: int, days: NDArray[np.bool_]) -> None:
    """Write days from start on into the days worked, as far as they lie in them."""
    begin, end = max(start, first), min(start + len(days), first + len(worked))
    if begin < end:
        worked[begin - first : end - first] = days[begin - start : end - start]


@cache
def _of_library(code: str, year: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """For each day of a year: whether it is worked, and whether it would be without holidays."""
    import holidays  # its hundreds of countries are loaded one by one, when asked for

    if not code:
        return None
    try:
        country = holidays.country_holidays(code, years=year)
    except NotImplementedError:
        return None
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(length)]
    return (
        np.array([country.is_working_day(day) for day in days], dtype=bool),
        np.array([not country.is_weekend(day) for day in days], dtype=bool),
    )


def _own_days(own: Table | None, country: str) -> list[date]:
    """The holidays imported for this country, or for no country in particular."""
    if own is None or "date" not in own.frame.columns:
        return []
    frame = own.frame[own.frame["date"].notna()]
    if "country" in frame.columns:
        wanted = country_key(country)
        named = frame["country"].astype("object")
        mine = [not isinstance(name, str) or country_key(name) == wanted for name in named]
        frame = frame[np.array(mine, dtype=bool)]
    return [stamp.date() for stamp in frame["date"]]


def country_key(name: str) -> str:
    """Return what is the same for every way to name a country."""
    return country_code(name) or plain(name)


def _source(country: str, own_years: list[int]) -> str:
    if not country and not own_years:
        return ""
    said = []
    if own_years:
        years = ", ".join(str(year) for year in own_years)
        said.append(say("the list of holidays imported ({years})", years=years))
    if country:
        said.append(
            say(
                "the national holidays of {country} in the library “holidays” {version}, of which those that "
                "follow the moon are estimates",
                country=country,
                version=version("holidays"),
            )
        )
    return together(said)


def _year(day: int) -> int:
    year: int = np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64).item() + 1970
    return year
