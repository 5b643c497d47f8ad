"""The user's own Word document: its looks stay, its places are filled, the brief in it is alive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from advocacy.brief.document import Figure
from advocacy.exporting.word_template.rebuilding import rebuilt
from tests.exporting.conformance import breaches
from tests.exporting.inert import assert_inert
from tests.exporting.word_templates import (
    ADDRESS,
    SPACES,
    brief_into,
    chosen,
    into_body,
    landscape,
    letterhead,
    packed,
    parts_of,
    replaced,
    right_to_left,
    saved,
    split_title,
    two_sections,
    words_around,
    words_of,
    written_into,
)
from tests.exporting.written_brief import written


def test_places_are_filled_wherever_they_stand(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.sections[0].header.add_paragraph("On {{Title}}")
        document.sections[0].footer.add_paragraph("{{ submitted by }} · {{ DATE }}")
        box = (
            f'<w:p {SPACES}><w:r><w:pict><v:shape id="b" type="#t"><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>To {{ addres</w:t></w:r><w:r><w:t>see }}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r></w:p>"
        )
        document.element.body.insert(0, docx.oxml.parse_xml(box))
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "{{title}}!"

    content = letterhead("{{ brief }}", change=change)
    path = written_into(content, tmp_path, addressee="The Clerk", submitted_by="Miners & Sons <all>")
    assert "To The Clerk" in words_of(path) and "Licences in time!" in words_of(path)
    assert "On Licences in time" in words_around(path)
    assert "Miners & Sons <all> · 31 March 2025" in words_around(path)
    assert "{{" not in words_of(path) + words_around(path)


def test_a_place_that_word_has_split_keeps_the_looks_of_its_beginning(tmp_path: Path) -> None:
    path = written_into(letterhead("{{ brief }}", change=split_title), tmp_path)
    line = next(p for p in docx.Document(str(path)).paragraphs if p.text.startswith("About"))
    assert line.text == "About: Licences in time (final)"
    assert [run.bold for run in line.runs if run.text == "Licences in time"] == [True]


def test_what_is_put_in_is_not_read_again(tmp_path: Path) -> None:
    path = written_into(
        letterhead("{{ title }}", "{{ brief }}"), tmp_path, title="{{ addressee }}", addressee="Clerk"
    )
    assert "{{ addressee }}" in words_of(path)


@pytest.mark.parametrize(
    "words", ["{{7*7}}", "{% for x in y %}", "{{ cycler.__init__.__globals__.os }}", "${7*7}"]
)
def test_no_language_of_templates_is_spoken(tmp_path: Path, words: str) -> None:
    read = chosen(letterhead(words, "{{ brief }}"))
    assert any("is not understood" in one for one in read.told) == words.startswith("{{")
    path = written_into(letterhead(words, "{{ brief }}"), tmp_path)
    assert "49" not in words_of(path).splitlines()[0]


def test_the_brief_stands_in_its_place(tmp_path: Path) -> None:
    lines = words_of(written_into(letterhead(), tmp_path)).splitlines()
    assert lines[0] == "Dear Sir or Madam," and lines[-1] == "Yours faithfully"
    assert "{{" not in "".join(lines)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Dear Sir",), "It has no place {{ brief }}, so the brief follows its text."),
        (("{{ brief }}", "{{ brief }}"), "the others stay empty"),
        (("{{ brief }}", "{{ chair person }}"), "“{{ chair_person }}” is not understood and stays empty."),
    ],
)
def test_what_is_wrong_with_places_is_told(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    assert any(said in one for one in chosen(letterhead(*lines)).told)
    path = written_into(letterhead(*lines), tmp_path)
    assert "{{" not in words_of(path)
    assert "Summary" in words_of(path)


def test_in_a_table_the_brief_has_no_room(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{{ brief }}"

    content = letterhead("Dear Sir", change=change)
    assert any("has no room" in one for one in chosen(content).told)
    assert words_of(written_into(content, tmp_path)).splitlines()[:2] == ["Dear Sir", ""]


def test_title_and_cover_lines_are_not_told_twice(tmp_path: Path) -> None:
    content = letterhead("{{ title }}", "{{ addressee }}", "{{ brief }}")
    words = words_of(written_into(content, tmp_path, addressee="The Clerk", submitted_by="The Union"))
    assert words.count("Licences in time") == words.count("The Clerk") == 1
    assert "To: " not in words and "Submitted by: The Union" in words


def test_the_letterhead_stays(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.styles["Heading 1"].font.name = "Georgia"
        document.sections[0].left_margin = docx.shared.Cm(5)

    path = written_into(letterhead(change=change), tmp_path)
    document = docx.Document(str(path))
    section = document.sections[0]
    assert [p.text for p in section.header.paragraphs] == ["", ADDRESS]
    assert list(section.header._element.iter(qn("w:drawing")))
    assert section.left_margin.cm == pytest.approx(5, abs=0.01)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Finding Sentence"].base_style.name == "Normal"
    widths = [sum(int(one.get(qn("w:w"))) for one in t._tbl.iter(qn("w:gridCol"))) for t in document.tables]
    assert (
        max(widths) <= section.page_width.twips - section.left_margin.twips - section.right_margin.twips + 1
    )


def test_pages_are_numbered_where_the_template_does_not(tmp_path: Path) -> None:
    path = written_into(letterhead(), tmp_path)
    feet = [content for name, content in parts_of(path.read_bytes()).items() if "footer" in name]
    assert sum(content.count(b" PAGE ") for content in feet) == 1
    assert "Registered society 204/2011" in words_around(path)


def test_own_page_numbers_are_enough(tmp_path: Path) -> None:
    field = f'<w:p {SPACES}><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'

    def change(document: Any) -> None:
        document.sections[0].footer._element.append(docx.oxml.parse_xml(field))

    path = written_into(letterhead(change=change), tmp_path)
    assert (
        sum(
            content.count(b"PAGE")
            for name, content in parts_of(path.read_bytes()).items()
            if "footer" in name
        )
        == 1
    )
    assert "page 1" not in words_around(path)
    assert_inert(path)


def test_example_data_are_told_on_every_page(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True
        section.first_page_header.paragraphs[0].text = "First page"
        two_sections(document)

    content = letterhead("Dear Sir", change=change)
    brief = replace(brief_into(content), example=True)
    path = written(brief, tmp_path, ".docx")
    parts = parts_of(path.read_bytes())
    heads = [words_of(path, name) for name in parts if name.startswith("word/header")]
    assert len(heads) >= 4
    assert all("EXAMPLE DATA" in one for one in heads)
    assert any(ADDRESS in one for one in heads) and any("Annexes of the association" in one for one in heads)


def test_without_head_and_foot_those_of_the_program_stand_there(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ brief }}")
    path = written_into(saved(document), tmp_path)
    assert "Licences in time" in words_around(path) and "page 1" in words_around(path)


@pytest.mark.parametrize("change", [landscape, two_sections, right_to_left])
def test_pages_of_every_kind(tmp_path: Path, change: Any) -> None:
    path = written_into(letterhead(change=change), tmp_path)
    assert breaches(path) == ()
    assert ADDRESS in words_around(path)
    document = docx.Document(str(path))
    widest = max(sum(int(o.get(qn("w:w"))) for o in t._tbl.iter(qn("w:gridCol"))) for t in document.tables)
    assert (widest > 10_000) == (change is landscape)


def test_a_brief_runs_from_left_to_right_in_a_document_that_does_not(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.styles["Normal"].element.get_or_add_pPr().append(docx.oxml.OxmlElement("w:bidi"))

    path = written_into(letterhead("Dear Sir", "{{ brief }}", change=change), tmp_path)
    assert breaches(path) == ()
    lines = docx.Document(str(path)).paragraphs
    assert lines[0]._p.pPr is None or lines[0]._p.pPr.find(qn("w:bidi")) is None
    assert all(line._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "0" for line in lines[1:])


def test_a_place_on_a_new_page_puts_the_brief_there(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.paragraphs[1].paragraph_format.page_break_before = True

    path = written_into(letterhead("Dear Sir", "{{ brief }}", change=change), tmp_path)
    assert breaches(path) == ()
    breaks = [line.paragraph_format.page_break_before for line in docx.Document(str(path)).paragraphs]
    assert breaks[:3] == [None, True, None]


def test_two_columns_are_narrow(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")

    document = docx.Document(str(written_into(letterhead(change=change), tmp_path)))
    assert all(
        sum(int(o.get(qn("w:w"))) for o in t._tbl.iter(qn("w:gridCol"))) < 4500 for t in document.tables
    )


def test_without_styles_those_of_the_program_hold(tmp_path: Path) -> None:
    parts = parts_of(letterhead())
    gone = ("word/styles.xml", "word/settings.xml", "word/numbering.xml", "word/theme/theme1.xml")
    path = written_into(
        packed({name: content for name, content in parts.items() if name not in gone}), tmp_path
    )
    assert breaches(path) == ()
    assert docx.Document(str(path)).styles["Normal"].element.get(qn("w:default")) == "1"


def test_odd_styles_do_no_harm(tmp_path: Path) -> None:
    """One without a name, one of ours by name but for letters, one of an id of ours."""
    odd = (
        b'<w:style w:type="paragraph" w:styleId="Nameless"/>'
        b'<w:style w:type="character" w:styleId="Note1"><w:name w:val="Note"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="Request"><w:name w:val="Something"/></w:style></w:styles>'
    )
    path = written_into(replaced(letterhead(), "word/styles.xml", b"</w:styles>", odd), tmp_path)
    styles = etree.fromstring(parts_of(path.read_bytes())["word/styles.xml"]).findall(qn("w:style"))
    ids = [one.get(qn("w:styleId")) for one in styles]
    names = [n.get(qn("w:val")).casefold() for one in styles if (n := one.find(qn("w:name"))) is not None]
    assert len(set(ids)) == len(ids) and len(set(names)) == len(names)


def test_without_a_section_pages_have_a_size(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.element.body.remove(document.sections[0]._sectPr)

    section = docx.Document(str(written_into(letterhead(change=change), tmp_path))).sections[0]
    assert section.page_width.mm == pytest.approx(210, abs=0.1)


def test_fields_contents_and_bookmarks_are_live(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        into_body(
            '<w:p><w:bookmarkStart w:id="1" w:name="figure_1"/><w:bookmarkEnd w:id="1"/>'
            '<w:bookmarkStart w:id="2" w:name="mine"/><w:bookmarkEnd w:id="2"/></w:p>'
        )(document)

    brief = brief_into(letterhead(change=change))
    path = written(brief, tmp_path, ".docx")
    root = etree.fromstring(parts_of(path.read_bytes())["word/document.xml"])
    marks = [(one.get(qn("w:name")), one.get(qn("w:id"))) for one in root.iter(qn("w:bookmarkStart"))]
    assert len(dict(marks)) == len({number for _, number in marks}) == len(marks)
    assert {"mine", "figure_1"} <= set(dict(marks))
    codes = [(one.text or "").split() for one in root.iter(qn("w:instrText"))]
    figures = sum(isinstance(block, Figure) for block in brief.blocks)
    assert codes.count(["SEQ", "Figure", "\\*", "ARABIC"]) == figures
    assert {code[1] for code in codes if code[0] == "REF"} <= set(dict(marks))
    drawings = [one.get("id") for one in root.iter("{*}docPr")]
    assert len(set(drawings)) == len(drawings)


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    content = letterhead(change=split_title)
    first = written_into(content, tmp_path).read_bytes()
    assert written_into(content, tmp_path).read_bytes() == first
    cleaned, _ = rebuilt(content, "a.docx")
    assert rebuilt(cleaned, "a.docx")[0] == cleaned


def test_word_would_take_it(tmp_path: Path) -> None:
    assert breaches(written_into(letterhead(change=split_title), tmp_path)) == ()
