"""An export read by the form it came from: whatever tool and mode wrote it, the table becomes the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Choice, Question, QuestionKind, Questionnaire
from advocacy.importing.survey.answers import SURVEY
from advocacy.importing.survey.form import Form, FormChoice, FormQuestion
from advocacy.importing.survey.naming import without_known_names, without_names
from advocacy.importing.table import Column, Table
from advocacy.importing.typed_columns import typed_column
from advocacy.issue import Issue, Severity
from advocacy.schema import Field, FieldType
from advocacy.wording import say

_ENOUGH = 0.6  # of the questions of a form must be found for an export to be its
_LETTER = re.compile(r" \([A-Z]{1,3}\)$")  # told apart by its column, where two questions are called alike
_GAPS = re.compile(r"^[\s,;]+")
_NUMBERED = {QuestionKind.NUMBER: FieldType.NUMBER, QuestionKind.DATE: FieldType.DATE}


@dataclass(frozen=True)
class _Found:
    """A question of the form and what the table has of it."""

    question: FormQuestion
    column: str  # of the answers; "" where only options have columns
    options: Mapping[str, str]  # column by choice of the form
    unknown: Mapping[str, str]  # column by option the form does not have


def read_by_form(table: Table, forms: Sequence[Form]) -> tuple[Table, tuple[Issue, ...]]:
    """Return the table with the names, choices and types of the form it belongs to, and what was unclear.

    Questions come in the order of the form: a closed one holds the names of its choices, a multiple-choice
    one has a column "question/choice" for each. What the form does not know follows unchanged. A table that
    belongs to no form is returned as it is.
    """
    if not (table.name == SURVEY or table.name.startswith((f"{SURVEY}.", f"{SURVEY}~"))):
        return table, ()
    best: tuple[float, Form | None, str, list[_Found]] = (0.0, None, "", [])
    for form in forms:
        for repeat in form.repeats:
            found = _find(table, form.inside(repeat))
            asked = [q for q in form.inside(repeat) if q.kind is not QuestionKind.OTHER]
            hits = [one for one in found if one.question.kind is not QuestionKind.OTHER]
            share = len(hits) / max(len(asked), 1)
            if len(hits) and share >= _ENOUGH and (len(hits), share) > (len(best[3]), best[0]):
                best = (share, form, repeat, found)
    if best[1] is None:
        return table, ()
    return _rewritten(table, best[2], best[3])


def _find(table: Table, questions: Sequence[FormQuestion]) -> list[_Found]:
    """The columns of each question; where two questions are called alike, in their order."""
    known = {q.name: q for q in table.questionnaire.questions} if table.questionnaire else {}
    free: dict[str, list[Question]] = {}
    for one in known.values():
        names = {one.name, one.label, _LETTER.sub("", one.name), one.name.split(". ", 1)[0]}
        for spelled in {plain(name) for name in names}:
            free.setdefault(spelled, []).append(one)
    found: list[_Found] = []
    taken: set[str] = set()
    for question in questions:
        spellings = [plain(text) for text in question.spellings()]
        offers = [one for text in spellings for one in free.get(text, ()) if one.name not in taken]
        if not offers:
            continue
        # The longest spelling names the groups as well and is the surest; else the first in the sheet.
        exact = [one for one in offers if plain(one.name) in spellings[1:]]
        order = list(known)
        chosen = (exact or sorted(offers, key=lambda one: order.index(one.name)))[0]
        taken.add(chosen.name)
        found.append(_with_options(question, chosen))
    return found


def _with_options(question: FormQuestion, here: Question) -> _Found:
    if question.kind is not QuestionKind.MULTIPLE:
        return _Found(question, here.column, {}, {})
    options: dict[str, str] = {}
    unknown: dict[str, str] = {}
    for choice in here.choices:
        if not choice.column:
            continue
        name = _choice(question, choice.label)
        (options if name else unknown)[name or choice.label] = choice.column
    return _Found(question, here.column, options, unknown)


def _choice(question: FormQuestion, text: str) -> str:
    """The name of the choice that is written so, in any language; "" where none is."""
    words = plain(text)
    for choice in question.choices:
        if plain(choice.name) == words:
            return choice.name
    for choice in question.choices:
        if any(plain(label) == words for label in choice.labels.values()):
            return choice.name
    return ""


# --- rewriting --------------------------------------------------------------------------------------------


def _rewritten(table: Table, repeat: str, found: Sequence[_Found]) -> tuple[Table, tuple[Issue, ...]]:
    frame: dict[str, pd.Series[Any]] = {}
    raw: dict[str, pd.Series[Any]] = {}
    renamed: dict[str, list[str]] = {}
    questions: list[Question] = []
    issues: list[Issue] = []
    for one in found:
        if one.question.kind is QuestionKind.MULTIPLE:
            question, values, came_from, unclear = _multiple(table, one)
            issues += unclear
        else:
            question, values, came_from = _single(table, one)
        questions.append(question)
        for name, series in values.items():
            frame[name] = series
            raw[name] = table.raw[came_from[name]]
            renamed.setdefault(came_from[name], []).append(name)
    consumed = {
        column for one in found for column in (one.column, *one.options.values(), *one.unknown.values())
    }
    for name in table.frame.columns:
        if name not in consumed:
            free = name if name not in frame else f"{name} *"
            frame[free], raw[free] = table.frame[name], table.raw[name]
            renamed.setdefault(str(name), []).append(free)
    before = {q.name: q for q in table.questionnaire.questions} if table.questionnaire else {}
    others = [q for q in before.values() if q.column and q.column not in consumed]
    title = table.questionnaire.title if table.questionnaire else table.name
    read = pd.DataFrame(frame, index=table.frame.index)
    changed = replace(
        table,
        name=table.name if not repeat else f"{table.name.split('.', 1)[0]}.{repeat}",
        frame=read,
        raw=pd.DataFrame(raw, index=table.raw.index),
        columns=_columns(table.columns, renamed),
        questionnaire=Questionnaire(title, without_known_names((*questions, *others), read)),
    )
    return changed, tuple(issues)


def _columns(columns: Sequence[Column], renamed: Mapping[str, Sequence[str]]) -> tuple[Column, ...]:
    return tuple(replace(column, name=name) for column in columns for name in renamed.get(column.name, ()))


def _single(table: Table, one: _Found) -> tuple[Question, dict[str, pd.Series[Any]], dict[str, str]]:
    question = one.question
    answered = table.raw[one.column].where(table.frame[one.column].notna())
    values: pd.Series[Any]
    choices: tuple[Choice, ...] = ()
    if question.kind is QuestionKind.SINGLE:
        known = {text: _choice(question, text) or text for text in set(answered.dropna())}
        values = answered.map(known).astype("str").where(answered.notna())
        stale = sorted(set(values.dropna()) - {choice.name for choice in question.choices})
        choices = (
            *(Choice(choice.name, choice.label) for choice in question.choices),
            *(Choice(text, text) for text in stale),  # of an older version of the form
        )
    elif question.kind in _NUMBERED:
        cells = [None if pd.isna(text) else str(text) for text in answered]
        field = Field(question.name, _NUMBERED[question.kind], {"en": question.label}, {})
        values = typed_column(cells, field).values
    else:
        values = answered.astype("str").where(answered.notna())
    values.index = table.frame.index
    described = without_names(_described(question, question.name, choices), values.dropna().unique())
    return described, {question.name: values}, {question.name: one.column}


def _multiple(
    table: Table, one: _Found
) -> tuple[Question, dict[str, pd.Series[Any]], dict[str, str], list[Issue]]:
    question = one.question
    values: dict[str, pd.Series[Any]] = {}
    came_from: dict[str, str] = {}
    issues: list[Issue] = []
    if one.options or one.unknown:
        for name, column in {**one.options, **one.unknown}.items():
            values[f"{question.name}/{name}"] = table.frame[column].astype("Int8")
            came_from[f"{question.name}/{name}"] = column
        order = [f"{question.name}/{choice.name}" for choice in question.choices]
        values = {name: values[name] for name in sorted(values, key=lambda n: _place(order, n))}
    else:
        answered = table.raw[one.column].where(table.frame[one.column].notna())
        read = {text: _cover(str(text), question.choices) for text in set(answered.dropna())}
        for choice in question.choices:
            ticked = [
                None if pd.isna(text) or read[text] is None else int(choice.name in (read[text] or ()))
                for text in answered
            ]
            name = f"{question.name}/{choice.name}"
            values[name] = pd.Series(ticked, index=table.frame.index, dtype="Int8")
            came_from[name] = one.column
        issues = [
            _unclear(table, one, int(position), str(text))
            for position, text in answered.items()
            if not pd.isna(text) and read[text] is None
        ]
    labels = {choice.name: choice.label for choice in question.choices}
    choices = tuple(
        Choice(name.split("/", 1)[1], labels.get(name.split("/", 1)[1], name.split("/", 1)[1]), name)
        for name in values
    )
    return _described(question, "", choices), values, came_from, issues


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _described(question: FormQuestion, column: str, choices: tuple[Choice, ...]) -> Question:
    group = "/".join(group.name for group in question.groups)
    return Question(question.name, question.label, question.kind, column, choices, group, question.relevant)


def _cover(text: str, choices: Sequence[FormChoice]) -> frozenset[str] | None:
    """The choices written one after the other in a cell; None where this can be read in two ways or none.

    Tools join names, and some even labels, by one space: only the list of the choices can part them.
    """
    for spelled in _languages(choices):
        ways = _ways(text.strip(), spelled)
        if len(ways) == 1:
            return next(iter(ways))
        if ways:
            return None
    return None


def _languages(choices: Sequence[FormChoice]) -> list[dict[str, str]]:
    """Per language what each choice is called; names first."""
    tongues = list(dict.fromkeys(tongue for choice in choices for tongue in choice.labels))
    names = {choice.name: choice.name for choice in choices}
    return [
        names,
        *(
            {choice.labels.get(tongue) or choice.name: choice.name for choice in choices}
            for tongue in tongues
        ),
    ]


def _ways(text: str, spelled: Mapping[str, str]) -> set[frozenset[str]]:
    """Every set of choices whose spellings fill the text."""
    found: set[frozenset[str]] = set()
    waiting: list[tuple[str, frozenset[str]]] = [(text, frozenset())]
    while waiting and len(found) < 2:
        rest, chosen = waiting.pop()
        rest = _GAPS.sub("", rest)
        if not rest:
            found.add(chosen)
            continue
        for words, name in spelled.items():
            ends = rest[len(words) : len(words) + 1]
            if (
                name not in chosen
                and rest.casefold().startswith(words.casefold())
                and ends in ("", " ", ",", ";")
            ):
                waiting.append((rest[len(words) :], chosen | {name}))
    return found


def _unclear(table: Table, one: _Found, position: int, text: str) -> Issue:
    place = table.origin.iloc[position]
    column = next((c for c in table.columns if c.name == one.column), None)
    return Issue(
        "unclear-answers",
        Severity.WARNING,
        say(
            "“{value}” cannot be parted into the choices of “{question}”.",
            value=text,
            question=one.question.label,
        ),
        say("Export the answers with one column per choice, or as XML names."),
        column.source if column else "",
        str(place["sheet"]),
        int(place["row"]),
        column.letter if column else "",
        one.question.name,
        text,
    )
