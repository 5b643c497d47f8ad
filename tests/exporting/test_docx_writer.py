"""The Word document: built of real parts, the same again, readable in other programs."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from advocacy.brief.document import (
    AskBox,
    Brief,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Note,
    Paragraph,
)
from advocacy.exporting.references import references
from advocacy.workspace import Ask
from tests.exporting.written_brief import PAYLOADS, brief_of, squeezed, with_payload, written

_DIRECT = ("b", "i", "color", "sz", "jc", "ind", "spacing", "shd", "pBdr", "keepNext", "rFonts", "u")
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def _full(**plan: object) -> Brief:
    """A brief with a box of every kind."""
    brief = brief_of(asks=(Ask("Decide within the limit.", addressee="The ministry"),), **plan)
    return replace(brief, blocks=(*brief.blocks, CaseBox("I have waited a year.", "A miner of the North")))


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _instructions(content: bytes) -> list[str]:
    return [(one.text or "").strip() for one in etree.fromstring(content).iter(qn("w:instrText"))]


def test_every_kind_of_block_has_a_style_of_its_own(tmp_path: Path) -> None:
    document = docx.Document(str(written(_full(venue="commons"), tmp_path, ".docx")))
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "Numbered Paragraph", "List Bullet"} <= styles
    assert {"Case Box", "Case Source", "Request", "Request Detail", "Base Line", "Note"} <= styles


def test_no_formatting_is_laid_over_the_styles(tmp_path: Path) -> None:
    body = etree.fromstring(_parts(written(_full(), tmp_path, ".docx"))["word/document.xml"])
    for name in _DIRECT:
        assert not list(body.iter(qn(f"w:{name}"))), name


def test_word_itself_counts_the_paragraphs(tmp_path: Path) -> None:
    document = docx.Document(str(written(_full(venue="commons"), tmp_path, ".docx")))
    assert "w:numPr" in document.styles["Numbered Paragraph"].element.xml
    counted = [p for p in document.paragraphs if p.style and p.style.name.startswith("Numbered")]
    assert counted
    assert not any(re.match(r"\d+\.", p.text) for p in counted)


def test_a_venue_without_numbers_gets_none(tmp_path: Path) -> None:
    document = docx.Document(str(written(_full(venue="policy_brief"), tmp_path, ".docx")))
    assert not [p for p in document.paragraphs if p.style and p.style.name.startswith("Numbered")]


def test_captions_are_counted_by_fields(tmp_path: Path) -> None:
    brief = _full()
    fields = _instructions(_parts(written(brief, tmp_path, ".docx"))["word/document.xml"])
    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    tables = [block for block in brief.blocks if isinstance(block, DataTable)]
    assert sum(one.startswith("SEQ Figure") for one in fields) == len(figures)
    assert sum(one.startswith("SEQ Table") for one in fields) == len(tables)


def test_the_contents_stand_there_before_anybody_asks(tmp_path: Path) -> None:
    brief = _full()
    body = etree.fromstring(_parts(written(brief, tmp_path, ".docx"))["word/document.xml"])
    contents = body.find(f".//{qn('w:sdtContent')}")
    text = "".join(contents.itertext())
    bookmarks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    for block in brief.blocks:
        if isinstance(block, Heading) and block.level == 1:
            assert block.text in text
    assert {one.get(qn("w:anchor")) for one in contents.iter(qn("w:hyperlink"))} <= bookmarks


def test_short_briefs_have_no_contents(tmp_path: Path) -> None:
    brief = _full(venue="policy_brief")
    assert not brief.has_contents
    content = _parts(written(brief, tmp_path, ".docx"))["word/document.xml"]
    assert b"TOC \\o" not in content


def test_points_of_the_summary_refer_to_figures_by_fields(tmp_path: Path) -> None:
    brief = _full()
    content = _parts(written(brief, tmp_path, ".docx"))["word/document.xml"]
    shown = references(brief)
    points = [code for block in brief.blocks if isinstance(block, Bullets) for code in block.findings]
    wanted = [shown[code].name.replace("-", "_") for code in points if code in shown]
    assert wanted
    referred = [one.split()[1] for one in _instructions(content) if one.startswith("REF ")]
    assert referred == wanted
    for name in referred:
        assert f'w:name="{name}"'.encode() in content


def test_pictures_are_described_and_drawn_in_lines(tmp_path: Path) -> None:
    brief = _full()
    parts = _parts(written(brief, tmp_path, ".docx"))
    body = etree.fromstring(parts["word/document.xml"])
    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    described = [one.get("descr") for one in body.iter() if one.tag.endswith("}docPr")]
    assert described == [figure.alt for figure in figures]
    assert len(list(body.iter(_SVG))) == len(figures)
    assert sum(name.endswith(".svg") for name in parts) == len(figures)
    assert any(name.endswith(".png") for name in parts)


def test_tables_can_be_heard_and_are_never_cut_through_a_row(tmp_path: Path) -> None:
    document = docx.Document(str(written(_full(), tmp_path, ".docx")))
    assert document.tables
    for table in document.tables:
        xml = table._tbl.xml
        assert xml.count("<w:tblHeader/>") == 1
        assert xml.count("<w:cantSplit/>") == len(table.rows)
        assert "<w:tblCaption" in xml
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
        assert all(width > 300 for width in widths)
        assert sum(widths) <= 9071


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR"), ("sw", "sw-KE")])
def test_the_language_is_that_of_the_brief(tmp_path: Path, language: str, tag: str) -> None:
    parts = _parts(written(replace(_full(), language=language), tmp_path, ".docx"))
    styles = parts["word/styles.xml"].decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {tag}
    assert f'w:themeFontLang w:val="{tag}"' in parts["word/settings.xml"].decode()
    assert f"<dc:language>{language}</dc:language>" in parts["docProps/core.xml"].decode()


def test_nothing_tells_of_the_author_or_the_machine(tmp_path: Path) -> None:
    parts = _parts(written(_full(), tmp_path, ".docx"))
    assert not any(name.startswith(("docProps/thumbnail", "customXml", "docProps/app")) for name in parts)
    everything = b"".join(content for name, content in parts.items() if name.endswith((".xml", ".rels")))
    for word in (b"rsid", b"python-docx", b"docId", str(Path.home()).encode(), b"attachedTemplate"):
        assert word not in everything
    properties = docx.Document(str(tmp_path / "brief.docx")).core_properties
    assert (properties.author, properties.last_modified_by, properties.revision) == ("", "", 1)
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_text_of_data_is_never_executed(tmp_path: Path, payload: str) -> None:
    parts = _parts(written(with_payload(payload), tmp_path, ".docx"))
    for name, content in parts.items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content
    fields = _instructions(parts["word/document.xml"])
    assert {one.split()[0] for one in fields} <= {"TOC", "SEQ", "REF"}
    assert b"w:fldSimple" not in parts["word/document.xml"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it_and_shows_everything(tmp_path: Path) -> None:
    brief = _full(venue="commons")
    written(brief, tmp_path, ".docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "brief.docx")],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "brief.pdf").pages]
    # A paragraph may go on over the end of a page: its words stand before the foot and behind the next head.
    bare = [squeezed(page).removesuffix(f"page{number}") for number, page in enumerate(pages, 1)]
    text = bare[0] + "".join(page.removeprefix(squeezed(brief.title)) for page in bare[1:])
    for block in brief.blocks:
        match block:
            case Heading(words) | Paragraph(words) | CaseBox(words) | AskBox(_, words):
                assert squeezed(words) in text
            case DataTable():
                assert squeezed(block.caption) in text
            case _:
                pass
    first = next(block.text for block in brief.blocks if isinstance(block, Heading))
    assert squeezed(f"Contents{first}") in squeezed(pages[0])


def test_the_first_page_has_no_running_head_and_the_same_foot(tmp_path: Path) -> None:
    section = docx.Document(str(written(brief_of(title="Waiting"), tmp_path, ".docx"))).sections[0]
    assert "Waiting" in "".join(one.text for one in section.header.paragraphs)
    assert "".join(one.text for one in section.first_page_header.paragraphs) == ""
    feet = [[one.text for one in foot.paragraphs] for foot in (section.footer, section.first_page_footer)]
    assert feet[0] == feet[1] and "page" in feet[0][0]


@pytest.mark.parametrize(("rows", "kept"), [(8, 8), (12, 5)])
def test_a_few_rows_stand_together_at_the_end_of_a_page_and_at_the_head_of_the_next(
    rows: int, kept: int, tmp_path: Path
) -> None:
    """And a short table stands whole; its last row stays with the line below it."""
    table = DataTable("T", ("a",), tuple((str(i),) for i in range(rows)), (True,), source="Base")
    document = docx.Document(str(written(replace(brief_of(), blocks=(table,)), tmp_path, ".docx")))
    styles = [row.cells[0].paragraphs[0].style.name for row in document.tables[0].rows[1:]]
    assert [name.startswith("Kept") for name in styles].count(True) == kept
    assert all(name.startswith("Kept") for name in (*styles[:2], *styles[-3:]))


def test_between_a_table_and_its_remark_is_no_empty_line(tmp_path: Path) -> None:
    table = DataTable("T", ("a",), (("1",),), (True,))
    blocks = (table, Note("remark"), table, table)
    document = docx.Document(str(written(replace(brief_of(), blocks=blocks), tmp_path, ".docx")))
    kinds = [child.tag.rpartition("}")[2] for child in document.element.body]
    first = kinds.index("tbl")
    assert kinds[first : first + 8] == ["tbl", "p", "p", "tbl", "p", "p", "tbl", "p"]
    assert document.paragraphs[-1].text == ""
    words = [one.text for one in document.paragraphs]
    assert "" not in words[: words.index("remark")]
