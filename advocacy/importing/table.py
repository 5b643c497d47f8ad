"""The table: typed values, the raw cells they came from, and where each row stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from advocacy.importing.questionnaire import Questionnaire

if TYPE_CHECKING:  # pandas takes seconds to load; the window must not wait for it
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """Where one column of a table came from in one source."""

    name: str  # field name, or the heading itself for an extra column
    heading: str  # as written in the file
    letter: str  # as shown in the spreadsheet: "F"
    source: str  # SHA-256 of the file
    sheet: str
    confidence: float = 1.0  # of the mapping, 0 to 1
    rules: tuple[str, ...] = ()  # how its cells were read, see reading_rules


class Later:
    """A part of a table that is made when somebody first asks for it. It is the same part every time."""

    def __init__(self, make: Callable[..., pd.DataFrame], *arguments: object) -> None:
        self._make = make
        self._arguments = arguments

    def made(self) -> pd.DataFrame:
        return self._make(*self._arguments)


class _Part:
    """A field that holds a frame, or the promise of one: raw cells stay packed until they are looked at."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, table: object, owner: type | None = None) -> pd.DataFrame:
        if table is None:
            raise AttributeError(self._name)  # tells the dataclass that there is no default
        part: Any = table.__dict__[self._name]
        if isinstance(part, Later):
            part = table.__dict__[self._name] = part.made()
        return part

    def __set__(self, table: object, part: pd.DataFrame | Later) -> None:
        table.__dict__[self._name] = part


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of one schema, pooled from one or many sources. Never changed in place.

    frame: typed values. One column per field found, then the extra columns under their own headings.
        dates datetime64[s]; numbers float64 or Int64; codes, identifiers, texts pandas "str";
        yes/no "boolean"; a field with many codes holds them joined by one space, "" means none, NA not asked.
        A multiple-choice survey question has one Int8 column per option, named "question/option":
        1 ticked, 0 not ticked, NA not answered or not offered.
    raw: the cells as text, same index and columns as frame; NA where the cell was empty.
    origin: same index; columns source (SHA-256), sheet, row (number in the spreadsheet, from 1). Where a row
        was changed by a later file or another workspace, the column also tells (advocacy.workspace.places).
    The index of all three is 0 … n-1. raw and origin may be given as Later.
    """

    name: str  # name of the schema; "survey" for a questionnaire, "survey.<repeat>" for its repeats
    frame: pd.DataFrame
    raw: _Part = _Part()
    origin: _Part = _Part()
    columns: tuple[Column, ...] = ()
    questionnaire: Questionnaire | None = None
    key: tuple[str, ...] = field(default=())  # columns that identify a row; empty where nothing does

    def __len__(self) -> int:
        return len(self.frame)
