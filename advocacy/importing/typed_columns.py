"""Cells to typed values, one column at a time. The raw text is kept beside; what cannot be typed is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from advocacy.importing import reading_rules as rules
from advocacy.importing.cell_text import cell_texts
from advocacy.importing.codes_as_written import to_code, to_codes, to_yes_or_no
from advocacy.importing.columns import coded
from advocacy.importing.countries import country_name
from advocacy.importing.dates import day_order, is_ambiguous, to_day
from advocacy.importing.numbers_as_written import decimal_comma, to_amount
from advocacy.importing.plain_words import plain
from advocacy.importing.units_as_written import to_fineness
from advocacy.importing.workbook import Cell
from advocacy.issue import Severity
from advocacy.schema import Field, FieldType, code_list
from advocacy.wording import say

MISSING_WORDS = frozenset(
    {
        *(
            "",
            "na",
            "n a",
            "nil",
            "null",
            "none",
            "nan",
            "neant",
            "nd",
            "n d",
            "inconnu",
            "unknown",
            "no data",
        ),
        *("not available", "non disponible", "not known", "sans objet", "non renseigne", "ne sait pas"),
    }
)
_ERROR_CELLS = (
    "#N/A",
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#N/D",
    "#VALEUR!",
    "#NOM?",
)


_LARGEST = 1e300
MOST_NAMED = 5_000  # faults of one column that are listed one by one
COUNTRY = "country"  # the field whose names are written in every language
FINENESS, WEIGHT = "fineness", "weight"  # units of fields that are written in many ways
_ERRORS = frozenset(_ERROR_CELLS)
_CERTAINLY_SAID = re.compile(r"[0-8]")  # no word for "missing" holds such a digit or more than 20 letters


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; position counts the rows of the column from 0, None is the column."""

    position: int | None
    code: str
    severity: Severity
    message: str
    hint: str
    value: str = ""


@dataclass(frozen=True)
class TypedColumn:
    """values and raw have the length of the cells; currency is what was written beside the amounts.

    rules: what was decided for the whole column, see reading_rules.
    """

    values: pd.Series[Any]
    raw: pd.Series[Any]
    faults: tuple[Fault, ...] = ()
    currency: tuple[str | None, ...] = ()
    rules: tuple[str, ...] = ()


def typed_column(
    cells: Sequence[Cell], field: Field | None, *, language: str = "en", day_first: bool | None = None
) -> TypedColumn:
    """Type the cells of one column as its field wants; without a field they stay text.

    Every different cell is looked at once: columns repeat themselves. day_first: the user's choice where
    dates can be read two ways.
    """
    column = coded(cells)
    times = np.bincount(column.codes[column.codes >= 0], minlength=len(column.cells))
    typed = _typed(column.cells, times, field, language, day_first)
    return _spread(typed, column.codes)


def _spread(typed: TypedColumn, codes: np.ndarray[Any, Any]) -> TypedColumn:
    """What was said of each different cell, said of every row that holds it."""
    values = _taken(typed.values, codes)
    raw = values if typed.raw is typed.values else _taken(typed.raw, codes)
    currency = tuple(typed.currency[code] if code >= 0 else None for code in codes) if typed.currency else ()
    by_cell: dict[int, list[Fault]] = {}
    for fault in typed.faults:
        if fault.position is not None:
            by_cell.setdefault(fault.position, []).append(fault)
    rows = np.flatnonzero(np.isin(codes, list(by_cell))) if by_cell else np.array([], dtype=int)
    faults = [
        replace(fault, position=int(row)) for row in rows[:MOST_NAMED] for fault in by_cell[int(codes[row])]
    ]
    if more := len(rows[MOST_NAMED:]):
        faults.append(_many_more(more, faults[-1]))
    return TypedColumn(
        values,
        raw,
        (*faults, *(fault for fault in typed.faults if fault.position is None)),
        currency,
        typed.rules,
    )


def _many_more(count: int, last: Fault) -> Fault:
    """So many faults in one column mean that the column is something else; a list of them helps nobody."""
    return Fault(
        None,
        last.code,
        last.severity,
        say("{count} more cells of this column have a fault, not listed one by one.", count=count),
        say("Check on the Import page whether the column is what the program takes it for."),
    )


def _taken(different: pd.Series[Any], codes: np.ndarray[Any, Any]) -> pd.Series[Any]:
    if len(different) == len(codes) and np.array_equal(codes, np.arange(len(codes))):
        return different
    return pd.Series(different.array.take(codes, allow_fill=True))


def _typed(
    cells: Sequence[Cell],
    times: np.ndarray[Any, Any],
    field: Field | None,
    language: str,
    day_first: bool | None,
) -> TypedColumn:
    """The different cells of a column, typed. times: how often each stands in it."""
    texts = cell_texts(cells)
    raw = pd.Series(texts, dtype="str")
    if field is None:
        clean = [_text(text) for text in texts]
        return TypedColumn(raw if clean == texts else pd.Series(clean, dtype="str"), raw)
    title = field.title(language)
    if field.type is FieldType.DATE:
        values, faults, rule = _dates(cells, texts, times, title, day_first)
        return TypedColumn(values, raw, faults, rules=(rule,))
    if field.type in (FieldType.NUMBER, FieldType.INTEGER):
        return _numbers(cells, texts, field, title, raw)
    if field.type is FieldType.BOOLEAN:
        return TypedColumn(*_booleans(texts, title, raw), rules=(rules.YES_OR_NO,))
    if field.codelist:
        return TypedColumn(*_codes(texts, field, title, raw), rules=(rules.CODE_LIST,))
    faults = tuple(_error_cell(i, text) for i, text in enumerate(texts) if text in _ERRORS)
    clean = [None if text in _ERRORS else _text(text) for text in texts]
    used: tuple[str, ...] = ()
    if field.name == COUNTRY:
        clean = [country_name(text) if text is not None else None for text in clean]
        used = (rules.COUNTRY_NAME,)
    if clean == texts:
        return TypedColumn(raw, raw, rules=used)  # written as it is meant: one copy serves both
    return TypedColumn(pd.Series(clean, dtype="str"), raw, faults, rules=used)


def _text(text: str | None) -> str | None:
    """Text without outer blanks; a dash or "n/a" is no text."""
    if text is None:
        return None
    if len(text) > 20 or (text and text[-1] in "012345678") or _CERTAINLY_SAID.search(text):
        return text.strip()
    return text.strip() if plain(text) and not _is_missing(text) else None


def _is_missing(text: str) -> bool:
    return len(text) <= 20 and plain(text) in MISSING_WORDS


def _dates(
    cells: Sequence[Cell],
    texts: Sequence[str | None],
    times: np.ndarray[Any, Any],
    title: str,
    day_first: bool | None,
) -> tuple[pd.Series[Any], tuple[Fault, ...], str]:
    if set(map(type, cells)) <= {datetime, date, type(None)}:
        return *_plain_days(cells, texts, title), rules.DAY_CELLS
    decided = day_first if day_first is not None else day_order(cells)
    days: list[date | None] = [to_day(cell, day_first=decided is not False) for cell in cells]
    faults = []
    for i, (day, text) in enumerate(zip(days, texts, strict=True)):
        if day is not None and not 1900 <= day.year <= 2200:
            days[i] = None
        if days[i] is None and text is not None and not _is_missing(text):
            faults.append(_error_cell(i, text) if text in _ERRORS else _not_a_day(i, text, title))
    if decided is None and (unsure := [i for i, text in enumerate(texts) if is_ambiguous(text)]):
        example = texts[unsure[0]] or ""
        faults.append(
            Fault(
                None,
                "ambiguous-date",
                Severity.WARNING,
                say(
                    "“{field}”: {count} dates such as “{value}” were read with the day first.",
                    field=title,
                    count=int(times[unsure].sum()),
                    value=example,
                ),
                say("If the month comes first in this file, choose so on the Import page."),
                example,
            )
        )
    values = pd.Series(pd.to_datetime(pd.Series(days, dtype="object"))).astype("datetime64[s]")
    return values, tuple(faults), rules.day_order_rule(decided, chosen=day_first is not None)


def _plain_days(
    cells: Sequence[Cell], texts: Sequence[str | None], title: str
) -> tuple[pd.Series[Any], tuple[Fault, ...]]:
    """A column of nothing but days, as most are in a workbook."""
    whole = [cell.date() if isinstance(cell, datetime) else cell for cell in cells]
    sound = [day if isinstance(day, date) and 1900 <= day.year <= 2200 else None for day in whole]
    faults = tuple(
        _not_a_day(i, texts[i] or "", title)
        for i, (day, kept) in enumerate(zip(whole, sound, strict=True))
        if day is not None and kept is None
    )
    return pd.Series(np.array(sound, dtype="datetime64[s]")), faults


def _not_a_day(position: int, text: str, title: str) -> Fault:
    return Fault(
        position,
        "not-a-date",
        Severity.ERROR,
        say("“{value}” is not a day for “{field}”.", value=text, field=title),
        say("Write the day as 2024-03-31."),
        text,
    )


def _numbers(
    cells: Sequence[Cell], texts: Sequence[str | None], field: Field, title: str, raw: pd.Series[Any]
) -> TypedColumn:
    if field.unit == FINENESS:
        return _finenesses(cells, texts, title, raw)
    if set(map(type, cells)) <= {float, int, type(None)}:
        return _plain_numbers(cells, texts, field, title, raw)
    comma = decimal_comma(cells)
    amounts = [to_amount(cell, comma=comma) for cell in cells]
    whole_only = field.type is FieldType.INTEGER
    values: list[float | None] = []
    faults = []
    for i, (amount, text) in enumerate(zip(amounts, texts, strict=True)):
        value = amount.value if amount else None
        if amount and whole_only and not amount.value.is_integer():
            value = None
            faults.append(_not_whole(i, text, title))
        elif amount is None and text is not None and not _is_missing(text):
            faults.append(_error_cell(i, text) if text in _ERRORS else _not_a_number(i, text, title))
        values.append(value)
    dtype = "Int64" if whole_only else "float64"
    currency = tuple(amount.currency or None if amount else None for amount in amounts)
    series = pd.Series(values, dtype="float64")
    return TypedColumn(
        series.astype(dtype),
        raw,
        tuple(faults),
        currency if any(currency) and not whole_only else (),
        (rules.DECIMAL_COMMA,) if comma else (),
    )


def _plain_numbers(
    cells: Sequence[Cell], texts: Sequence[str | None], field: Field, title: str, raw: pd.Series[Any]
) -> TypedColumn:
    """A column of nothing but numbers, as most are in a workbook."""
    values = pd.Series(cells, dtype="float64")
    values = values.where(values.abs() < _LARGEST)
    if field.type is not FieldType.INTEGER:
        return TypedColumn(values, raw)
    broken = values.notna() & (values % 1 != 0)
    faults = tuple(_not_whole(int(i), texts[int(i)], title) for i in values.index[broken])
    return TypedColumn(values.mask(broken).astype("Int64"), raw, faults)


def _finenesses(
    cells: Sequence[Cell], texts: Sequence[str | None], title: str, raw: pd.Series[Any]
) -> TypedColumn:
    values = [to_fineness(cell) for cell in cells]
    faults = tuple(
        _not_a_number(i, text, title)
        for i, (value, text) in enumerate(zip(values, texts, strict=True))
        if value is None and text is not None and not _is_missing(text)
    )
    return TypedColumn(pd.Series(values, dtype="float64"), raw, faults, rules=(rules.PURITY,))


def _not_a_number(position: int, text: str, title: str) -> Fault:
    return Fault(
        position,
        "not-a-number",
        Severity.ERROR,
        say("“{value}” is not a number for “{field}”.", value=text, field=title),
        say("Write the number alone; put remarks in another column."),
        text,
    )


def _not_whole(position: int, text: str | None, title: str) -> Fault:
    return Fault(
        position,
        "not-whole",
        Severity.ERROR,
        say("“{value}” is not a whole number for “{field}”.", value=text, field=title),
        say("Correct the number."),
        text or "",
    )


def _booleans(
    texts: Sequence[str | None], title: str, raw: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.Series[Any], tuple[Fault, ...]]:
    answers = [to_yes_or_no(text) if text is not None else None for text in texts]
    faults = tuple(
        Fault(
            i,
            "not-yes-or-no",
            Severity.ERROR,
            say("“{value}” is neither yes nor no for “{field}”.", value=text, field=title),
            say("Write yes or no."),
            text,
        )
        for i, (answer, text) in enumerate(zip(answers, texts, strict=True))
        if answer is None and text is not None and not _is_missing(text)
    )
    return pd.Series(answers, dtype="boolean"), raw, faults


def _codes(
    texts: Sequence[str | None], field: Field, title: str, raw: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.Series[Any], tuple[Fault, ...]]:
    has_other = any(code.code == "other" for code in code_list(field.codelist).codes)
    parsed = {text: _one_code(text, field, has_other) for text in set(texts) if text is not None}
    values: list[str | None] = []
    faults = []
    for i, text in enumerate(texts):
        if text is None:
            values.append(None)
            continue
        value, unknown = parsed[text]
        values.append(value)
        if unknown:
            kept = say("It is counted as “other”.") if value is not None and has_other else ""
            faults.append(
                Fault(
                    i,
                    "unknown-code",
                    Severity.WARNING,
                    say("“{value}” is no known entry for “{field}”.", value=unknown, field=title)
                    + f" {kept}".rstrip(),
                    say("Use one of the words of the list, as in the blank template."),
                    text,
                )
            )
    return pd.Series(values, dtype="str"), raw, tuple(faults)


def _one_code(text: str, field: Field, has_other: bool) -> tuple[str | None, str]:
    """Return the value to store and what was not understood of it."""
    if not plain(text):
        return None, ""
    if not field.many:
        code = to_code(text, field.codelist)
        if code:
            return code, ""
        return (None, "") if _is_missing(text) else (None, text)
    codes, unknown = to_codes(text, field.codelist)
    if not codes and _is_missing(text):
        return None, ""
    if unknown and has_other and "other" not in codes:
        codes = (*codes, "other")
    codes = tuple(code for code in codes if code != "none")
    return " ".join(codes) if codes or not unknown else None, ", ".join(unknown)


def _error_cell(position: int, text: str) -> Fault:
    return Fault(
        position,
        "error-cell",
        Severity.ERROR,
        say("The cell holds the error {value} instead of a value.", value=text),
        say("Repair the formula in the spreadsheet, or type the value."),
        text,
    )
