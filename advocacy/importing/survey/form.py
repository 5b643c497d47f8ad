"""The form of a survey: its questions with labels in every language, choices, groups, repeats, skip logic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from advocacy.importing.questionnaire import QuestionKind
from advocacy.importing.table import Table

FORM, CHOICES = "form", "choices"
OTHER = "other"
_LABEL = re.compile(r"^label(?:::?\s*(?P<language>.+))?$", re.IGNORECASE)
_KINDS = {
    "select_one": QuestionKind.SINGLE,
    "select_multiple": QuestionKind.MULTIPLE,
    "integer": QuestionKind.NUMBER,
    "decimal": QuestionKind.NUMBER,
    "range": QuestionKind.NUMBER,
    "date": QuestionKind.DATE,
    "text": QuestionKind.TEXT,
    "note": QuestionKind.OTHER,
}
_BEGINS = {"begin_group": "group", "begin_repeat": "repeat", "begin group": "group", "begin repeat": "repeat"}
_ENDS = ("end_group", "end_repeat", "end group", "end repeat")


@dataclass(frozen=True)
class FormChoice:
    """One answer that can be chosen. labels by language; "" is the language of the form."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return next((text for text in self.labels.values() if text), self.name)


@dataclass(frozen=True)
class FormQuestion:
    """One question. groups: the groups and repeats around it, outermost first."""

    name: str
    kind: QuestionKind
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[FormChoice, ...] = ()
    groups: tuple[FormGroup, ...] = ()
    relevant: str = ""

    @property
    def label(self) -> str:
        return next((text for text in self.labels.values() if text), self.name)

    @property
    def repeat(self) -> str:
        """The innermost repeat the question stands in; "" where it is asked once."""
        return next((group.name for group in reversed(self.groups) if group.is_repeat), "")

    def spellings(self) -> tuple[str, ...]:
        """Every way an export may head the column of this question."""
        names = [group.name for group in self.groups]
        found = [self.name, *(sign.join([*names, self.name]) for sign in "/-.")]
        # Inside a repeat some exports leave out the groups around it.
        found += [sign.join([*names[start:], self.name]) for start in range(1, len(names)) for sign in "/-."]
        for language, label in self.labels.items():
            around = [group.labels.get(language) or group.name for group in self.groups]
            found += [label, "/".join([*around, label])]
            found += ["/".join([*around[start:], label]) for start in range(1, len(around))]
        return tuple(dict.fromkeys(filter(None, found)))


@dataclass(frozen=True)
class FormGroup:
    """A group of questions; a repeat is asked several times."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    is_repeat: bool = False


@dataclass(frozen=True)
class Form:
    """A survey form."""

    name: str
    questions: tuple[FormQuestion, ...]

    @property
    def repeats(self) -> tuple[str, ...]:
        """The repeats that hold questions, "" for what is asked once."""
        return tuple(dict.fromkeys(question.repeat for question in self.questions))

    def inside(self, repeat: str) -> tuple[FormQuestion, ...]:
        return tuple(question for question in self.questions if question.repeat == repeat)


def forms_in(tables: Iterable[Table]) -> tuple[Form, ...]:
    """Return the forms that a workspace or a file holds as tables."""
    by_name = {table.name: table for table in tables if table.name.startswith(f"{FORM}.")}
    return tuple(
        _form(name.removeprefix(f"{FORM}."), table, by_name.get(f"{name}.{CHOICES}"))
        for name, table in by_name.items()
        if not name.endswith(f".{CHOICES}")
    )


def _form(name: str, survey: Table, choices: Table | None) -> Form:
    lists = _lists(choices)
    groups: list[FormGroup] = []
    questions: list[FormQuestion] = []
    for row in _rows(survey):
        kind, _, rest = row.get("type", "").strip().partition(" ")
        whole = row.get("type", "").strip().lower()
        begins = next((what for word, what in _BEGINS.items() if whole.startswith(word)), "")
        if begins:
            groups.append(FormGroup(row.get("name", ""), _labels(row), begins == "repeat"))
        elif whole.startswith(_ENDS):
            groups = groups[:-1]
        elif row.get("name"):
            known = _KINDS.get(kind.lower(), QuestionKind.OTHER)
            words = rest.split()
            offered = lists.get(words[0], ()) if words else ()
            if "or_other" in words and offered:
                offered = (*offered, FormChoice(OTHER, {"": "Other"}))
            questions.append(
                FormQuestion(
                    row["name"], known, _labels(row), offered, tuple(groups), row.get("relevant", "")
                )
            )
            if "or_other" in words:
                text = FormQuestion(f"{row['name']}_other", QuestionKind.TEXT, {}, (), tuple(groups))
                questions.append(text)
    return Form(name, tuple(questions))


def _lists(choices: Table | None) -> dict[str, tuple[FormChoice, ...]]:
    lists: dict[str, list[FormChoice]] = {}
    for row in _rows(choices) if choices is not None else ():
        if row.get("list_name") and row.get("name"):
            lists.setdefault(row["list_name"], []).append(FormChoice(row["name"], _labels(row)))
    return {name: tuple(offered) for name, offered in lists.items()}


def _rows(table: Table) -> Iterable[dict[str, str]]:
    frame = table.frame.astype("object").where(table.frame.notna(), "")
    for values in frame.itertuples(index=False, name=None):
        yield {str(name): str(value) for name, value in zip(frame.columns, values, strict=True)}


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    labels = {}
    for heading, text in row.items():
        match = _LABEL.match(heading)
        if match and text and not pd.isna(text):
            labels[(match["language"] or "").strip()] = text
    return labels
