"""Questions answered on a scale: shares in the order of the scale, and its two ends together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Companion, Estimate, Finding, State, Unit
from advocacy.analysis.survey.choices import estimates_of
from advocacy.analysis.survey.filters import filter_field, numbers_given
from advocacy.analysis.survey.respondents import Respondents
from advocacy.analysis.survey.robustness import robustness_of
from advocacy.analysis.survey.scale_words import in_order
from advocacy.analysis.survey.shares import share
from advocacy.analysis.survey.tally import MOST, Answer, Tally, told_apart
from advocacy.analysis.survey.words import headline, survey_finding, whom, with_interval
from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

_LEADING = re.compile(r"^\s*(\d{1,2})(?!\d)(?!\s*[-–—]\s*\d)")  # "1", "1 - very bad"; not "18–34"
_RANGE = re.compile(r"(?<!\d)([01])\s*(?:-|–|—|to|à|a|al|até|hadi|mpaka)\s*(4|5|6|7|10)(?!\d)")
_SCALE = {"scale", "rate", "rating", "score", "echelle", "note", "escala", "califique", "avalie", "kipimo"}
_FEWEST_STEPS = 3
_TWO_FROM = 4  # steps; of three, two at one end would be most of the scale


def scale_order(found: Tally) -> tuple[Answer, ...] | None:
    """Return the real answers from least to most where they form a scale; None where they do not."""
    real = found.real
    if not found.is_single or not _FEWEST_STEPS <= len(real) <= MOST:
        return None
    if (places := in_order([one.label for one in real])) is not None:
        return tuple(real[place] for place in places)
    leading = [_LEADING.match(one.label) for one in real]
    steps = [int(match[1]) for match in leading if match]
    whole = sorted(steps) == list(range(min(steps, default=0), min(steps, default=0) + len(real)))
    if len(steps) == len(real) and whole and min(steps) in (0, 1):
        return tuple(one for _, one in sorted(zip(steps, real, strict=True), key=lambda pair: pair[0]))
    return None


def scale(people: Respondents, question: Question, found: Tally, order: tuple[Answer, ...]) -> Finding:
    """Return the share of each step, least first. Who does not know is told apart and not in the base.

    Few who do not know count with those who gave no answer: told apart they would have to be protected, and
    the base of every step with them.
    """
    beside = people.nobody
    for one in found.answers:
        beside |= one.yes & (not one.is_real)
    given = found.given & ~beside
    is_told = not people.is_small(int(beside.sum()))
    wanted = found.asked & ~beside if is_told else found.asked
    asked = int(wanted.sum())
    steps = tuple(replace(one, given=given) for one in order)
    scaled = replace(found, answers=steps, given=given, asked=wanted)
    each = estimates_of(people, scaled)
    sides = tuple(_sides(people, steps, each, asked))
    companions = [
        *(Companion(_together(labels, side), Unit.SHARE, side) for labels, side, _ in sides),
        *(_beside(people, found) if is_told else ()),
        *told_apart(people, found),
    ]
    if sides:
        labels, _, yes = max(sides, key=lambda side: side[1].value or 0.0)
        companions += robustness_of(people, question, yes, given, wanted, _joined(labels))
    finding = survey_finding(
        people,
        question,
        each,
        int(given.sum()),
        asked,
        chart=Chart.DIVERGING,
        companions=companions,
        caveats=(say("Answers stand in the order of the scale."),),
    )
    return replace(
        finding,
        headline=headline(question, _sentence(people, question, steps, each, sides, finding, asked)),
        dimension=filter_field(people.table, question),
    )


def number_scale(people: Respondents, question: Question) -> Tally | None:
    """Return a number question as a tally of steps where its text names the scale: "from 1 to 5"."""
    if question.kind is not QuestionKind.NUMBER or not people.has(question):
        return None
    named = _RANGE.search(question.label.casefold())
    words = set(plain(question.label).split())
    values = numbers_given(people.table, question)
    given = ~np.isnan(values)
    if not given.any() or (named is None and not words & _SCALE):
        return None
    low, high = (int(named[1]), int(named[2])) if named else (int(values[given].min() > 0), 0)
    if not named:
        most = float(values[given].max())
        high = 5 if most <= 5 else 10
    inside = values[given]
    if np.any(inside != np.round(inside)) or inside.min() < low or inside.max() > high:
        return None
    answers = tuple(Answer(str(step), str(step), values == step, given) for step in range(low, high + 1))
    return Tally(answers, given, people.asked(question, given), people.nobody, is_single=True)


def _sides(
    people: Respondents, steps: Sequence[Answer], each: Sequence[Estimate], asked: int
) -> Iterator[tuple[tuple[str, ...], Estimate, np.ndarray]]:
    """The upper and the lower end together: labels, share, who. None where a part of them is few people.

    Their sum, beside the parts that are shown, would tell the part that is hidden.
    """
    told = all(
        one.state is State.SHOWN
        and not people.is_small(answer.people)
        and not people.is_small(int(answer.given.sum()) - answer.people)
        for one, answer in zip(each, steps, strict=True)
    )
    if not told:
        return
    size = 2 if len(steps) >= _TWO_FROM else 1
    for end in (steps[-size:], steps[:size]):
        yes = np.logical_or.reduce([one.yes for one in end])
        labels = tuple(one.label for one in end)
        yield labels, share(people, yes, steps[0].given, asked, label=_joined(labels)), yes


def _joined(labels: Sequence[str]) -> str:
    """Between quotation marks, which the sentence has: none before the first label, none behind the last."""
    return labels[0] if len(labels) == 1 else say("{one}” or “{other}", one=labels[0], other=labels[1])


def _together(labels: Sequence[str], one: Estimate) -> str:
    return with_interval(
        one,
        say("“{answers}”: {value}.", answers=_joined(labels), value="{value}"),
        say(
            "“{answers}”: {value}, 95% interval {interval}.",
            answers=_joined(labels),
            value="{value}",
            interval="{interval}",
        ),
    )


def _beside(people: Respondents, found: Tally) -> Iterator[Companion]:
    for one in found.answers:
        if not one.is_real and one.people:
            yield Companion(
                say(
                    "“{answer}” is not on the scale and not in the base: {value} of all who said anything.",
                    answer=one.label,
                    value="{value}",
                ),
                Unit.SHARE,
                share(people, one.yes, found.given, int(found.asked.sum())),
            )


def _sentence(
    people: Respondents,
    question: Question,
    steps: Sequence[Answer],
    each: Sequence[Estimate],
    sides: Sequence[tuple[tuple[str, ...], Estimate, np.ndarray]],
    finding: Finding,
    asked: int,
) -> str:
    if sides:
        labels, one, _ = max(sides, key=lambda side: side[1].value or 0.0)
        answer = _joined(labels)
    else:
        place = max(range(len(each)), key=lambda number: each[number].value or 0.0)
        one, answer = each[place], steps[place].label
    return say(
        "The answers {verb} “{answer}” for {share} {whom}",
        verb=people.claim.verb,
        answer=answer,
        share=numbers.estimate(one, finding),
        whom=whom(people, asked),
    )
