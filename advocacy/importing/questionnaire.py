"""The questions of a survey, as far as its export tells them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered; decides how it is counted and drawn."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    PERSON = "person"  # who somebody is: never counted
    OTHER = "other"  # places, media, bookkeeping of the survey tool


@dataclass(frozen=True)
class Choice:
    """One answer of a closed question. column is its 0/1 column in a multiple-choice question."""

    name: str
    label: str
    column: str = ""


@dataclass(frozen=True)
class Question:
    """One question. column is its column in the answers; empty where only the options have columns.

    relevant: the condition of the form under which it was asked; empty where everybody was.
    """

    name: str
    label: str
    kind: QuestionKind
    column: str = ""
    choices: tuple[Choice, ...] = ()
    group: str = ""
    relevant: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A survey form."""

    title: str
    questions: tuple[Question, ...] = ()

    def question(self, name: str) -> Question | None:
        return next((q for q in self.questions if q.name == name), None)
