"""Which fields of a table tell about a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import QuestionKind
from advocacy.importing.survey.form import FORM
from advocacy.importing.survey.naming import NAMING
from advocacy.importing.table import Table
from advocacy.schema import Sensitivity, schemas


def personal_fields(table: Table) -> tuple[str, ...]:
    """Return the fields of personal data: those the schema says, and own columns that name people."""
    if table.name.startswith(f"{FORM}."):  # "name" is there the name of a question
        return ()
    schema = schemas().get(table.name)
    asked = table.questionnaire.questions if table.questionnaire else ()
    found = [one.column for one in asked if one.kind is QuestionKind.PERSON]
    for name in (str(column) for column in table.frame.columns):
        field = schema.field(name) if schema else None
        if field is not None:
            if field.sensitivity is not Sensitivity.OPEN:
                found.append(name)
        elif not NAMING.isdisjoint(plain(name).split()) or "id card" in plain(name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def without_personal(table: Table, positions: Sequence[int]) -> Table:
    """Return the table, the personal fields of these rows empty, raw cells too."""
    chosen = list(positions)
    for field in personal_fields(table) if chosen else ():
        frame, raw = table.frame[field].copy(), table.raw[field].copy()
        frame.iloc[chosen] = pd.NA
        raw.iloc[chosen] = pd.NA
        table = replace(
            table, frame=table.frame.assign(**{field: frame}), raw=table.raw.assign(**{field: raw})
        )
    return table
