"""Small surveys and member registers for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.table import Table
from advocacy.workspace import SamplePlan, Workspace
from tests.makers import table, workspace

BY_CHANCE = SamplePlan(by_chance=True)


def single(name: str, *labels: str, label: str = "", relevant: str = "") -> Question:
    choices = tuple(Choice(text, text) for text in labels)
    return Question(name, label or name, QuestionKind.SINGLE, name, choices, "", relevant)


def multiple(name: str, *labels: str, label: str = "") -> Question:
    choices = tuple(Choice(text, text, f"{name}/{text}") for text in labels)
    return Question(name, label or name, QuestionKind.MULTIPLE, "", choices)


def plain_question(name: str, kind: QuestionKind, label: str = "") -> Question:
    return Question(name, label or name, kind, name)


def survey_of(
    columns: Mapping[str, Sequence[Any]],
    questions: Sequence[Question],
    plan: SamplePlan = BY_CHANCE,
    *more: Table,
    compare_by: str = "",
    k: int = 5,
) -> Workspace:
    """A workspace that holds this survey; columns of dates, numbers and ticks get their types."""
    kinds = {question.column: question.kind for question in questions}
    typed: dict[str, Any] = {}
    for name, values in columns.items():
        if "/" in name:
            typed[name] = pd.Series(values, dtype="Int8")
        elif kinds.get(name) is QuestionKind.NUMBER:
            typed[name] = pd.Series(values, dtype="float64")
        elif kinds.get(name) is QuestionKind.DATE:
            typed[name] = pd.Series([pd.Timestamp(v) if v else pd.NaT for v in values], dtype="datetime64[s]")
        else:
            typed[name] = pd.Series(values, dtype="str")
    asked = replace(table("survey", typed), questionnaire=Questionnaire("Members", tuple(questions)))
    held = workspace(asked, *more, k=k)
    return replace(held, settings=replace(held.settings, sample=plan, compare_by=compare_by))


def register_of(*rows: tuple[str, str, int, int, int]) -> tuple[Table, Table]:
    """Cooperatives and their statistics from name, region, members, women, young people."""
    ids = [f"{number:03d}" for number in range(1, len(rows) + 1)]
    listed = table(
        "cooperative", {"cooperative_id": ids, "name": [r[0] for r in rows], "region": [r[1] for r in rows]}
    )
    returned = table(
        "cooperative_statistics",
        {
            "cooperative_id": [*ids, *ids],
            "period_start": [date(2024, 1, 1)] * len(ids) + [date(2024, 4, 1)] * len(ids),
            "members": [1] * len(ids) + [r[2] for r in rows],
            "members_women": [0] * len(ids) + [r[3] for r in rows],
            "members_youth": [0] * len(ids) + [r[4] for r in rows],
        },
    )
    return listed, returned
