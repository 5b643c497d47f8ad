"""Weights and purities as people write them: "12 g", "3 tolas", "1.5 ozt"; "22 karat", "91.6 %", "916"."""

from __future__ import annotations

import re

from advocacy.importing.numbers_as_written import to_amount
from advocacy.importing.workbook import Cell

_UNITS = {
    "mg": ("mg", "milligram", "milligrams", "milligramme", "milligrammes"),
    "g": ("g", "gr", "grs", "gm", "gms", "gram", "grams", "gramme", "grammes", "gramo", "gramos", "gramas"),
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"),
    "t": ("t", "tonne", "tonnes", "ton", "tons", "tonelada", "toneladas", "tani"),
    "tola": ("tola", "tolas"),
    "ozt": ("ozt", "oz", "ounce", "ounces", "troy ounce", "troy ounces", "once", "onces", "onza", "onzas"),
    "ct": ("ct", "cts", "carat", "carats", "quilate", "quilates"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
_LETTERS = re.compile(r"[^a-z ]+")
_KARAT = re.compile(r"(\d{1,2}(?:[.,]\d+)?)\s*(?:kt?s?|[kc]arats?|ct|quilates?)\b", re.IGNORECASE)
_FINEST = 1000.0  # parts of pure metal in a thousand
_PURE_KARAT, _PURE_PERCENT = 24.0, 100.0


def unit_of_weight(text: str) -> str:
    """Return the unit of weight that stands in a text such as "12,5 grammes"; "" where there is none."""
    words = " ".join(_LETTERS.sub(" ", text.casefold()).split())
    return _UNIT.get(words) or _UNIT.get(words.removeprefix("in ").removeprefix("en ")) or ""


def to_fineness(cell: Cell) -> float | None:
    """Return the parts of pure metal in a thousand; None where the cell tells none.

    Numbers without a word are read by their size: up to 1 a share, up to 24 karat, up to 100 percent. No
    gold that is sold has a fineness below 100, so this cannot be mistaken.
    """
    if isinstance(cell, str) and (karat := _KARAT.search(cell)):
        return _within(float(karat[1].replace(",", ".")) / _PURE_KARAT * _FINEST)
    amount = to_amount(cell.replace("%", "") if isinstance(cell, str) else cell)
    if amount is None or amount.value <= 0:
        return None
    value = amount.value
    if isinstance(cell, str) and "%" in cell:
        return _within(value / _PURE_PERCENT * _FINEST)
    if value <= 1:
        return value * _FINEST
    if value <= _PURE_KARAT:
        return value / _PURE_KARAT * _FINEST
    return value / _PURE_PERCENT * _FINEST if value <= _PURE_PERCENT else _within(value)


def _within(fineness: float) -> float | None:
    return round(fineness, 4) if fineness <= _FINEST else None
