"""Who was asked a question: the conditions of a form, worked out on the answers.

The language is that of XLSForm's "relevant" column, as far as forms mostly use it: comparisons of
${question} with a text or a number, selected(${question}, 'choice'), and, or, not(…), brackets.
https://docs.getodk.org/form-logic/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.importing.table import Table

Mask = NDArray[np.bool_]
_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[^}]+\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<sign><=|>=|!=|=|<|>|\(|\)|,)|(?P<word>[A-Za-z_-]+))"
)
_LONGEST = 2_000  # characters; a longer condition is not worked out
_COMPARE: Mapping[str, Callable[[NDArray[np.float64], float], Mask]] = {
    "<": lambda column, value: column < value,
    ">": lambda column, value: column > value,
    "<=": lambda column, value: column <= value,
    ">=": lambda column, value: column >= value,
}


class _NotUnderstoodError(ValueError):
    """The condition says something that is not understood here."""


def asked(table: Table, relevant: str) -> Mask | None:
    """Return which rows were asked a question of this condition; None where it cannot be worked out.

    A comparison with a question that was not answered is false, as in the form.
    """
    if not relevant.strip():
        return np.ones(len(table), dtype=bool)
    try:
        return _Reading(table, _tokens(relevant)).whole()
    except (_NotUnderstoodError, RecursionError):
        return None


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > _LONGEST:
        raise _NotUnderstoodError
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise _NotUnderstoodError
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return tokens


@dataclass
class _Reading:
    """Reads a condition from left to right."""

    table: Table
    tokens: list[tuple[str, str]]
    place: int = 0

    def whole(self) -> Mask:
        mask = self._any_of()
        if self.place < len(self.tokens):
            raise _NotUnderstoodError
        return mask

    def _any_of(self) -> Mask:
        mask = self._all_of()
        while self._takes("word", "or"):
            mask = mask | self._all_of()
        return mask

    def _all_of(self) -> Mask:
        mask = self._one()
        while self._takes("word", "and"):
            mask = mask & self._one()
        return mask

    def _one(self) -> Mask:
        if self._takes("sign", "("):
            mask = self._any_of()
            self._must(")")
            return mask
        if self._takes("word", "not"):
            self._must("(")
            mask = ~self._any_of()
            self._must(")")
            return mask
        if self._takes("word", "selected"):
            self._must("(")
            name = self._next("name")
            self._must(",")
            choice = self._next("text")[1:-1]
            self._must(")")
            return self._ticked(name[2:-1].strip(), choice)
        return self._comparison()

    def _comparison(self) -> Mask:
        name = self._next("name")[2:-1].strip()
        sign = self._next("sign")
        kind, value = self._any("text", "number")
        column = self._column(name)
        if sign in ("=", "!="):
            wanted = value[1:-1] if kind == "text" else value
            answered: Mask = column.notna().to_numpy(dtype=bool)
            if not wanted:
                return np.invert(answered) if sign == "=" else answered
            same = self._same(column, wanted)
            return same if sign == "=" else np.invert(same)
        if sign not in _COMPARE or kind != "number":
            raise _NotUnderstoodError
        numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        mask: Mask = _COMPARE[sign](numbers, float(value))
        return mask

    def _same(self, column: pd.Series, wanted: str) -> Mask:
        if pd.api.types.is_numeric_dtype(column):
            try:
                numbers = column.to_numpy(dtype="float64", na_value=np.nan)
                same: Mask = numbers == float(wanted)
                return same
            except ValueError:
                return np.zeros(len(column), dtype=bool)
        return np.array(
            [value == wanted for value in column.to_numpy(dtype=object, na_value=None)], dtype=bool
        )

    def _ticked(self, name: str, choice: str) -> Mask:
        option = f"{name}/{choice}"
        if option in self.table.frame.columns:
            return np.asarray((self.table.frame[option] == 1).fillna(False), dtype=bool)
        return self._same(self._column(name), choice)

    def _column(self, name: str) -> pd.Series:
        if name not in self.table.frame.columns:
            raise _NotUnderstoodError
        return self.table.frame[name]

    def _takes(self, kind: str, text: str) -> bool:
        if self.place < len(self.tokens) and self.tokens[self.place] == (kind, text):
            self.place += 1
            return True
        return False

    def _must(self, sign: str) -> None:
        if not self._takes("sign", sign):
            raise _NotUnderstoodError

    def _next(self, kind: str) -> str:
        return self._any(kind)[1]

    def _any(self, *kinds: str) -> tuple[str, str]:
        if self.place >= len(self.tokens) or self.tokens[self.place][0] not in kinds:
            raise _NotUnderstoodError
        self.place += 1
        return self.tokens[self.place - 1]
