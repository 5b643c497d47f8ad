"""Whether the leading answer of a survey hangs on one cooperative, place or file, or on the silent."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from advocacy.analysis.finding import Beside, Companion, Estimate, Unit
from advocacy.analysis.statistics.leaving_out import range_without_one
from advocacy.analysis.survey.respondents import Mask, Respondents
from advocacy.analysis.survey.sampling import Sampling
from advocacy.importing.plain_words import plain
from advocacy.importing.questionnaire import Question, QuestionKind
from advocacy.wording import say

_KINDS = {  # words of a question that asks for the part somebody belongs to
    "cooperative": {"cooperative", "coop", "cooperativa", "ushirika"},
    "association": {"association", "asociacion", "associacao", "chama", "federation"},
    "region": {"region", "province", "regiao", "provincia", "mkoa"},
    "district": {"district", "distrito", "wilaya", "departement"},
}


def robustness_of(
    people: Respondents, question: Question, yes: Mask, given: Mask, asked: Mask, answer: str
) -> tuple[Companion, ...]:
    """Return what leaving out any one part, and any answer of those who gave none, does to a share."""
    return (
        *_without_one(people, question, yes & given, given, answer),
        *_bounds(people, yes & given, given, asked, answer),
    )


def _without_one(
    people: Respondents, question: Question, yes: Mask, given: Mask, answer: str
) -> Iterator[Companion]:
    weights = people.design.weights
    whole, found = float(weights[given].sum()), float(weights[yes].sum())
    if whole <= 0:
        return
    for what, parts in _parts(people, question):
        shares = []
        for number in range(int(parts.max(initial=-1)) + 1):
            mine = parts == number
            inside, with_it = int((mine & given).sum()), int((mine & yes).sum())
            # Without a part of few people the share would tell what they answered: they stay in.
            if inside < people.smallest or people.is_small(with_it) or people.is_small(inside - with_it):
                continue
            left = whole - float(weights[mine & given].sum())
            if left > 0:
                shares.append((found - float(weights[mine & yes].sum())) / left)
        if between := range_without_one(shares):
            yield Companion(
                say(
                    "“{answer}” without any one {what}, small ones kept: {interval}.",
                    what=what,
                    answer=answer,
                    interval="{interval}",
                ),
                Unit.SHARE,
                Estimate(
                    value=found / whole,
                    low=between[0],
                    high=between[1],
                    numerator=float(yes.sum()),
                    denominator=float(given.sum()),
                    n=int(given.sum()),
                    rows=people.rows(yes),
                    counted=(people.rows(given),),
                ),
                Beside.WITHOUT_ONE,
            )


def _parts(people: Respondents, question: Question) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Ways of parting the people: as they were drawn, by questions that name the part, by file."""
    names = {
        "cooperative": say("cooperative"),
        "association": say("association"),
        "region": say("region"),
        "district": say("district"),
    }
    frame, plan = people.table.frame, people.workspace.settings.sample
    used = {question.column}
    if plan.group in frame.columns and plan.group not in used:
        used.add(plan.group)
        yield say("group drawn as a whole"), _codes(frame[plan.group])
    asked = people.table.questionnaire.questions if people.table.questionnaire else ()
    seen: set[str] = set()
    for one in asked:
        if (
            one.kind not in (QuestionKind.SINGLE, QuestionKind.TEXT, QuestionKind.PERSON)
            or one.column in used
            or not people.has(one)
        ):
            continue
        words = set(plain(one.label).split())
        kind = next((kind for kind, known in _KINDS.items() if words & known and len(words) <= 4), "")
        if kind and kind not in seen:
            seen.add(kind)
            yield names[kind], _codes(frame[one.column])
    yield say("file"), _codes(people.table.origin["source"])


def _codes(column: pd.Series) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = np.asarray(pd.factorize(column.astype("object"))[0], dtype=np.int64)
    return codes


def _bounds(people: Respondents, yes: Mask, given: Mask, asked: Mask, answer: str) -> Iterator[Companion]:
    weights, silent = people.design.weights, asked & ~given
    whole, found = float(weights[asked].sum()), float(weights[yes].sum())
    # How few gave no answer is not defended; a sentence about them would be, and take the question with it.
    if silent.any() and whole > 0 and not people.is_small(int(silent.sum())):
        yield Companion(
            say(
                "Whatever the {n} who were asked and gave no answer think, “{answer}” is {interval} of all "
                "asked.",
                n="{n}",
                answer=answer,
                interval="{interval}",
            ),
            Unit.SHARE,
            _between(people, silent, found / whole, (found + float(weights[silent].sum())) / whole),
            Beside.BOUNDS,
        )
    members = people.workspace.settings.sample.members
    if people.claim.sampling is Sampling.EVERYBODY and members and asked.all() and members > given.sum():
        away, counted = members - int(given.sum()), float(yes.sum())
        yield Companion(
            say(
                "Whatever the {n} members who did not answer think, “{answer}” is {interval} of all members.",
                n="{n}",
                answer=answer,
                interval="{interval}",
            ),
            Unit.SHARE,
            Estimate(value=counted / members, low=counted / members, high=(counted + away) / members, n=away),
            Beside.BOUNDS,
        )


def _between(people: Respondents, silent: Mask, low: float, high: float) -> Estimate:
    return Estimate(value=low, low=low, high=high, n=int(silent.sum()), rows=people.rows(silent))
