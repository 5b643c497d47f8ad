"""Quotes: only with consent, of a group of enough people, with a doubt for whatever could tell who spoke."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocacy.analysis.protection.quotes import doubts, quotes, rule_of_choice, typical_quotes
from advocacy.workspace import Workspace
from tests.makers import cases, table, workspace

_LEVELS = ("public", "anonymous", "aggregate", "withdrawn", None, "", "Public", "yes")


def _held(consent: list[str | None], statement: list[str | None], **more: list[object]) -> Workspace:
    size = len(consent)
    filed = [date(2024, 1, 1)] * size
    decided = [date(2024, 1, 1) + timedelta(days=10 + 10 * i) for i in range(size)]
    return workspace(
        cases(
            filed,
            decided,
            consent=consent,
            statement=statement,
            applicant=[f"Amina Wanjiru{i}" for i in range(size)],
            **more,
        )
    )


def test_only_who_allowed_it_is_quoted() -> None:
    held = _held(list(_LEVELS), [f"words of {level}" for level in _LEVELS])
    assert [quote.text for quote in quotes(held)] == ["words of public", "words of anonymous"]


def test_mixes_of_consent() -> None:
    chance = random.Random(5)
    for _ in range(100):
        consent = [chance.choice(_LEVELS) for _ in range(10)]
        said = [f"w{i}" for i in range(10)]
        found = {quote.text for quote in quotes(_held(consent, list(said)))}
        assert found == {
            text for text, level in zip(said, consent, strict=True) if level in ("public", "anonymous")
        }


@pytest.mark.parametrize("statement", [None, "", "   ", "\n"])
def test_nothing_said_is_no_quote(statement: str | None) -> None:
    assert quotes(_held(["public"] * 2, [statement, "we wait"]))[0].text == "we wait"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("we told amina about it", "name or number of the records"),
        ("we told AMINA, about it", "name or number of the records"),
        ("ring me on +254 712 345 678", "telephone"),
        ("my card is 12345678", "telephone"),
        ("write to a.b@example.org", "address"),
        ("the pit at -1.2345, 36.7890", "coordinates"),
        ("they came on 12/03/2024", "date"),
        ("nous avons attendu depuis février", "date"),
        ("I paid 4,500 for it", "amount"),
        ("the clerk Mwangi laughed", "capital letter"),
        ("la mine de Kéroual est fermée", "capital letter"),
    ],
)
def test_what_could_tell_who_spoke(text: str, doubt: str) -> None:
    found = quotes(_held(["anonymous"], [text]))[0]
    assert found.needs_a_second_look
    assert any(doubt in said for said in found.doubts)


@pytest.mark.parametrize(
    "text", ["we waited too long.", "They asked. We had nothing.", "I may go, I will not."]
)
def test_plain_words_raise_no_doubt(text: str) -> None:
    assert doubts(text, ("amina",)) == ()


def test_a_cooperative_named_in_a_quote_is_seen() -> None:
    held = _held(["public"], ["the women of kisima know"])
    register = table("cooperative", {"cooperative_id": ["1"], "name": ["Kisima Mining Cooperative"]})
    assert quotes(replace(held, tables=(*held.tables, register)))[0].doubts


def test_a_quote_is_of_a_group_of_enough_people() -> None:
    size = 12
    region = ["North"] * 8 + ["South"] * 4
    gender = ["female"] * 5 + ["male"] * 7
    held = _held(["public"] * size, [f"a{'b' * i}" for i in range(size)], region=region, gender=gender)
    said = [quote.attribution for quote in quotes(held)]
    assert said[0] == "Applicant (Female, North)"
    assert said[5] == "Applicant (North)"  # three men in the north
    assert said[9] == "Applicant (Male)"  # four in the south, seven men
    alone = quotes(_held(["public"] * 2, ["a", "b"], region=["N", "S"]))
    assert [quote.attribution for quote in alone] == ["Applicant", "Applicant"]
    unknown = quotes(_held(["public"] * 6, ["a"] * 6, region=[None, *["N"] * 5]))
    assert unknown[0].attribution == "Applicant"


def test_typical_is_near_the_median_and_never_the_worst() -> None:
    size = 21
    held = _held(["public"] * size, [f"case {'i' * i}" for i in range(size)])
    found = typical_quotes(held, 3)
    assert [int(quote.rows.positions[0]) for quote in found] == [10, 9, 11]
    assert len(typical_quotes(held, 99)) == 11  # the middle half
    assert "not the worst" in rule_of_choice()


def test_without_a_median_nothing_is_typical() -> None:
    held = workspace(
        cases([date(2024, 1, 1)] * 6, [None] * 6, consent=["public"] * 6, statement=["w"] * 6),
        data_date=date(2024, 5, 1),
    )
    assert len(quotes(held)) == 6 and typical_quotes(held) == ()
    assert quotes(Workspace()) == typical_quotes(Workspace()) == ()
