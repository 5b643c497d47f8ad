"""Whose answers the filters keep: by any question with one answer or several, or with a day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.filtering import FilterChoice
from advocacy.analysis.period_filter import days_words, within_days
from advocacy.importing.questionnaire import Choice, Question, QuestionKind
from advocacy.importing.table import Table
from advocacy.wording import either, say
from advocacy.workspace import Filter, Workspace

CLOSED = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)  # with a list of answers


def filter_field(table: Table, question: Question) -> str:
    """Return the field of a filter on this question; two surveys may ask the same one."""
    return f"{table.name}.{question.name}"


def answer_code(name: str) -> str:
    """Return the code of an answer as groups and filters have it.

    A stroke in a code says that several answers were possible, and is looked at where groups are hidden.
    """
    return name.replace("/", "∕")


def tick_code(choice: Choice) -> str:
    """Return the code of an answer of several, which has a stroke: who gave it may have given others."""
    return choice.column if "/" in choice.column else f"/{choice.column}"


def days_given(table: Table, question: Question) -> NDArray[np.datetime64]:
    """Return the day each person gave; NaT without one."""
    days = pd.to_datetime(table.frame[question.column], errors="coerce")
    given: NDArray[np.datetime64] = days.to_numpy(dtype="datetime64[D]")
    return given


def people_kept(workspace: Workspace, table: Table) -> NDArray[np.bool_]:
    """Return which people of a survey pass the filters on its questions."""
    keep = np.ones(len(table), dtype=bool)
    for question, chosen in _filters_on(workspace, table):
        keep &= _passes(table, question, chosen)
    return keep


def people_words(workspace: Workspace, table: Table) -> tuple[str, ...]:
    """Return the filters on the questions of a survey, each in words: "Sex: Female"."""
    return tuple(people_said(workspace, table).values())


def people_said(workspace: Workspace, table: Table) -> dict[Filter, str]:
    """Return the filters on the questions of a survey with their words."""
    return {chosen: _in_words(question, chosen) for question, chosen in _filters_on(workspace, table)}


def people_choices(table: Table) -> tuple[FilterChoice, ...]:
    """Return the questions a survey can be filtered by: answers of a list, two of them given."""
    choices = []
    for question in _asked(table):
        if question.kind not in CLOSED:
            continue
        counts = _people_by_answer(table, question)
        labels = _labels(question)
        values = tuple((code, labels[code], count) for code, count in counts.items() if count)
        if len(values) > 1:
            choices.append(FilterChoice(filter_field(table, question), question.label, values))
    return tuple(choices)


def _asked(table: Table) -> Iterator[Question]:
    """The questions that can be filtered by."""
    for question in table.questionnaire.questions if table.questionnaire else ():
        if question.kind is QuestionKind.MULTIPLE:
            is_there = any(choice.column in table.frame for choice in question.choices)
        else:
            is_listed = question.kind is QuestionKind.SINGLE and question.choices
            is_there = question.column in table.frame and bool(is_listed or _is_of_days(question))
        if is_there:
            yield question


def _is_of_days(question: Question) -> bool:
    return question.kind is QuestionKind.DATE


def _passes(table: Table, question: Question, chosen: Filter) -> NDArray[np.bool_]:
    """Who gave one of the answers, or a day within the two; whoever gave none does not pass."""
    if _is_of_days(question):
        return within_days(days_given(table, question), chosen)
    if question.kind is QuestionKind.SINGLE:
        codes = [answer_code(value) for value in chosen.values]
        return np.isin(_answers(table, question).to_numpy(dtype=object), codes)
    passed = np.zeros(len(table), dtype=bool)
    for choice in question.choices:
        if tick_code(choice) in chosen.values:
            passed |= _ticked(table, choice)
    return passed


def _ticked(table: Table, choice: Choice) -> NDArray[np.bool_]:
    if choice.column not in table.frame:
        return np.zeros(len(table), dtype=bool)
    ticked: NDArray[np.bool_] = (table.frame[choice.column] == 1).fillna(False).to_numpy(dtype=bool)
    return ticked


def _people_by_answer(table: Table, question: Question) -> dict[str, int]:
    """How many gave each answer of the list, in its order."""
    if question.kind is QuestionKind.MULTIPLE:
        return {tick_code(one): int(_ticked(table, one).sum()) for one in question.choices}
    counts = _answers(table, question).value_counts()
    return {code: int(counts.get(code, 0)) for code in _labels(question)}


def _labels(question: Question) -> dict[str, str]:
    code = tick_code if question.kind is QuestionKind.MULTIPLE else _answer_of
    return {code(choice): choice.label for choice in question.choices}


def _answer_of(choice: Choice) -> str:
    return answer_code(choice.name)


def _filters_on(workspace: Workspace, table: Table) -> Iterator[tuple[Question, Filter]]:
    known = {filter_field(table, question): question for question in _asked(table)}
    for chosen in workspace.filters:
        if chosen.field in known:
            yield known[chosen.field], chosen


def _answers(table: Table, question: Question) -> pd.Series:
    """The code of each person's answer; "" without one."""
    column = table.frame[question.column]
    return column.astype("str").where(column.notna(), "").astype("object").map(answer_code)


def _in_words(question: Question, chosen: Filter) -> str:
    title, labels = question.label.strip(" :"), _labels(question)
    if _is_of_days(question):
        values = days_words(chosen)
    elif question.kind is QuestionKind.MULTIPLE:
        answers = [say("“{words}”", words=labels.get(one, one)) for one in chosen.values]
        values = say("ticked {answers}", answers=either(answers))
    else:
        values = either([labels.get(answer_code(one), one) for one in chosen.values])
    if title.endswith("?"):
        return f"{title} {values}"
    return say("{title}: {values}", title=title, values=values)
