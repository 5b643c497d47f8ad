"""Questions with a list of answers: one answer a person, or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advocacy.analysis import numbers
from advocacy.analysis.finding import Companion, Estimate, Finding, State, Unit
from advocacy.analysis.survey.respondents import Respondents
from advocacy.analysis.survey.robustness import robustness_of
from advocacy.analysis.survey.shares import share
from advocacy.analysis.survey.tally import Answer, Tally, by_size, told_apart
from advocacy.analysis.survey.words import headline, survey_finding, whom
from advocacy.importing.questionnaire import Question
from advocacy.wording import say

OF_ANSWERS = "answers"  # series: shares of all answers instead of all people


def single(people: Respondents, question: Question, found: Tally) -> Finding:
    """Return the share of each answer, the most frequent first."""
    found = by_size(found)
    each = estimates_of(people, found)
    asked = int(found.asked.sum())
    companions = (*told_apart(people, found), *_hangs_on(people, question, found, each))
    finding = survey_finding(
        people,
        question,
        each,
        int(found.given.sum()),
        asked,
        companions=companions,
        caveats=_put_together(found),
    )
    return replace(finding, headline=headline(question, _sentence(people, question, found, each, finding)))


def multiple(people: Respondents, question: Question, found: Tally) -> Finding:
    """Return the share of each answer among people and, as a further series, among all answers."""
    found = by_size(found)
    each = estimates_of(people, found)
    asked, n = int(found.asked.sum()), int(found.given.sum())
    caveats = [say("Several answers were possible; the shares of people do not add up to 100%.")]
    if any((one.given != found.given).any() for one in found.answers):
        caveats.append(say("An answer that was not offered to all is counted among those to whom it was."))
    finding = survey_finding(
        people,
        question,
        (*each, *_of_answers(people, found, each)),
        n,
        asked,
        caveats=(*caveats, *_put_together(found)),
        companions=(
            *_ticked_nothing(people, found),
            *told_apart(people, found),
            *_hangs_on(people, question, found, each),
        ),
    )
    return replace(
        finding,
        headline=headline(question, _sentence(people, question, found, each, finding)),
        series_labels=((OF_ANSWERS, say("Of all answers")),),
    )


def estimates_of(people: Respondents, found: Tally) -> tuple[Estimate, ...]:
    """Return the share of each answer."""
    return tuple(
        share(
            people,
            one.yes,
            one.given,
            int((found.asked & (one.given | ~found.given)).sum()),
            group=one.group,
            label=one.label,
        )
        for one in found.answers
    )


def _sentence(
    people: Respondents, question: Question, found: Tally, each: tuple[Estimate, ...], finding: Finding
) -> str:
    first = next((number for number, one in enumerate(found.answers) if not one.is_rest), None)
    if first is None:
        return say("Nobody gave an answer of the list")
    return say(
        "The answers {verb} “{answer}” most often: {share} {whom}",
        verb=people.claim.verb,
        answer=found.answers[first].label,
        share=numbers.estimate(each[first], finding),
        whom=whom(people, int(found.asked.sum())),
    )


def _hangs_on(
    people: Respondents, question: Question, found: Tally, each: tuple[Estimate, ...]
) -> tuple[Companion, ...]:
    """What the leading answer hangs on."""
    if not found.answers or not found.real or each[0].value is None:
        return ()
    first = found.answers[0]
    return robustness_of(
        people, question, first.yes, first.given, found.asked & (first.given | ~found.given), first.label
    )


def _of_answers(people: Respondents, found: Tally, each: tuple[Estimate, ...]) -> Iterator[Estimate]:
    """The shares among all answers. What few people gave or did not give is neither counted nor shown."""
    weights = people.design.weights
    told = [
        not people.is_small(one.people) and not people.is_small(int(one.given.sum()) - one.people)
        for one in found.answers
    ]
    counted = [one for one, is_told in zip(found.answers, told, strict=True) if is_told]
    ticks = float(sum(one.people for one in counted))
    heavy = sum(float(weights[one.yes].sum()) for one in counted)
    for one, whole, is_told in zip(found.answers, each, told, strict=True):
        if not is_told or heavy <= 0 or whole.state is not State.SHOWN:
            yield Estimate(group=one.group, label=one.label, series=OF_ANSWERS, state=State.SUPPRESSED)
        else:
            yield replace(
                whole,
                series=OF_ANSWERS,
                value=float(weights[one.yes].sum()) / heavy,
                low=None,  # answers of one person go together: no interval that treats them as drawn singly
                high=None,
                denominator=ticks,
                effective_n=None,
            )


def _ticked_nothing(people: Respondents, found: Tally) -> Iterator[Companion]:
    none = found.given.copy()
    for one in found.answers:
        none &= ~one.yes
    if n := int(none.sum()):
        yield Companion(
            say("{n} ticked nothing; they are in the base.", n="{n}"),
            Unit.COUNT,
            Estimate(value=float(n), n=n, rows=people.rows(none)),
        )


def _put_together(found: Tally) -> tuple[str, ...]:
    rest: list[Answer] = [one for one in found.answers if one.is_rest]
    if not rest:
        return ()
    return (say("Answers that fewer people gave are put together as “{label}”.", label=rest[0].label),)
