"""A value as the grid writes it: days and numbers as the locale has them, codes by their label."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from ui.models.shown_column import Kind, ShownColumn

MASK = "•••"
MISSING = "–"
SEPARATOR = "; "  # between several codes
_SHORTEST = -128  # QLocale.FloatingPointShortest: as many digits as tell the number from its neighbours
_WHOLE = 1e15


def writer(column: ShownColumn) -> Callable[[Any], str]:
    """Return what writes a value of the column that is not missing."""
    place = QLocale().name()
    if column.kind is Kind.DATE:
        return lambda value: _day(value.year, value.month, value.day, place)
    if column.kind is Kind.NUMBER:
        return lambda value: _number_text(float(value), column.grouped, place)
    if column.kind in (Kind.YES_NO, Kind.TICK):
        return lambda value: yes_no(bool(value))
    if column.kind is Kind.CODE:
        return lambda value: column.labels.get(str(value), str(value)) or empty_text()
    if column.kind is Kind.MANY:
        return lambda value: (
            SEPARATOR.join(column.labels.get(code, code) for code in str(value).split()) or none_text()
        )
    return _one_line


def yes_no(value: bool) -> str:
    return QCoreApplication.translate("cell", "yes") if value else QCoreApplication.translate("cell", "no")


def none_text() -> str:
    """What stands where somebody was asked and named none."""
    return QCoreApplication.translate("cell", "none")


def empty_text() -> str:
    """What stands for a text without a letter, which is not the same as no value."""
    return "“”"


def day_text(iso: str) -> str:
    """Return the day of an ISO 8601 time as the locale writes it; "" for none."""
    if len(iso) < 10:
        return ""
    return _day(int(iso[:4]), int(iso[5:7]), int(iso[8:10]), QLocale().name())


def moment_text(iso: str) -> str:
    """Return the day and minute of an ISO 8601 time on the clock of this computer; "" for none."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()
    if "T" not in iso or not moment.isValid():
        return day_text(iso)
    return f"{moment.date().toString(_day_pattern(QLocale().name()))} {moment.time().toString('HH:mm')}"


def typed_day(text: str) -> date | None:
    """Return the day that is typed as the locale writes it or as 2024-03-31; None where it is none."""
    locale = QLocale()
    written = locale.toDate(text, _day_pattern(locale.name()))
    for found in (QDate.fromString(text, Qt.DateFormat.ISODate), written):
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    return None


def typed_number(text: str) -> float | None:
    """Return the number that is typed as the locale writes it or with a point; None where it is none."""
    for locale in (QLocale(), QLocale.c()):
        number, is_one = locale.toDouble(text)
        if is_one:
            return float(number)
    return None


def _one_line(value: Any) -> str:
    text = str(value)
    return " ".join(text.split()) or empty_text()


# What is kept is kept by the name of the locale: the user may choose another language.


@lru_cache(50_000)
def _day(year: int, month: int, day: int, place: str) -> str:
    return QLocale().toString(QDate(year, month, day), _day_pattern(place))


@lru_cache(4)
def _day_pattern(place: str) -> str:
    """The short pattern of the locale, the year always in full: a case may be as old as its law."""
    if QLocale().language() == QLocale.Language.C:  # nobody has said where we are
        return "yyyy-MM-dd"
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


@lru_cache(50_000)
def _number_text(value: float, grouped: bool, place: str) -> str:
    locale = QLocale()
    if not grouped:
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if value.is_integer() and abs(value) < _WHOLE:
        return locale.toString(int(value))
    return locale.toString(value, "f", _SHORTEST)
