"""Every number that is printed is a claim; what the user types without a source is not let out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocacy.analysis.finding import Chart, Estimate, Finding, Unit
from advocacy.analysis.findings import findings
from advocacy.brief.claims import What, claims_of, key_of
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief, DataTable, Note, Paragraph, pieces
from advocacy.brief.ledger import ledger
from advocacy.brief.live import filled, template
from advocacy.brief.number_words import bare, number_words
from advocacy.workspace import BriefPlan, Cited, Part, PartKind, Workspace
from tests.makers import cases, table, workspace

_TIME = key_of("licensing.time_to_decision")


def _held(**plan: object) -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    law = table("legal_provision", {"step": ["whole_procedure"], "limit_days": [90], "law": ["Example Act"]})
    region = ["North" if i % 2 else "South" for i in range(60)]
    held = workspace(
        cases(applied, decided, hurdles=["fees"] * 60, region=region), law, data_date=date(2024, 12, 31)
    )
    return held.with_brief(BriefPlan(**plan))  # type: ignore[arg-type]


def _brief(held: Workspace) -> Brief:
    return compose(held, findings(held))


def test_every_number_made_from_the_data_has_a_claim() -> None:
    brief = _brief(_held())
    by_key = {claim.key: claim for claim in brief.claims}
    for mark in brief.marks:
        text = pieces(brief.blocks[mark.block])[mark.piece][mark.start : mark.end]
        assert bare(text) == bare(by_key[mark.claim].printed)
    for number, block in enumerate(brief.blocks):
        if isinstance(block, DataTable) and block.finding.startswith("licensing."):
            starts = {(one.piece, one.start) for one in brief.marks if one.block == number}
            for piece, text in enumerate(pieces(block)[2 + len(block.header) :], 2 + len(block.header)):
                is_label = (piece - 2) % len(block.header) == 0
                for word in () if is_label else number_words(text):
                    assert (piece, word.start) in starts, text


def test_a_claim_says_what_it_rests_on() -> None:
    held = _held()
    claim = next(one for one in _brief(held).claims if one.key == _TIME)
    assert claim.n == 60 and claim.pending == 20 and claim.base and claim.recipe and claim.interval
    assert claim.rows is not None and len(claim.rows.positions) == 60


def test_a_table_tells_the_claim_of_its_own_group() -> None:
    brief = _brief(_held())
    by_key = {claim.key: claim for claim in brief.claims}
    for number, block in enumerate(brief.blocks):
        if isinstance(block, DataTable) and block.finding == "licensing.time_to_decision.by.region":
            wide = len(block.header)
            for mark in (one for one in brief.marks if one.block == number and one.piece >= 2 + wide):
                row = block.rows[(mark.piece - 2 - wide) // wide]
                assert by_key[mark.claim].group in (row[0], ""), row


def test_a_number_typed_without_a_source_is_not_supported() -> None:
    brief = _brief(_held(summary="Nine of ten say so, in fact 91%. Section 12(3) of Act 5 of 2019 says 30."))
    assert [one.number for one in brief.unsupported] == ["91%", "30"]


def test_a_number_from_elsewhere_names_its_source() -> None:
    brief = _brief(_held(summary="The census counted 91%.", cited=(Cited("91%", "Census 2019, table 3"),)))
    assert brief.unsupported == ()
    claim = next(one for one in brief.claims if one.what is What.CITED)
    assert claim.recipe == "Census 2019, table 3"


def test_numbers_in_edited_words_stay_live() -> None:
    brief = _brief(_held())
    number, block = next(
        (number, one)
        for number, one in enumerate(brief.blocks)
        if isinstance(one, Paragraph) and one.finding == "licensing.time_to_decision"
    )
    marks = [(m.start, m.end, m.claim) for m in brief.marks if m.block == number]
    claims = {claim.key: claim for claim in brief.claims}
    words = template(block.text, marks, claims)
    assert _TIME in words and filled(words, claims).text == block.text
    edited = Part(PartKind.FINDING, "licensing.time_to_decision", text=f"Edited: {words}")
    again = _brief(_held(outline=(edited,)))
    said = next(one for one in again.blocks if isinstance(one, Paragraph) and one.text.startswith("Edited"))
    assert said.text == f"Edited: {block.text}" and said.own and again.unsupported == ()
    shorter = replace(_held(outline=(edited,)), filters=())
    fewer = replace(shorter, settings=replace(shorter.settings, data_date=date(2024, 6, 1)))
    moved = next(
        one for one in _brief(fewer).blocks if isinstance(one, Paragraph) and one.text.startswith("Edited")
    )
    assert moved.text != said.text


def test_a_number_the_data_no_longer_show_is_not_supported() -> None:
    gone = "{" + key_of("licensing.time_to_decision.by.gender", "female") + "}"
    brief = _brief(_held(summary=f"Women wait {gone}."))
    assert len(brief.unsupported) == 1 and "no longer" in brief.unsupported[0].words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("In 2024, 1,283 of 1,310", ["1,283", "1,310"]),
        ("12\u00a0% et 1\u202f283,5", ["12\u00a0%", "1\u202f283,5"]),
        ("clause 3, Article 12 and s. 41(2)", []),
        ("A1 B-2 x3y", []),
        ("−3.5 to 4", ["−3.5", "4"]),
        ("99%%", ["99%"]),
        ("1" * 400, ["1" * 400]),
    ],
)
def test_numbers_are_told_from_names(text: str, told: list[str]) -> None:
    assert [word.text for word in number_words(text)] == told


@pytest.mark.parametrize(
    "text", ["95% interval: 3", "The 95% interval ends at 3", "Intervalo del 95\u00a0%: 3"]
)
def test_words_that_stand_apart_begin_a_sentence_or_stand_within_one(text: str) -> None:
    apart = ("95% Interval", "intervalo del 95\u00a0%")
    assert [word.text for word in number_words(text, apart)] == ["3"]


@pytest.mark.parametrize("name", ["a|b", "{x}", "100%", "#1", "é \u202e", ""])
def test_a_place_holds_any_group(name: str) -> None:
    key = key_of("survey.q", name)
    claim = replace(next(iter(_brief(_held()).claims)), key=key, printed="12%")
    assert filled("It is {" + key + "}.", {key: claim}).text == "It is 12%."


def test_a_limit_with_its_unit_is_the_limit_and_no_count() -> None:
    """Ninety cases beside a limit of "90 days": the unit tells which of them a sentence means."""
    everyone = (Estimate(value=80.0, n=90),)
    finding = Finding("f", "", "", Unit.DAYS, Chart.DOTS, "", everyone, "", reference=90.0)
    text = "They are decided within the 90 days of the law."
    found = ledger([Paragraph(text, finding="f")], [finding], claims_of([finding]))
    assert [mark.claim for mark in found.marks] == [key_of("f", what=What.LIMIT)]


@pytest.mark.parametrize("field", ["summary", "about_us", "interests"])
def test_where_a_number_comes_from_stands_below_it(field: str) -> None:
    cited = (Cited("91%", "Census 2019, table 3."), Cited("12%", "Nobody's"))
    brief = _brief(_held(**{field: "The census counted 91% and again 91%."}, cited=cited))
    said = [block.text for block in brief.blocks if isinstance(block, Note) and "Census" in block.text]
    assert said == ["Not from our data: 91%: Census 2019, table 3."]
    assert brief.unsupported == ()


def test_a_live_number_needs_no_source() -> None:
    place = "{" + _TIME + "}"
    now = _brief(_held(summary=f"It takes {place}."))
    printed = next(bare(one.printed)[0] for one in now.claims if one.key == _TIME)
    brief = _brief(_held(summary=f"It takes {place}.", cited=(Cited(printed, "A report"),)))
    assert not [block for block in brief.blocks if isinstance(block, Note) and "A report" in block.text]


def test_a_source_belongs_to_the_part_it_was_given_for() -> None:
    texts = tuple(Part(PartKind.TEXT, key, "The census counted 12 pits.") for key in ("a", "b", "c"))
    cited = (Cited("12", "Census", "text", "a"), Cited("12", "Register", "text", "b"))
    brief = _brief(_held(outline=texts, cited=cited))
    assert [(one.number, brief.parts[one.block]) for one in brief.unsupported] == [("12", ("text", "c"))]
    told = {claim.key: claim.recipe for claim in brief.claims if claim.what is What.CITED}
    stands = {brief.parts[mark.block]: told[mark.claim] for mark in brief.marks if mark.claim in told}
    assert stands == {("text", "a"): "Census", ("text", "b"): "Register"}


def test_a_source_of_an_older_program_holds_where_the_part_names_none() -> None:
    texts = tuple(Part(PartKind.TEXT, key, "We counted 12 pits.") for key in ("a", "b", "c"))
    cited = (Cited("12", "Census"), Cited("12", "Register", "text", "b"), Cited("12", "", "text", "c"))
    brief = _brief(_held(outline=texts, cited=cited))
    told = [claim.recipe for claim in brief.claims if claim.what is What.CITED]
    assert told == ["Census", "Register"]
    assert [brief.parts[one.block] for one in brief.unsupported] == [("text", "c")], "taken back there alone"


def test_a_live_number_in_what_is_said_of_interests_is_filled() -> None:
    brief = _brief(_held(interests="Members wait {" + _TIME + "} and pay us."))
    said = next(block for block in brief.blocks if isinstance(block, Paragraph) and "pay us" in block.text)
    assert "{" not in said.text and said.live and brief.unsupported == ()
