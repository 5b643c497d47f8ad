"""Whose answers the filters keep: by any question with one answer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.filtering import FilterChoice
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.importing.table import Table
from advocacy.wording import either, say
from advocacy.workspace import Filter, Workspace


def filter_field(table: Table, question: Question) -> str:
    """Return the field of a filter on this question; two surveys may ask the same one."""
    return f"{table.name}.{question.name}"


def answer_code(name: str) -> str:
    """Return the code of an answer as groups and filters have it.

    A stroke in a code says that several answers were possible, and is looked at where groups are hidden.
    """
    return name.replace("/", "∕")


def people_kept(workspace: Workspace, table: Table) -> NDArray[np.bool_]:
    """Return which people of a survey pass the filters on its questions."""
    keep = np.ones(len(table), dtype=bool)
    for question, chosen in _filters_on(workspace, table):
        codes = [answer_code(value) for value in chosen.values]
        keep &= np.isin(_answers(table, question).to_numpy(dtype=object), codes)
    return keep


def people_words(workspace: Workspace, table: Table) -> tuple[str, ...]:
    """Return the filters on the questions of a survey, each in words: "Sex: Female"."""
    return tuple(_in_words(question, chosen) for question, chosen in _filters_on(workspace, table))


def people_choices(table: Table) -> tuple[FilterChoice, ...]:
    """Return the questions a survey can be filtered by: one answer of a list, two of them given."""
    choices = []
    for question in _single(table):
        counts = _answers(table, question).value_counts()
        codes = {answer_code(choice.name): choice.label for choice in question.choices}
        values = tuple(
            (code, label, int(counts[code])) for code, label in codes.items() if code in counts.index
        )
        if len(values) > 1:
            choices.append(FilterChoice(filter_field(table, question), question.label, values))
    return tuple(choices)


def _single(table: Table) -> Iterator[Question]:
    asked = table.questionnaire.questions if table.questionnaire else ()
    for question in asked:
        if question.kind is QuestionKind.SINGLE and question.choices and question.column in table.frame:
            yield question


def _filters_on(workspace: Workspace, table: Table) -> Iterator[tuple[Question, Filter]]:
    known = {filter_field(table, question): question for question in _single(table)}
    for chosen in workspace.filters:
        if chosen.field in known:
            yield known[chosen.field], chosen


def _answers(table: Table, question: Question) -> pd.Series:
    """The code of each person's answer; "" without one."""
    column = table.frame[question.column]
    return column.astype("str").where(column.notna(), "").astype("object").map(answer_code)


def _in_words(question: Question, chosen: Filter) -> str:
    labels = {answer_code(choice.name): choice.label for choice in question.choices}
    words = [labels.get(answer_code(value), value) for value in chosen.values]
    title, values = question.label.strip(" :"), either(words)
    if title.endswith("?"):
        return f"{title} {values}"
    return say("{title}: {values}", title=title, values=values)
