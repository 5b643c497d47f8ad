"""The answers to one question by those to another: shares within each group, and whether they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from advocacy.analysis import numbers
from advocacy.analysis.finding import Chart, Estimate, Finding, State
from advocacy.analysis.statistics.crosstab import crosstab
from advocacy.analysis.survey.filters import filter_field
from advocacy.analysis.survey.respondents import Mask, Respondents
from advocacy.analysis.survey.scales import scale_order
from advocacy.analysis.survey.shares import share
from advocacy.analysis.survey.tally import Answer, Tally, by_size, tally
from advocacy.analysis.survey.words import survey_finding, whom
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

_CLEAR = 0.05  # p below which a difference is said to be more than chance
_MOST_ANSWERS, _MOST_GROUPS = 7, 8  # beyond, the table cannot be read
_TESTS = {
    "chi2": "Pearson, chi-square",
    "fisher": "Fisher",
    "rao-scott": "Rao and Scott",
}


def crossed(people: Respondents, question: Question, by: Question) -> Finding | None:
    """Return the share of each answer within each group of another question.

    None where one of them is no closed question, the groups are not exclusive, or fewer than two answered.
    """
    if question.name == by.name or by.kind is not QuestionKind.SINGLE:
        return None
    answered, parted = tally(people, question), tally(people, by)
    if answered is None or parted is None:
        return None
    answers, groups = _answers(answered), _groups(parted)
    given = np.logical_or.reduce([one.given for one in answers]) if answers else answered.given
    both = given & np.logical_or.reduce([one.yes for one in groups]) if groups else given
    met = [one for one in groups if (one.yes & given).any()]
    if not answers or len(met) < 2:
        return None
    each = [
        share(
            people,
            one.yes,
            one.given & group.yes,
            int((answered.asked & group.yes).sum()),
            group=f"{group.group}/{one.group}",
            label=say("{group}: {answer}", group=group.label, answer=one.label),
        )
        for group in met
        for one in answers
    ]
    tested = _tested(people, answers, met, given, answered.is_single) if people.claim.has_interval else None
    name = say("{question} – by {by}", question=question.label, by=by.label)
    finding = survey_finding(
        people,
        question,
        each,
        int(both.sum()),
        int(answered.asked.sum()),
        chart=Chart.HEAT,
        caveats=(
            *((_difference(*tested),) if tested else ()),
            *(() if answered.is_single else (say("Several answers were possible; shares do not add up."),)),
        ),
    )
    finding = replace(
        finding,
        code=f"survey.crosstab.{people.table.name}.{question.name}.by.{by.name}",
        name=name,
        dimension=filter_field(people.table, by),
        cross_labels=(
            tuple((one.group, one.label) for one in met),
            tuple((one.group, one.label) for one in answers),
        ),
    )
    if tested and tested[0] >= _CLEAR:  # to name the widest gap would claim what may be chance
        same = say(
            "{name}: the answers {verb} no difference beyond chance", name=name, verb=people.claim.verb
        )
        return replace(finding, headline=same)
    return replace(finding, headline=_headline(people, name, answers, met, each, finding))


def _answers(found: Tally) -> tuple[Answer, ...]:
    if (order := scale_order(found)) is not None:
        given = np.logical_or.reduce([one.yes for one in order])
        return tuple(replace(one, given=given) for one in order)
    return by_size(found, _MOST_ANSWERS).answers


def _groups(found: Tally) -> tuple[Answer, ...]:
    """The groups in the order of the form, as it stands there for a reason; many are put together."""
    real = tuple(one for one in found.real if one.people)
    if len(real) > _MOST_GROUPS:
        real = tuple(one for one in by_size(found, _MOST_GROUPS).answers if one.is_real)
    return scale_order(found.ordered(real)) or real


def _tested(
    people: Respondents, answers: Sequence[Answer], groups: Sequence[Answer], given: Mask, is_single: bool
) -> tuple[float, str] | None:
    """p that the groups do not differ, and the test; None where nothing can be tested."""
    group = _numbered(groups, people.kept)
    if is_single:
        found = crosstab(group, _numbered(answers, given), people.design, (len(groups), len(answers)))
        return None if found.p is None else (found.p, _TESTS.get(found.test, ""))
    # Each answer is a question of its own; the smallest p counts as many times as there are answers.
    tested = []
    for one in answers:
        chosen = np.where(one.given, one.yes.astype(np.int64), -1)
        found = crosstab(group, chosen, people.design, (len(groups), 2))
        if found.p is not None:
            tested.append((found.p, found.test))
    if not tested:
        return None
    p, test = min(tested)
    return min(1.0, p * len(tested)), f"{_TESTS.get(test, '')}, Bonferroni"


def _numbered(answers: Sequence[Answer], given: Mask) -> NDArray[np.int64]:
    """The number of the answer of each person; -1 without one."""
    number = np.full(len(given), -1, dtype=np.int64)
    for place, one in enumerate(answers):
        number[one.yes & given] = place
    return number


def _difference(p: float, test: str) -> str:
    if p < _CLEAR:
        return say(
            "The groups differ by more than chance alone would explain (p {p}; {test}). Of twenty "
            "comparisons where nothing differs, one looks like this.",
            p=f"< {numbers.probability(0.001)}" if p < 0.001 else f"= {numbers.probability(p)}",
            test=test,
        )
    return say(
        "The difference between the groups could be chance (p = {p}; {test}).",
        p=numbers.probability(p, 2),
        test=test,
    )


def _headline(
    people: Respondents,
    name: str,
    answers: Sequence[Answer],
    groups: Sequence[Answer],
    each: Sequence[Estimate],
    finding: Finding,
) -> str:
    """The answer in which the groups lie farthest apart, of the answers that are not put together."""
    widest: tuple[float, int, Estimate, Estimate] | None = None
    for place, answer in enumerate(answers):
        column = [one for one in each[place :: len(answers)] if one.state is State.SHOWN]
        if answer.is_rest or len(column) < 2:
            continue
        least = min(column, key=lambda one: one.value or 0.0)
        most = max(column, key=lambda one: one.value or 0.0)
        gap = (most.value or 0.0) - (least.value or 0.0)
        if widest is None or gap > widest[0]:
            widest = gap, place, least, most
    if widest is None or widest[0] == 0:
        return name
    _, place, least, most = widest
    label = {f"{group.group}/{answers[place].group}": group.label for group in groups}
    return say(
        "{name}: the answers {verb} “{answer}” from {least} ({one}) to {most} ({other}) {whom}",
        name=name,
        verb=people.claim.verb,
        answer=answers[place].label,
        least=numbers.estimate(least, finding),
        one=label[least.group],
        most=numbers.estimate(most, finding),
        other=label[most.group],
        whom=whom(people),
    )
