"""A sentence stays with the chart or table of its own finding, and with nothing else."""

from __future__ import annotations

from advocacy.brief.document import Block, Bullets, CaseBox, DataTable, Heading, Note, Paragraph
from advocacy.exporting.kept_together import with_what_leads


def _leads(*blocks: Block) -> list[bool]:
    return [leads for _, leads in with_what_leads(blocks)]


def _table(finding: str) -> DataTable:
    return DataTable("T", ("a",), (("1",),), (True,), finding=finding)


def test_a_sentence_leads_to_what_shows_its_finding() -> None:
    assert _leads(Paragraph("x", finding="a"), _table("a"), Note("n", finding="a")) == [True, True, False]
    assert _leads(Paragraph("x", finding="a"), Paragraph("y", finding="a"), _table("a"))[:2] == [True, True]


def test_answers_to_objections_may_be_parted() -> None:
    answers = [Paragraph("x", finding=f"challenge.{i}") for i in range(3)]
    assert _leads(Paragraph("intro"), *answers, Heading("h")) == [False] * 5


def test_small_print_stays_with_what_it_is_about() -> None:
    small = Paragraph("y", numbered=False, is_small=True)
    assert _leads(Paragraph("x"), small, Paragraph("z"), Heading("h")) == [True, False, False, False]
    assert _leads(small, small) == [False, False]


def test_what_is_announced_follows() -> None:
    said = Paragraph("What it does not show:", numbered=False)
    assert _leads(said, Bullets(("a",))) == [True, False]
    assert _leads(said, Paragraph("x")) == [True, False]
    assert _leads(said, Heading("h")) == [False, False]
    assert _leads(Paragraph("Mine:", own=True), Paragraph("x"))[0] is False


def test_the_last_case_stays_with_how_cases_were_chosen() -> None:
    case = CaseBox("I wait.", "Applicant")
    assert _leads(case, case, Note("chosen"), Heading("h")) == [False, True, False, False]


def test_a_sentence_without_a_picture_leads_to_nothing() -> None:
    assert _leads(Paragraph("x", finding="a"), Heading("h"), Paragraph("y", finding="b")) == [False] * 3
