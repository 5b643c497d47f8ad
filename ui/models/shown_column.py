"""A column of a table as the grid shows it: its title, how it is written, whether it is masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from advocacy.importing.questionnaire import Questionnaire
from advocacy.importing.table import Table
from advocacy.schema import Field, code_list, schemas
from advocacy.wording import say

_TOLD_ELSEWHERE = ("", "currency", "weight", "fineness")  # in another column of the row
_TOLD_BY_TITLE = ("visits", "people", "loans", "accidents")
_NOT_GROUPED = ("year_enacted",)  # 1,998 is no year


class Kind(StrEnum):
    """How the values of a column are written, sorted and filtered."""

    TEXT = "text"
    CODE = "code"
    MANY = "many"  # several codes, joined by one space
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    TICK = "tick"  # an option of a question: 1, 0 or not asked


@dataclass(frozen=True)
class ShownColumn:
    """One column. labels: of its codes; grouped: whether thousands are set apart."""

    name: str
    title: str
    kind: Kind
    unit: str = ""
    about: str = ""
    is_masked: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    grouped: bool = True

    @property
    def heading(self) -> str:
        """The title, the unit behind it."""
        return f"{self.title} ({self.unit})" if self.unit and self.unit not in self.title else self.title


def shown_columns(table: Table) -> tuple[ShownColumn, ...]:
    """Return the columns of a table in their order."""
    from advocacy.workspace.personal import personal_fields

    schema = schemas().get(table.name)
    masked = set(personal_fields(table))
    titles = _asked(table.questionnaire)
    found = []
    for name in (str(column) for column in table.frame.columns):
        known = schema.field(name) if schema else None
        kind = _kind(table.frame[name].dtype, known)
        found.append(
            ShownColumn(
                name,
                known.title() if known else titles.get(name, name),
                kind,
                say(known.unit) if known and known.unit not in (*_TOLD_ELSEWHERE, *_TOLD_BY_TITLE) else "",
                say(known.description) if known and known.description else "",
                name in masked,
                _labels(known),
                name not in _NOT_GROUPED,
            )
        )
    return tuple(found)


def _kind(dtype: Any, known: Field | None) -> Kind:
    import pandas as pd

    if str(dtype) == "Int8":
        return Kind.TICK
    if pd.api.types.is_bool_dtype(dtype):
        return Kind.YES_NO
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return Kind.DATE
    if pd.api.types.is_numeric_dtype(dtype):
        return Kind.NUMBER
    if known is not None and known.codelist:
        return Kind.MANY if known.many else Kind.CODE
    return Kind.TEXT


def _labels(known: Field | None) -> dict[str, str]:
    if known is None or not known.codelist:
        return {}
    return {code.code: code.label() for code in code_list(known.codelist).codes}


def _asked(questionnaire: Questionnaire | None) -> dict[str, str]:
    """What was asked, by the column of the answer."""
    titles = {}
    for question in questionnaire.questions if questionnaire else ():
        if question.column:
            titles[question.column] = question.label
        for choice in question.choices:
            if choice.column:
                titles[choice.column] = f"{question.label}: {choice.label}"
    return titles
