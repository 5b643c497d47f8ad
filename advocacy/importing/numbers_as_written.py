"""Numbers and money as people write them: "1 200,50", "1,200.50", "GHS 1'200", "12 days"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advocacy.importing.workbook import Cell

_SPACES = re.compile("[\\s\u00a0\u202f\u2009'’]")
_NUMBER = re.compile(r"^(?P<before>[^\d\-+.,(]*)(?P<number>[-+(]?[\d.,]*\d[.,]?\)?)(?P<after>[^\d]*)$")
_CURRENCY = re.compile(r"[A-Z]{3,4}|[€$£₵₦]|[A-Z]{1,2}\$")
_SYMBOLS = {"€": "EUR", "£": "GBP", "₵": "GHS", "₦": "NGN", "FCFA": "XOF", "CFA": "XOF", "US$": "USD"}
_NOT_CURRENCIES = {"DAY", "DAYS", "JOUR", "KM", "ETC", "ENV"}


@dataclass(frozen=True)
class Amount:
    """A number, and the currency written beside it ("" where there is none)."""

    value: float
    currency: str = ""


def decimal_comma(cells: Iterable[Cell]) -> bool:
    """Whether the comma is the decimal sign in this column, by what only one reading allows.

    "12,5" and "1.200,50" speak for it, "1,200.50" and "12.5" against it; without evidence it is not.
    """
    votes = 0
    for cell in cells:
        if not isinstance(cell, str):
            continue
        text = _SPACES.sub("", cell)
        comma, point = text.rfind(","), text.rfind(".")
        if comma >= 0 and point >= 0:
            votes += 1 if comma > point else -1
        elif comma >= 0 and not re.search(r"\d,\d{3}(\D|$)", text):
            votes += 1
        elif point >= 0 and not re.search(r"\d\.\d{3}(\D|$)", text):
            votes -= 1
    return votes > 0


def to_amount(cell: Cell, *, comma: bool = False) -> Amount | None:
    """Return the number in the cell, or None where there is not exactly one."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return Amount(float(cell)) if abs(cell) < 1e300 else None
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    match = _NUMBER.match(_SPACES.sub("", cell.strip()))
    if not match:
        return None
    number = match["number"]
    negative = number.startswith(("-", "("))
    value = _value(number.strip("()-+"), comma)
    if value is None:
        return None
    return Amount(-value if negative else value, currency_in(match["before"]) or currency_in(match["after"]))


def currency_in(text: str) -> str:
    """Return the currency code written in a text such as a heading: "Cost (GHS)" gives "GHS"."""
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            return code
    for found in _CURRENCY.findall(text):
        if len(found) == 3 and found.upper() not in _NOT_CURRENCIES:
            return str(found)
    return ""


def _value(digits: str, comma: bool) -> float | None:
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    elif commas > 1 or points > 1:
        decimal = ""
    elif commas:
        thousands = bool(re.fullmatch(r"\d{1,3},\d{3}", digits)) and not comma
        decimal = "" if thousands else ","
    elif points:
        decimal = "" if comma and re.fullmatch(r"\d{1,3}\.\d{3}", digits) else "."
    else:
        decimal = ""
    whole, fraction = digits, ""
    if decimal:
        whole, _, fraction = digits.rpartition(decimal)
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        return None  # "1.2.3" is a paragraph, not a number
    try:
        return float(f"{''.join(groups) or '0'}.{fraction or '0'}")
    except ValueError:
        return None
