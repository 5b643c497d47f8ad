"""What people wrote in their own words: how many did, and words many of them used. Never a quote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding
from advocacy.analysis.survey.respondents import Mask, Respondents
from advocacy.analysis.survey.shares import share
from advocacy.analysis.survey.stop_words import STOP_WORDS
from advocacy.analysis.survey.tally import text_answers
from advocacy.analysis.survey.words import headline, survey_finding, whom
from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.importing.survey.naming import NAMING
from advocacy.wording import say

_THEMES = 10
_SHORTEST = 3  # letters of a word
_MOST_OF = 0.8  # of those who use a word use it in one phrase: the phrase is shown in its place
_WORDS_A_PERSON = 1.5  # below it, different answers are names and numbers, not texts
_PERSONAL = NAMING | {"id"}  # a question that asks who somebody is: not even its words are shown


@dataclass(frozen=True, eq=False)
class _Theme:
    word: str
    yes: Mask


def texts(people: Respondents, question: Question) -> Finding | None:
    """Return how many wrote something, and the words that at least the smallest group of people used.

    None where nobody wrote anything, and for names, numbers and places, which are no texts.
    """
    if question.kind is not QuestionKind.TEXT or not people.has(question):
        return None
    written = text_answers(people, question)
    given = written.notna().to_numpy(dtype=bool)
    answers = [
        [word for word in str(text).split() if not any(c.isdigit() for c in word)]
        for text in written.dropna()
    ]
    if not answers or _names_somebody(question) or np.mean([len(one) for one in answers]) < _WORDS_A_PERSON:
        return None
    asked = people.asked(question, given)
    themes = _themes(people, written, given)
    everybody = share(people, given, asked, int(asked.sum()))
    each = [share(people, one.yes, given, int(asked.sum()), group=one.word, label=one.word) for one in themes]
    finding = survey_finding(
        people,
        question,
        (everybody, *each),
        int(given.sum()),
        int(asked.sum()),
        kind="text",
        caveats=(
            say("The share for all is of those who were asked; the share of a word, of those who wrote."),
            say("Words that fewer than {k} people used are not shown.", k=people.smallest),
        ),
    )
    return replace(
        finding,
        headline=headline(question, _sentence(people, question, everybody, each, finding, int(asked.sum()))),
    )


def _names_somebody(question: Question) -> bool:
    words = set(plain(question.label).split())
    return bool(words & _PERSONAL) and len(words) <= 8


def _themes(people: Respondents, written: pd.Series, given: Mask) -> list[_Theme]:
    used: dict[str, set[int]] = {}
    spelled: dict[str, Counter[str]] = {}
    for position, text in enumerate(written):
        if given[position]:
            for key, form in _said(str(text)):
                used.setdefault(key, set()).add(position)
                spelled.setdefault(key, Counter())[form] += 1
    n = int(given.sum())
    common = {
        key: places
        for key, places in used.items()
        if len(places) >= people.smallest and not people.is_small(n - len(places))
    }
    phrases = {key: places for key, places in common.items() if " " in key}
    inside = {
        word
        for phrase, places in phrases.items()
        for word in phrase.split()
        if word in common and len(places) >= _MOST_OF * len(common[word])
    }
    shown = [
        key
        for key in common
        if (key not in inside if " " not in key else any(word in inside for word in key.split()))
    ]
    shown.sort(key=lambda key: (-len(common[key]), key))
    themes = []
    for key in shown[:_THEMES]:
        yes = people.nobody
        yes[sorted(common[key])] = True
        themes.append(_Theme(spelled[key].most_common(1)[0][0], yes))
    return themes


def _said(text: str) -> list[tuple[str, str]]:
    """The words of a text and the pairs of neighbours, without accents and as they are written."""
    pieces = [piece.strip(".,;:!?()[]{}\"“”«»…'’-–—/\\").casefold() for piece in text.split()]
    words = [(plain(piece), piece) for piece in pieces if plain(piece)]
    telling = [_tells(word) for word, _ in words]
    found = [
        pair for pair, is_telling in zip(words, telling, strict=True) if is_telling and " " not in pair[0]
    ]
    for number in range(len(words) - 1):
        if telling[number] and telling[number + 1]:
            (one, as_one), (other, as_other) = words[number], words[number + 1]
            found.append((f"{one} {other}", f"{as_one} {as_other}"))
    return list(dict(found).items())


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in STOP_WORDS and not any(letter.isdigit() for letter in word)


def _sentence(
    people: Respondents,
    question: Question,
    everybody: Estimate,
    each: list[Estimate],
    finding: Finding,
    asked: int,
) -> str:
    if not each:
        return say(
            "{share} of those who were asked wrote something",
            share=numbers.estimate(everybody, finding),
        )
    return say(
        "The answers {verb} “{word}” as the word used most: {share} {whom}",
        verb=people.claim.verb,
        word=each[0].label,
        share=numbers.estimate(each[0], finding),
        whom=whom(people, asked) if not people.claim.of_members else say("of those who wrote something"),
    )
