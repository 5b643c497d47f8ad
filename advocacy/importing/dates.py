"""Days as people write them, in five languages; day or month first by the evidence of the column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from advocacy.importing.plain_words import plain
from advocacy.importing.workbook import Cell

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ,].*)?$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(\d{2})(\d{2})$")
_NAMED = re.compile(
    r"^(?:[a-z]+ )?(\d{1,2})(?:st|nd|rd|th|er|re)? (?:of |de |d |ya )?([a-z]+) (?:de |del )?(\d{4}|\d{2})$"
)
_NAMED_FIRST = re.compile(r"^(?:[a-z]+ )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4}|\d{2})$")
_MONTHS = {
    1: "january jan janvier janv enero ene janeiro januari",
    2: "february feb fevrier fevr fev febrero fevereiro februari",
    3: "march mar mars marzo marco machi",
    4: "april apr avril avr abril abr aprili",
    5: "may mai mayo maio mei",
    6: "june jun juin junio junho juni",
    7: "july jul juillet juil julio julho julai",
    8: "august aug aout agosto ago agosti",
    9: "september sep sept septembre septiembre setiembre setembro set septemba",
    10: "october oct octobre octubre outubro out oktoba",
    11: "november nov novembre noviembre novembro novemba",
    12: "december dec decembre diciembre dic dezembro dez desemba",
}
_MONTH = {word: number for number, words in _MONTHS.items() for word in words.split()}
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheet serial numbers
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050  # 1927 to 2099: other numbers are no days


def day_order(cells: Iterable[Cell]) -> bool | None:
    """Whether the day comes first in "03/04/2023"; None where no cell tells.

    A number above 12 tells. Where cells contradict each other the majority decides.
    """
    day_first = month_first = 0
    for cell in cells:
        match = _NUMBERS.match(cell.strip()) if isinstance(cell, str) else None
        if match:
            day_first += int(match[1]) > 12
            month_first += int(match[2]) > 12
    if day_first == month_first:
        return None
    return day_first > month_first


def is_ambiguous(cell: Cell) -> bool:
    """Whether this text means another day when read month first."""
    match = _NUMBERS.match(cell.strip()) if isinstance(cell, str) else None
    return bool(match) and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]  # type: ignore[index]


def to_day(cell: Cell, *, day_first: bool = True) -> date | None:
    """Return the day, or None where the cell is none. Years of two digits: 70 to 99 are 1970 to 1999."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return _from_number(cell)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.match(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        usual = (second, first) if day_first else (first, second)
        # 25/03 in a column of 03/25 can mean one thing only.
        return _day(year, *usual) or _day(year, usual[1], usual[0])
    if match := _COMPACT.match(text):
        return _day(int(match[1] + match[2]), int(match[3]), int(match[4]))
    if text.replace(".", "", 1).isdigit():
        return _from_number(float(text))
    words = plain(text)
    if match := _NAMED.match(words):
        return _day(_year(match[3]), _MONTH.get(match[2], 0), int(match[1]))
    if match := _NAMED_FIRST.match(words):
        return _day(_year(match[3]), _MONTH.get(match[1], 0), int(match[2]))
    return None


def _from_number(number: float) -> date | None:
    whole = int(number)
    if match := _COMPACT.match(str(whole)):
        return _day(int(match[1] + match[2]), int(match[3]), int(match[4]))
    return _EPOCH + timedelta(days=whole) if _FIRST_SERIAL <= number <= _LAST_SERIAL else None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 70 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
