"""The brief says itself what speaks against it, and every number of that is a claim like any other."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.claims import What
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief, Paragraph
from advocacy.brief.number_words import number_words
from advocacy.exporting.export import export
from advocacy.sample import open_sample
from advocacy.workspace import BriefPlan, Part, PartKind, Protection, Workspace
from tests.brief.challenges.test_panel import of_days


@cache
def _sample() -> tuple[Workspace, tuple[Finding, ...]]:
    held = open_sample()
    return held, findings(held)


def _brief(**plan: object) -> Brief:
    held, found = _sample()
    return compose(held.with_brief(BriefPlan(**plan)), found)  # type: ignore[arg-type]


def _answers(brief: Brief) -> dict[int, Paragraph]:
    return {
        number: block
        for number, block in enumerate(brief.blocks)
        if isinstance(block, Paragraph) and block.finding.startswith("challenge.")
    }


def test_the_strongest_three_stand_in_it_by_themselves() -> None:
    brief = _brief()
    assert len(_answers(brief)) == 3
    assert {brief.parts[number] for number in _answers(brief)} == {("counter", "")}


def test_the_user_has_the_last_word() -> None:
    chosen = ("challenge.pending", "challenge.chance.region")
    assert [one.finding for one in _answers(_brief(objections=chosen)).values()] == list(chosen)
    assert not _answers(_brief(objections=()))
    assert not _answers(_brief(outline=(Part(PartKind.COUNTER, is_shown=False),)))


@pytest.mark.parametrize("protection", Protection)
def test_every_number_of_every_objection_is_a_claim(protection: Protection) -> None:
    held, found = _sample()
    if protection is Protection.ROUND:
        held = replace(held, settings=replace(held.settings, protection=protection))
        found = findings(held)
    every = tuple(f"challenge.{code}" for code in _codes(held, found))
    brief = compose(held.with_brief(BriefPlan(objections=every)), found)
    by_key = {claim.key: claim for claim in brief.claims}
    in_words = []
    assert len(_answers(brief)) == len(every) > 15
    for number, block in _answers(brief).items():
        marks = {mark.start: by_key[mark.claim] for mark in brief.marks if mark.block == number}
        phrases = ("95% interval", *(one for f in found for one in (f.name, *f.sources)))
        for word in number_words(block.text, phrases):
            claim = marks.get(word.start)
            if claim is not None and claim.what is What.WORDS:
                in_words.append(word.text)
            elif claim is not None:
                assert word.digits in claim.printed, (block.text, claim)
    assert brief.unsupported == ()
    # What is left is a constant of the sentences, "2 times", and no number of the data.
    assert set(in_words) <= {"2"}, in_words


def _codes(held: Workspace, found: tuple[Finding, ...]) -> list[str]:
    from advocacy.brief.challenges.panel import challenges

    return [one.code.removeprefix("challenge.") for one in challenges(held, found)]


def test_a_number_of_an_objection_can_be_looked_up() -> None:
    brief = _brief(objections=("challenge.pending",))
    text = next(iter(_answers(brief).values())).text
    printed = [one for one in brief.printed_claims() if one.key.startswith("challenge.pending|")]
    claim = next(one for one in printed if one.name == "Pending on the data date")
    assert claim.recipe in text
    alone = [one for one in brief.claims if one.name == "Median of the decided ones alone"]
    middle = next(one for one in alone if one.what is What.VALUE)
    assert middle.interval and middle.n and middle.base and middle.rows is not None


def test_it_may_leave_the_program(tmp_path: Path) -> None:
    held = of_days([*range(10, 50), *[None] * 40])
    brief = compose(held, findings(held))
    assert _answers(brief) and not brief.unsupported
    export(brief, tmp_path / "brief.html")
    assert "What speaks against us" in (tmp_path / "brief.html").read_text("utf-8")
