"""How a closed question was answered: the answers in printed order, who gave each, and who answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.finding import Companion, Estimate, Unit
from advocacy.analysis.survey.answer_words import Aside, aside
from advocacy.analysis.survey.filters import answer_code, tick_code
from advocacy.analysis.survey.respondents import Mask, Respondents
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

MOST = 12  # answers that are shown one by one; more are put together
_NO_ANSWERS = (Aside.NOT_APPLICABLE, Aside.MISSING)  # never shown as answers
OTHERS, OTHER_TICKS = "*", "/*"  # codes of those put together, of one answer a person and of several


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer. group: its code; yes: who gave it; given: to whom it was offered and who answered."""

    group: str
    label: str
    yes: Mask
    given: Mask
    is_real: bool = True  # not "don't know" or "prefer not to say"
    is_rest: bool = False  # answers put together because they are many

    @property
    def people(self) -> int:
        return int(self.yes.sum())


@dataclass(frozen=True, eq=False)
class Tally:
    """given: who answered; asked: who was asked and whom the question concerns."""

    answers: tuple[Answer, ...]
    given: Mask
    asked: Mask
    not_concerned: Mask
    is_single: bool  # one answer a person: the shares add up

    @property
    def real(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.answers if one.is_real)

    def ordered(self, answers: tuple[Answer, ...]) -> Tally:
        return replace(self, answers=answers)


def tally(people: Respondents, question: Question) -> Tally | None:
    """Return the answers to a closed question; None for another kind, or where nobody answered.

    "Don't know" and "prefer not to say" are answers, if not real ones; "not applicable" is outside the base.
    """
    found: Tally | None = None
    if question.kind is QuestionKind.SINGLE and question.choices and people.has(question):
        found = _single(people, question)
    elif question.kind is QuestionKind.MULTIPLE:
        found = _multiple(people, question)
    return found if found is not None and found.given.any() else None


def by_size(found: Tally, most: int = MOST) -> Tally:
    """Return the answers from the most to the least often given, those beyond the most put together.

    What is put together and what is no real answer stand last. Answers nobody gave are left out.
    """
    met = sorted((one for one in found.real if one.people), key=lambda one: -one.people)
    unreal = [one for one in found.answers if not one.is_real and one.people]
    if len(met) > most:
        met, rest = met[: most - 1], met[most - 1 :]
        yes = np.logical_or.reduce([one.yes for one in rest])
        given = np.logical_or.reduce([one.given for one in rest])
        code = OTHERS if found.is_single else OTHER_TICKS
        met.append(Answer(code, say("Other answers"), yes, given, is_rest=True))
    return found.ordered((*met, *unreal))


def told_apart(people: Respondents, found: Tally) -> tuple[Companion, ...]:
    """Return how many the question does not concern, where somebody said so."""
    n = int(found.not_concerned.sum())
    if not n:
        return ()
    said = say("{n} said that it does not concern them; they are not in the base.", n="{n}")
    rows = people.rows(found.not_concerned)
    return (Companion(said, Unit.COUNT, Estimate(value=float(n), n=n, rows=rows)),)


def _single(people: Respondents, question: Question) -> Tally:
    place = {choice.name: number for number, choice in enumerate(question.choices)}
    column = people.table.frame[question.column]
    text = column.astype("str").where(column.notna()).astype("object")
    number: NDArray[np.int64] = text.map(place).fillna(-1).to_numpy(dtype=np.int64)
    kinds = [aside(choice) for choice in question.choices]
    not_concerned = np.isin(number, _places(kinds, Aside.NOT_APPLICABLE))
    written = column.notna().to_numpy(dtype=bool) & ~np.isin(number, _places(kinds, Aside.MISSING))
    given = written & ~not_concerned
    answers = [
        Answer(answer_code(choice.name), choice.label, number == i, given, kinds[i] is None)
        for i, choice in enumerate(question.choices)
        if kinds[i] not in _NO_ANSWERS
    ]
    asked = people.asked(question, written) & ~not_concerned
    return Tally(tuple(answers), given, asked, not_concerned, is_single=True)


def _multiple(people: Respondents, question: Question) -> Tally | None:
    choices = [choice for choice in question.choices if choice.column in people.table.frame.columns]
    if not choices:
        return None
    ticked = people.table.frame[[choice.column for choice in choices]]
    offered: Mask = ticked.notna().to_numpy(dtype=bool)
    yes: Mask = (ticked == 1).fillna(False).to_numpy(dtype=bool)
    kinds = [aside(choice) for choice in choices]
    some = _any(yes, [i for i, kind in enumerate(kinds) if kind not in _NO_ANSWERS])
    not_concerned = _any(yes, _places(kinds, Aside.NOT_APPLICABLE)) & ~some
    not_recorded = _any(yes, _places(kinds, Aside.MISSING)) & ~some & ~not_concerned
    written: Mask = np.asarray(offered.any(axis=1), dtype=bool) & ~not_recorded
    given = written & ~not_concerned
    answers = [
        Answer(
            tick_code(choice),
            choice.label,
            yes[:, i] & given,
            offered[:, i] & given,
            kinds[i] is None,
        )
        for i, choice in enumerate(choices)
        if kinds[i] not in _NO_ANSWERS
    ]
    asked = people.asked(question, written) & ~not_concerned
    return Tally(tuple(answers), given, asked, not_concerned, is_single=False)


def _places(kinds: Sequence[Aside | None], kind: Aside) -> list[int]:
    return [place for place, one in enumerate(kinds) if one is kind]


def _any(yes: Mask, places: list[int]) -> Mask:
    return np.asarray(yes[:, places].any(axis=1), dtype=bool)  # of no column: nobody


def text_answers(people: Respondents, question: Question) -> pd.Series:
    """The written answers, NA where there is none or only blanks."""
    column = people.table.frame[question.column]
    text = column.astype("str").where(column.notna()).str.strip()
    return text.where(text.notna() & (text != ""))
