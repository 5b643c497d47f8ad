"""The PDF: archivable, and to be followed by somebody who hears it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from advocacy.brief.document import (
    AskBox,
    Block,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Note,
    Paragraph,
)
from advocacy.charts.picture import Picture
from advocacy.workspace import Ask
from tests.exporting.tag_tree import Tagged, tag_tree
from tests.exporting.written_brief import PAYLOADS, brief_of, png, squeezed, written


def test_the_pdf_sets_text_and_reads_no_markup(tmp_path: Path) -> None:
    """All payloads in one document: typesetting is the slowest of the writers."""
    brief = brief_of(
        asks=tuple(Ask(one) for one in PAYLOADS),
        title="= #read() {{7*7}}",
        addressee='#link("http://x.example")[x]',
    )
    reader = pypdf.PdfReader(written(brief, tmp_path, ".pdf"))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for payload in ('#read("/etc/passwd")', "{{7*7}}", "*bold*_italic_", "$x^2$", "@reference"):
        assert squeezed(payload) in text
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            assert "/URI" not in note.get_object().get("/A", {}), "a link that leaves the document"


def test_letters_nobody_has_are_replaced_and_said(tmp_path: Path) -> None:
    rare = chr(0x13000)  # an Egyptian hieroglyph
    reader = pypdf.PdfReader(written(brief_of(f"{rare} north", title=f"{rare}bc"), tmp_path, ".pdf"))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "?bc" in text or rare in text
    assert "shown as “?”" in text or rare in text


def test_the_pdf_is_tagged_and_archivable(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(written(brief_of(title="Waiting"), tmp_path, ".pdf"))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    metadata = catalog["/Metadata"].get_object().get_data().decode()
    assert (
        "<pdfaid:part>2</pdfaid:part>" in metadata
        and "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    )
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.metadata is not None
    assert not reader.metadata.author
    assert reader.metadata.title == "Waiting"


def _full() -> Brief:
    """A brief with a box of every kind."""
    brief = brief_of(asks=(Ask("Decide within the limit.", addressee="The ministry"),), venue="ghana")
    return replace(brief, blocks=(*brief.blocks, CaseBox("I have waited a year.", "A miner of the North")))


def _first_words(block: Block) -> str:
    match block:
        case Heading(text) | Paragraph(text) | Note(text) | CaseBox(text) | AskBox(_, text):
            return text
        case Bullets(items):
            return items[0]
        case Figure() | DataTable():
            return f"{'Figure' if isinstance(block, Figure) else 'Table'} "


def test_it_is_read_in_the_order_in_which_it_stands(tmp_path: Path) -> None:
    brief = replace(_full(), has_contents=False)  # or every heading would be heard twice
    heard = squeezed(tag_tree(written(brief, tmp_path, ".pdf")).words())
    place = heard.index(squeezed(brief.title))
    for block in brief.blocks:
        words = squeezed(_first_words(block))
        assert words in heard[place:], block
        place = heard.index(words, place) + len(words)


def test_headings_are_tagged_in_their_order_and_skip_no_level(tmp_path: Path) -> None:
    brief = _full()
    tree = tag_tree(written(brief, tmp_path, ".pdf"))
    heard = [(one.role, squeezed(one.words())) for one in tree.all() if one.role[:2] == "/H"]
    wanted = [(f"/H{b.level}", squeezed(b.text)) for b in brief.blocks if isinstance(b, Heading)]
    assert heard == [("/H1", "Contents"), *wanted]
    levels = [int(role[2:]) for role, _ in heard]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_chart_is_described(tmp_path: Path) -> None:
    brief = _full()
    tree = tag_tree(written(brief, tmp_path, ".pdf"))
    described = [one.alt for one in tree.all() if one.role == "/Figure"]
    assert described == [block.alt for block in brief.blocks if isinstance(block, Figure)]
    assert all(described)


def test_tables_say_what_their_columns_are(tmp_path: Path) -> None:
    brief = _full()
    tree = tag_tree(written(brief, tmp_path, ".pdf"))
    tables = [one for one in tree.all() if one.role == "/Table"]
    wanted = [block for block in brief.blocks if isinstance(block, DataTable)]
    assert len(tables) == len(wanted)
    for table, block in zip(tables, wanted, strict=True):
        heads = [one for one in table.all() if one.role == "/TH"]
        assert tuple(squeezed(one.words()) for one in heads) == tuple(map(squeezed, block.header))
        assert all(_attribute(one, "/Scope") == "/Column" for one in heads)
        cells = [squeezed(one.words()) for one in table.all() if one.role == "/TD"]
        assert cells == [squeezed(cell) for row in block.rows for cell in row]
        caption = next(one for one in table.all() if one.role == "/Caption")
        assert squeezed(block.caption) in squeezed(caption.words())


def test_boxes_are_what_they_are(tmp_path: Path) -> None:
    """A request is an item of a list with its number, the words of a person are a quotation."""
    tree = tag_tree(written(_full(), tmp_path, ".pdf"))
    quotes = [one.words() for one in tree.all() if one.role == "/BlockQuote"]
    assert len(quotes) == 1
    assert squeezed("“I have waited a year.” A miner of the North") == squeezed(quotes[0])
    requests = [one for one in tree.all() if one.role == "/LI" and "Decide within" in one.words()]
    assert [one.role for one in requests[0].children] == ["/Lbl", "/LBody"]
    assert squeezed(requests[0].words()).startswith("1")
    assert "Addressed to" in requests[0].words()


def test_nothing_is_said_outside_of_an_element(tmp_path: Path) -> None:
    """A loose run of text has no end for somebody who hears it."""
    tree = tag_tree(written(_full(), tmp_path, ".pdf"))
    loose = [one for one in tree.children if one.role in ("", "/Span") and one.words().strip()]
    assert loose == []


def test_points_of_the_summary_lead_to_their_figures(tmp_path: Path) -> None:
    tree = tag_tree(written(_full(), tmp_path, ".pdf"))
    links = [squeezed(one.words()) for one in tree.all() if one.role == "/Link" and "/LBody" in one.path]
    assert "Figure1" in links


def test_its_language_is_that_of_the_brief(tmp_path: Path) -> None:
    for language in ("en", "fr", "sw"):
        reader = pypdf.PdfReader(written(replace(brief_of(), language=language), tmp_path, ".pdf"))
        assert reader.trailer["/Root"]["/Lang"] == language


def test_a_word_wider_than_its_column_is_broken(tmp_path: Path) -> None:
    table = DataTable("Files", ("File", "Sum"), (("f" * 60, "0123456789abcdef" * 6),), (False, False))
    reader = pypdf.PdfReader(written(replace(brief_of(), blocks=(table,)), tmp_path, ".pdf"))
    text = reader.pages[-1].extract_text()
    assert "0123456789abcdef" * 6 not in text
    assert "0123456789abcdef" * 6 in squeezed(text)


def _attribute(one: Tagged, name: str) -> object:
    return next((each[name] for each in one.attributes if name in each), None)


def test_a_fingerprint_is_broken_in_the_middle(tmp_path: Path) -> None:
    table = DataTable(
        "Files", ("File", "Day", "SHA-256"), (("f.xlsx", "28 November 2026", "0" * 64),), (False,) * 3
    )
    reader = pypdf.PdfReader(written(replace(brief_of(), blocks=(table,)), tmp_path, ".pdf"))
    lines = [line for line in reader.pages[-1].extract_text().split() if line.strip("0") == ""]
    assert [len(line) for line in lines] in ([32, 32], [64])


@pytest.mark.parametrize(("high", "pages"), [(300, 1), (400, 1), (560, 2)])
def test_charts_give_way_so_that_pages_are_full(high: int, pages: int, tmp_path: Path) -> None:
    """Two charts stand on one page, or just miss it and are drawn smaller, or are too high for that."""
    brief = replace(brief_of(venue="ghana"), has_contents=False)
    figures = tuple(one for one in brief.blocks if isinstance(one, Figure))[:2]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{high}"/>'
    drawn = {one.finding.code: Picture(svg, png(), 640, high) for one in figures}
    path = written(replace(brief, blocks=figures), tmp_path, ".pdf", drawn)
    assert len(pypdf.PdfReader(path).pages) == pages
    first = path.read_bytes()
    assert written(replace(brief, blocks=figures), tmp_path, ".pdf", drawn).read_bytes() == first
