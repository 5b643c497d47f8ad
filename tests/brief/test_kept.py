"""A brief made with what an earlier composition has left is the same as one made from the beginning."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from advocacy.analysis.finding import Finding
from advocacy.analysis.findings import findings
from advocacy.brief.claims import key_of
from advocacy.brief.compose import compose
from advocacy.brief.kept import Kept, same_data
from advocacy.brief.outline import outline
from advocacy.workspace import Ask, BriefPlan, Cited, Part, PartKind, Settings, Shows, Workspace
from tests.brief.test_compose import _held

_MEDIAN = "licensing.time_to_decision"
_CHANGES: dict[str, Any] = {
    "title": "A title",
    "addressee": "The committee",
    "submitted_by": "The union",
    "summary": f"They wait {{{key_of(_MEDIAN)}}}, we said 12.",
    "asks": (Ask("Decide in 30 days", findings=(_MEDIAN,)),),
    "outline": (Part(PartKind.TEXT, "a", "Words of ours"), Part(PartKind.FINDING, _MEDIAN, is_shown=False)),
    "venue": "fact_sheet",
    "language": "fr",
    "reference": "Bill 7",
    "authorised_by": "The council",
    "authorised_office": "Chair",
    "resolved_on": "2025-01-03",
    "contact": "Office",
    "offers_to_speak": True,
    "confidential": "Annex",
    "about_us": "We are many",
    "interests": "None",
    "deadline": "2025-12-31",
    "method": (("mode", "On paper"),),
    "cited": (Cited("12", "A report"),),
    "quoted": ("0123456789abcdef",),
    "objections": ("challenge.pending",),
}


@cache
def world() -> tuple[Workspace, tuple[Finding, ...]]:
    held = _held()
    return held, findings(held)


def test_every_field_of_the_plan_is_tried() -> None:
    assert set(_CHANGES) == {field.name for field in fields(BriefPlan)}


@pytest.mark.parametrize("name", _CHANGES)
def test_what_is_kept_is_what_would_be_made(name: str) -> None:
    (held, found), kept = world(), Kept()
    compose(held, found, kept)
    plan = replace(BriefPlan(summary="We said 12."), **{name: _CHANGES[name]})
    for changed in (held.with_brief(BriefPlan(summary="We said 12.")), held.with_brief(plan), held):
        assert compose(changed, found, kept) == compose(changed, found)


def test_each_part_can_be_moved_hidden_and_written_anew() -> None:
    (held, found), kept = world(), Kept()
    parts = outline(held.brief, found)
    for part in parts:
        changed = replace(part, text="Words, 7 of them", shows=(Shows.SENTENCE,))
        for order in ((changed, *(p for p in parts if p != part)), tuple(p for p in parts if p != part)):
            now = held.with_brief(replace(held.brief, outline=order))
            assert compose(now, found, kept) == compose(now, found)
        hidden = held.with_brief(held.brief.with_part(replace(part, is_shown=False)))
        assert compose(hidden, found, kept) == compose(hidden, found)


def test_a_method_note_that_names_the_annex_of_questions_follows_the_outline() -> None:
    (held, found), kept = world(), Kept()
    for is_shown in (True, False):
        now = held.with_brief(BriefPlan(outline=(Part(PartKind.QUESTIONS, is_shown=is_shown),)))
        assert compose(now, found, kept) == compose(now, found)


def test_other_data_let_nothing_of_before_stay() -> None:
    held, kept = _held(), Kept()
    compose(held, findings(held), kept)
    other = replace(held, settings=Settings(held.settings.data_date, None, 10))
    assert not same_data(held, other) and same_data(held, held.with_brief(BriefPlan("T")))
    found = findings(other)
    assert compose(other, found, kept) == compose(other, found)


def test_sections_that_read_nothing_new_are_the_very_same() -> None:
    (held, found), kept = world(), Kept()
    before = compose(held, found, kept).blocks
    after = compose(held.with_brief(BriefPlan(summary="First words")), found, kept).blocks
    same = {id(block) for block in before} & {id(block) for block in after}
    assert len(same) > len(before) - 6  # all but the summary and headings above findings
