"""The panel: every objection computed from the data, the strongest first, and never a number of few."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from advocacy.analysis.finding import Unit
from advocacy.analysis.findings import findings
from advocacy.brief.challenges.challenge import Challenge, Verdict
from advocacy.brief.challenges.panel import answered_in_brief, challenges, in_words
from advocacy.importing.questionnaire import QuestionKind
from advocacy.sample import open_sample
from advocacy.wording import say, use
from advocacy.workspace import Filter, Protection, SamplePlan, Workspace
from tests.makers import cases, table, workspace
from tests.survey_makers import plain_question, register_of, single, survey_of

_START = date(2023, 1, 1)
_END = date(2024, 12, 31)
_CONSTANTS = {"2", "30", "95", "0.001"}  # words of the sentences, no numbers of the data


def panel(held: Workspace) -> tuple[Challenge, ...]:
    return challenges(held, findings(held))


def one_of(held: Workspace, code: str) -> Challenge:
    return next(one for one in panel(held) if one.code == f"challenge.{code}")


def of_days(waits: Sequence[int | None], applied: Sequence[date] = (), **more: Any) -> Workspace:
    """Cases filed on one day, or on these, decided after so many days or pending."""
    filed = list(applied) or [_START] * len(waits)
    decided = [
        None if wait is None else day + timedelta(days=wait) for day, wait in zip(filed, waits, strict=True)
    ]
    return workspace(cases(filed, decided, **more), data_date=_END, limit=90)


@cache
def _sample() -> tuple[Workspace, tuple[Challenge, ...]]:
    held = open_sample()
    return held, panel(held)


def _awkward() -> dict[str, Workspace]:
    none: list[date | None] = []
    survey = survey_of({"age": ["30"] * 40}, [plain_question("age", QuestionKind.NUMBER)])
    return {
        "nothing": workspace(),
        "no rows": workspace(cases(none, none)),
        "one row": of_days([50]),
        "one pending": of_days([None]),
        "all pending": of_days([None] * 40),
        "all without days": workspace(cases([None] * 40, [None] * 40), limit=90),
        "all on one day": of_days([0] * 40),
        "only a survey": survey,
        "only a register": workspace(*register_of(("A", "North", 20, 5, 5), ("B", "South", 30, 5, 5))),
        "no limit": workspace(cases([_START] * 40, [_END] * 40), data_date=_END),
        "costs of nothing": of_days([10] * 40, official_fee=[0.0] * 40),
        "hostile names": of_days([10] * 40, association=["{value}"] * 20 + ["=cmd|x"] * 20),
    }


@pytest.mark.parametrize("name", _awkward())
@pytest.mark.parametrize("protection", Protection)
def test_awkward_data(name: str, protection: Protection) -> None:
    held = _awkward()[name]
    held = replace(held, settings=replace(held.settings, protection=protection))
    found = findings(held)
    for one in challenges(held, found):
        assert one.objection and one.answer and 0 <= one.strength <= 1
        assert one.finding in {each.code for each in found}
        assert "{" not in one.answer.replace("{value}", "") and "nan" not in one.answer.split()
        assert all(number.label and number.value is not None for number in one.numbers)


def test_nothing_to_say_without_data() -> None:
    assert challenges(workspace(), ()) == ()


def test_only_what_is_in_the_brief_is_attacked() -> None:
    held = of_days([50] * 40)
    assert challenges(held, ()) == ()


def test_the_strongest_comes_first() -> None:
    _, found = _sample()
    strengths = [one.strength for one in found]
    assert strengths == sorted(strengths, reverse=True)
    assert len({one.code for one in found}) == len(found)


def test_the_sample_meets_every_kind_of_objection() -> None:
    kinds = {one.code.split(".")[1] for one in _sample()[1]}
    assert kinds == {
        "chosen",
        "pending",
        "one_part",
        "not_known",
        "incomplete",
        "how_old",
        "too_few",
        "counted_twice",
        "large_bills",
        "chance",
        "whole_country",
        "law_limit",
    }


def test_every_digit_of_an_answer_is_a_number_of_it() -> None:
    """What is printed is there as data, so that each can become a claim."""
    held, found = _sample()
    names = {one.name for one in findings(held)}
    for one in found:
        text = one.answer
        for name in names:
            text = text.replace(name, "")
        known = {re.sub(r"\D", "", words) for number in one.numbers for words in _words_of(number)}
        for printed in re.findall(r"\d[\d,.]*\d|\d", _without_dates(text)):
            assert printed in _CONSTANTS or re.sub(r"\D", "", printed) in known, (one.code, printed, known)


def _words_of(number: Any) -> list[str]:
    ends = [replace(number, value=end).words for end in (number.low, number.high) if end is not None]
    p = [f"{number.value:.3f}", f"{number.value:.2f}"]
    return [number.words, number.label, *ends, f"{number.n:,}", *p]


def _without_dates(text: str) -> str:
    """Days, the year of a law and what it says are no numbers of the data."""
    return re.sub(r"\d+ [A-Z][a-z]+ \d{4}|Enacted in: [\d, ]+\.|s\. \d+\(\d+\)|limit of \d+ days", "", text)


_CAUSAL = r"\b(because|due to|owing to|leads? to|results? in|effects? of|caus\w+|therefore|thanks to)\b"


def test_no_answer_speaks_of_causes() -> None:
    for one in _sample()[1]:
        assert not re.search(_CAUSAL, one.answer, re.IGNORECASE), one.answer


def test_words_are_said_when_asked_for() -> None:
    """A language chosen later holds for all of an answer."""
    from gettext import NullTranslations

    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper() if "{" not in message else f"¡{message}"

    held = of_days([50] * 40)
    found = findings(held)
    try:
        use(Loud())
        loud = challenges(held, found)
    finally:
        use(NullTranslations())
    quiet = challenges(held, found)
    assert all(one.objection.isupper() or one.objection.startswith("¡") for one in loud)
    assert not any(one.objection.isupper() for one in quiet)
    assert say("The year of enactment is not on record.") == "The year of enactment is not on record."


def _few_everywhere(k: int = 5) -> Workspace:
    """Of 120 cases three are pending, in another currency, old, dear, doubled or without a day."""
    waits: list[int | None] = [60 + i for i in range(117)] + [None] * 3
    filed = [date(2024, 3, 1) + timedelta(days=i % 60) for i in range(117)] + [_START] * 3
    odd = [i < 3 for i in range(120)]
    held = of_days(
        waits,
        filed,
        applicant=[f"Person {i // 2 if i < 6 else i}" for i in range(120)],
        association=["a" if i < 40 else "b" if i < 80 else "c" if i < 117 else "d" for i in range(120)],
        region=["North" if not one else "South" for one in odd],
        gender=["female" if one else "male" for one in odd],
        mineral=["gold" if not one else "diamond" for one in odd],
        hurdles=[None if one else "delay" for one in odd],
        official_fee=[1000.0 if one else 10.0 + i for i, one in enumerate(odd)],
        informal_payment_asked=[None if one else i % 2 == 0 for i, one in enumerate(odd)],
        currency=["USD" if one else "KES" for one in odd],
        date_complete=[None if one else day + timedelta(days=9) for one, day in zip(odd, filed, strict=True)],
    )
    settings = replace(held.settings, smallest_group=k)
    return replace(held, settings=settings)


@pytest.mark.parametrize("k", [5, 10])
def test_no_count_of_few_is_told(k: int) -> None:
    held = _few_everywhere(k)
    for one in panel(held):
        for number in one.numbers:
            if number.unit is Unit.COUNT and number.n:
                assert number.value == 0 or number.value >= k, (one.code, number)
            assert not 0 < number.n < k, (one.code, number)
        assert not re.search(r"(?<![\d.,])3(?![\d.,%])", one.answer), one.answer
        assert "117" not in one.answer or "120" not in one.answer, one.answer


def test_no_share_of_few_is_told() -> None:
    """A share over counted people tells how many: of neither side may there be few."""
    for seed in range(8):
        held = _by_lot(seed)
        for one in panel(held):
            for number in one.numbers:
                if number.unit is Unit.SHARE and one.code in (
                    "challenge.large_bills",
                    "challenge.whole_country",
                    "challenge.chosen.licensing",
                ):
                    met = round(number.value * number.n)
                    assert not 0 < met < 5 and not 0 < number.n - met < 5, (seed, one.code, number)


def _by_lot(seed: int) -> Workspace:
    lot = np.random.default_rng(seed)
    n = int(lot.integers(12, 90))
    filed = [_START + timedelta(days=int(day)) for day in lot.integers(0, 700, n)]
    waits = [int(day) if day < 200 else None for day in lot.integers(1, 260, n)]
    return of_days(
        waits,
        filed,
        mineral=lot.choice(["gold", "tin", "diamond"], n).tolist(),
        official_fee=lot.gamma(1, 100, n).round().tolist(),
        association=lot.choice(list("abcd"), n).tolist(),
    )


def test_rounded_counts_are_rounded_here_too() -> None:
    held = _few_everywhere()
    held = replace(held, settings=replace(held.settings, protection=Protection.ROUND))
    for one in panel(held):
        for number in one.numbers:
            if number.unit is Unit.COUNT and number.n:
                assert number.value is not None and number.value % 5 == 0, (one.code, number)


def test_a_filter_holds_for_the_answers_too() -> None:
    held, _ = _sample()
    south = held.with_filter(Filter("region", ("south",)))
    found = panel(south)
    country = next((one for one in found if one.code == "challenge.whole_country"), None)
    assert country is None or "Nothing is known of" not in country.answer  # the filter hides, the data do not


def test_a_brief_answers_the_strongest_that_are_not_cleared_away() -> None:
    _, found = _sample()
    printed = {one.finding for one in found}
    answered = answered_in_brief(found, printed, None)
    assert answered == tuple(one for one in found if one.verdict is not Verdict.ANSWERED)[:3]
    assert answered_in_brief(found, (), None) == ()  # what is not printed is not attacked
    assert answered_in_brief(found, (), (found[-1].code,)) == (found[-1],)  # the user has the last word
    assert answered_in_brief(found, printed, ()) == ()
    assert answered[0].objection in in_words(answered[0]) and answered[0].answer in in_words(answered[0])


def test_a_survey_alone_can_be_attacked() -> None:
    held = survey_of(
        {"trade": ["gold"] * 30 + ["tin"] * 20},
        [single("trade", "gold", "tin")],
        SamplePlan(themselves=True),
    )
    one = one_of(held, "chosen.survey")
    assert one.verdict is Verdict.OPEN and one.strength == 1
    assert "decided themselves" in one.answer


def test_all_members_asked_and_most_answered() -> None:
    held = survey_of(
        {"trade": ["gold"] * 60 + ["tin"] * 30},
        [single("trade", "gold", "tin")],
        SamplePlan(everybody=True, members=100),
    )
    one = one_of(held, "chosen.survey")
    assert one.strength == pytest.approx(0.1) and "90%" in one.answer


def test_a_register_says_how_much_is_covered() -> None:
    """Of ten cooperatives six have an application; their regions are met, one region is not."""
    listed, returned = register_of(
        *((f"Coop {i}", "North" if i < 8 else "South", 20, 5, 5) for i in range(1, 11))
    )
    names = [f"Coop {1 + i % 6}" for i in range(60)]
    filed = cases([_START] * 60, [_END] * 60, cooperative=names, region=["North"] * 60)
    held = workspace(filed, listed, returned, data_date=_END, k=3)
    covered = one_of(held, "chosen.licensing")
    assert covered.strength == pytest.approx(0.4) and covered.verdict is Verdict.PARTLY
    assert "60%" in covered.answer and "10 cooperatives" in covered.answer
    country = one_of(held, "whole_country")
    assert "1 of the 2 regions" in country.answer and "Nothing is known of: South" in country.answer
    assert country.strength == pytest.approx(0.5)


def test_an_unknown_table_is_no_trouble() -> None:
    held = workspace(cases([_START] * 40, [_END] * 40), table("partner", {"name": ["A"]}), data_date=_END)
    assert panel(held)
