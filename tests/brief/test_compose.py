"""The brief: chosen findings in their order, every number with its base, example data named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.cover import cover_lines
from advocacy.brief.document import (
    AskBox,
    Brief,
    Bullets,
    DataTable,
    Figure,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    pieces,
)
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line
from advocacy.workspace import Ask, BriefPlan, Part, PartKind, Shows, Workspace
from tests.makers import cases, table, workspace


def _held() -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    law = table("legal_provision", {"step": ["whole_procedure"], "limit_days": [90], "law": ["Example Act"]})
    return workspace(cases(applied, decided, hurdles=["fees"] * 60), law, data_date=date(2024, 12, 31))


def _brief(held: Workspace) -> Brief:
    return compose(held, findings(held))


def test_every_figure_stands_between_its_sentence_and_its_table() -> None:
    blocks = _brief(_held()).blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Figure):
            before, after = blocks[place - 1], blocks[place + 1]
            assert isinstance(before, Paragraph) and before.finding == block.finding.code
            assert isinstance(after, DataTable | Note) and after.finding == block.finding.code
            if not isinstance(after, DataTable):  # its one row stands in the sentence and the base line
                (cells,) = finding_table(block.finding).rows
                assert all(cell in f"{before.text} {block.source}" for cell in cells[1:] if cell != "0")
            assert block.alt and block.caption and "Base:" in block.source


def test_tables_are_rectangular() -> None:
    for block in _brief(_held()).blocks:
        if isinstance(block, DataTable):
            assert {len(row) for row in block.rows} <= {len(block.header)}
            assert len(block.numeric) == len(block.header)


def test_the_summary_gives_each_number_its_base() -> None:
    summary = next(block for block in _brief(_held()).blocks if isinstance(block, Bullets))
    assert all("Base:" in item for item in summary.items)


def test_law_stands_against_practice() -> None:
    captions = [block.caption for block in _brief(_held()).blocks if isinstance(block, DataTable)]
    assert "What the law says and what applicants live" in captions


def test_the_plan_of_the_user_decides() -> None:
    held = _held()
    codes = [one.code for one in findings(held)]
    plan = BriefPlan(
        "My title",
        "The Committee",
        "The Union",
        "First words.",
        (Ask("Decide in 60 days."), Ask(" ")),
        tuple(Part(PartKind.FINDING, code, is_shown=code != codes[0]) for code in reversed(codes)),
    )
    brief = _brief(held.with_brief(plan))
    assert [one.code for one in brief.findings] == list(reversed(codes[1:]))
    texts = [block.text for block in brief.blocks if isinstance(block, Paragraph)]
    assert "First words." in texts
    assert [block.wording for block in brief.blocks if isinstance(block, AskBox)] == ["Decide in 60 days."]
    assert brief.title == "My title"
    assert ("To", "The Committee") in brief.cover


def test_every_finding_printed_is_defined() -> None:
    brief = _brief(_held())
    assert {one.code.split(".by.")[0] for one in brief.findings} == {one.code for one in brief.definitions}


@pytest.mark.parametrize("example", [True, False])
def test_example_data_are_named(example: bool) -> None:
    held = _held()
    brief = _brief(replace(held, settings=replace(held.settings, example=example)))
    notes = [block for block in brief.blocks if isinstance(block, Note) and block.kind is NoteKind.EXAMPLE]
    assert bool(notes) is example
    assert ("Example" in brief.subtitle) is example


def test_nothing_to_show_is_said() -> None:
    held = workspace(cases([date(2024, 1, 1)] * 2, [None] * 2))
    brief = _brief(held)
    assert not [block for block in brief.blocks if isinstance(block, Figure)]
    said = [block.text for block in brief.blocks if isinstance(block, Paragraph)]
    assert any("too few" in text for text in said)
    assert isinstance(brief.blocks[0], Heading)


def test_the_cover_says_who_authorised_it_in_which_office_and_when() -> None:
    plan = BriefPlan(authorised_by="A. Mensah", authorised_office="Chair", resolved_on="2025-03-03")
    assert ("Authorised by", "A. Mensah, Chair, resolution of 3 March 2025") in cover_lines(plan, None)
    plan = BriefPlan(authorised_by="Board, 3 May", resolved_on="soon")
    assert ("Authorised by", "Board, 3 May") in cover_lines(plan, None)
    assert "Authorised by" not in dict(cover_lines(BriefPlan(authorised_office="Chair"), None))


def test_words_that_nobody_can_see_are_no_paragraph_and_no_heading() -> None:
    unseen = "\u0000\u0007 \u202e"
    outline = (Part(PartKind.HEADING, "a", unseen), Part(PartKind.TEXT, "b", f"{unseen}\nSeen"))
    brief = _brief(_held().with_brief(BriefPlan(unseen, outline=outline)))
    assert brief.title == _brief(_held()).title
    own = [block for block, part in zip(brief.blocks, brief.parts, strict=True) if part[1] in ("a", "b")]
    assert [block.text for block in own if isinstance(block, (Heading, Paragraph))] == ["Seen"]


@pytest.mark.parametrize("shows", [(Shows.SENTENCE,), (Shows.SENTENCE, Shows.CHART), tuple(Shows), ()])
def test_no_number_stands_without_its_base(shows: tuple[Shows, ...]) -> None:
    held = _held()
    outline = tuple(Part(PartKind.FINDING, one.code, shows=shows) for one in findings(held))
    brief = _brief(held.with_brief(BriefPlan(outline=outline)))
    for one in brief.findings:
        blocks = [block for block, part in zip(brief.blocks, brief.parts, strict=True) if part[1] == one.code]
        told = " ".join(text for block in blocks for text in pieces(block))
        if any(each.value is not None for each in one.estimates):
            assert base_line(one) in told, (one.code, shows)


def test_methods_are_one_list() -> None:
    """A box for each would fill pages; who reads them is told what they are."""
    brief = _brief(_held())
    start = next(
        place for place, one in enumerate(brief.blocks) if getattr(one, "text", "") == "How this was made"
    )
    made = brief.blocks[start:]
    announced = next(
        place for place, one in enumerate(made) if getattr(one, "text", "") == "How each number is computed:"
    )
    methods = made[announced + 1]
    assert isinstance(methods, Bullets)
    assert not any(isinstance(one, Note) for one in made)
    for finding in brief.findings:
        assert any(finding.name in item and item.endswith(finding.method) for item in methods.items)


def test_a_table_over_time_says_what_it_counts() -> None:
    tables = [
        one for one in _brief(_held()).blocks if isinstance(one, DataTable) and one.header[0] == "Period"
    ]
    assert tables and all(one.caption.endswith(": Applications") for one in tables)
