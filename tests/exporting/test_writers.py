"""Four formats, one brief: the same numbers, nothing executed, described pictures, the same bytes again."""

# ruff: noqa: E501 - one payload a line would fill pages

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.claims import WORKSPACE
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief, DataTable, Figure, Note, Paragraph
from advocacy.brief.number_words import number_words
from advocacy.charts.picture import Picture
from advocacy.errors import ExportError
from advocacy.exporting.export import WRITERS, export
from advocacy.workspace import Ask, BriefPlan, Workspace
from tests.makers import cases, workspace

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SUFFIXES = tuple(WRITERS)
PAYLOADS = [
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"http://x.example\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1",
    "{=1+1}", "=WEBSERVICE(\"http://x.example\")", "DDE(\"cmd\")", "{{7*7}}", "{% raw %}", "${7*7}", "#{7*7}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "http://x.example", "https://x.example/a?b", "www.x.example", "a@x.example", "mailto:a@x.example", "file:///etc/passwd",
    "\\\\server\\share", "#read(\"/etc/passwd\")", "#import \"x.typ\"", "$x^2$", "*bold* _italic_", "= Heading",
    "#link(\"http://x.example\")[x]", "@reference", "<label>", "\\u{41}", "// comment", "/* c */", "\u202eevil", "\u0000\u0007",
    "]]>", "&lt;b&gt;", "x" * 400, "عربي 中文 💎",
]  # fmt: skip
# Headings, numbers and tables as written; kept as text so that a change of wording is seen in review.


def _held(text: str = "North", **plan: object) -> Workspace:
    applied = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    decided = [day + timedelta(days=80 + i) if i % 3 else None for i, day in enumerate(applied)]
    held = workspace(
        cases(
            applied,
            decided,
            hurdles=["fees delay" if i % 2 else "fees" for i in range(60)],
            region=[text if i % 2 else "South" for i in range(60)],
            official_fee=[100.0 + i for i in range(60)],
            travel_cost=[50.0] * 60,
            currency=["KTS"] * 60,
        ),
        data_date=date(2024, 12, 31),
        limit=90,
    )
    return held.with_brief(BriefPlan(**plan)) if plan else held  # type: ignore[arg-type]


def _brief(text: str = "North", **plan: object) -> Brief:
    held = _held(text, **plan)
    return compose(held, findings(held))


def _pictures(brief: Brief) -> dict[str, Picture]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="34"><rect width="60" height="34" fill="#1F6178"/></svg>'
    return {b.finding.code: Picture(svg, png(), 60, 34) for b in brief.blocks if isinstance(b, Figure)}


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def _write(brief: Brief, folder: Path, suffix: str, pictures: Mapping[str, Picture] | None = None) -> Path:
    path = folder / f"brief{suffix}"
    export(brief, path, pictures=_pictures(brief) if pictures is None else pictures)
    return path


def _text(path: Path) -> str:
    """All words of a document, whatever its format."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        lines = [p.text for p in document.paragraphs]
        lines += [" ".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
        return "\n".join(lines)
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if path.suffix == ".html":
        import html

        return html.unescape(
            re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", path.read_text("utf-8"), flags=re.S)
        )
    book = openpyxl.load_workbook(path)
    return "\n".join(
        " ".join(str(c) for c in row if c is not None)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    )


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_numbers_stand_in_every_format(tmp_path: Path, suffix: str) -> None:
    brief = _brief()
    text = _squeezed(_text(_write(brief, tmp_path, suffix)))
    for block in brief.blocks:
        if isinstance(block, DataTable) and block.finding:
            if suffix == ".xlsx" and block.caption.startswith("What the law"):
                continue  # the annex has a sheet per finding, not the blocks of the text
            for row in block.rows:
                for cell in row:
                    assert _squeezed(cell) in text, (suffix, block.caption, cell)
        if isinstance(block, Paragraph) and block.finding and (suffix, block.finding) != (".xlsx", WORKSPACE):
            assert _squeezed(block.text.rstrip(".")) in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_brief_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    first = _write(_brief(), tmp_path, suffix).read_bytes()
    assert _write(_brief(), tmp_path, suffix).read_bytes() == first


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_example_data_are_named_in_every_format(tmp_path: Path, suffix: str) -> None:
    held = _held()
    held = replace(held, settings=replace(held.settings, example=True))
    path = _write(compose(held, findings(held)), tmp_path, suffix)
    if suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            assert sheet["A1"].value == "EXAMPLE DATA"
    elif suffix == ".pdf":
        for page in pypdf.PdfReader(path).pages:
            assert "EXAMPLE DATA" in page.extract_text()
    elif suffix == ".docx":
        assert "EXAMPLE DATA" in docx.Document(str(path)).sections[0].header.paragraphs[0].text
    else:
        assert "EXAMPLE DATA" in _text(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_without_pictures_the_tables_speak(tmp_path: Path, suffix: str) -> None:
    text = _text(_write(_brief(), tmp_path, suffix, {}))
    if suffix != ".xlsx":
        assert "could not be drawn" in " ".join(text.split())


def _with_payload(payload: str) -> Brief:
    return _brief(
        f"{payload} north",
        title=payload,
        addressee=payload,
        submitted_by=payload,
        summary=payload,
        asks=(Ask(payload),),
        cited=tuple((word.text, payload) for word in number_words(payload)),
    )


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".docx"])
def test_text_of_data_is_never_executed(tmp_path: Path, suffix: str, payload: str) -> None:
    path = _write(_with_payload(payload), tmp_path, suffix)
    if suffix == ".xlsx":
        _no_formulas(path)
    elif suffix == ".html":
        _inert(path.read_text("utf-8"))
    else:
        with zipfile.ZipFile(path) as package:
            links = package.read("word/_rels/document.xml.rels").decode()
            document = package.read("word/document.xml").decode()
        assert 'TargetMode="External"' not in links
        assert set(re.findall(r"<w:instrText[^>]*> (\w+)", document)) <= {"TOC", "SEQ", "PAGE"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_number_without_a_source_is_not_let_out(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"brief{suffix}").write_bytes(b"old")
    with pytest.raises(ExportError) as refused:
        _write(_brief(summary="91% of all miners agree."), tmp_path, suffix)
    assert "91%" in str(refused.value) and refused.value.hint
    assert (tmp_path / f"brief{suffix}").read_bytes() == b"old"


def test_the_pdf_sets_text_and_reads_no_markup(tmp_path: Path) -> None:
    """All payloads in one document: typesetting is the slowest of the writers."""
    brief = _brief(
        asks=tuple(Ask(one) for one in PAYLOADS),
        title="= #read() {{7*7}}",
        addressee='#link("http://x.example")[x]',
    )
    reader = pypdf.PdfReader(_write(brief, tmp_path, ".pdf"))
    text = _squeezed("".join(page.extract_text() for page in reader.pages))
    for payload in ('#read("/etc/passwd")', "{{7*7}}", "*bold*_italic_", "$x^2$", "@reference"):
        assert _squeezed(payload) in text
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            assert "/URI" not in note.get_object().get("/A", {}), "a link that leaves the document"


def test_letters_nobody_has_are_replaced_and_said(tmp_path: Path) -> None:
    rare = chr(0x13000)  # an Egyptian hieroglyph
    reader = pypdf.PdfReader(_write(_brief(f"{rare} north", title=f"{rare}bc"), tmp_path, ".pdf"))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "?bc" in text or rare in text
    assert "shown as “?”" in text or rare in text


def _no_formulas(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name).decode("utf-8", "replace")
            assert "<f>" not in content and "<f " not in content, name
            assert "<hyperlink" not in content, name
            assert 'TargetMode="External"' not in content, name


def _inert(page: str) -> None:
    from html.parser import HTMLParser

    class Check(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            assert tag not in ("iframe", "object", "embed", "form", "link", "svg", "base")
            for name, value in attributes:
                assert not name.startswith("on")
                if name in ("src", "action", "data"):
                    assert (value or "").startswith("data:image/svg+xml;base64,")
                if name == "href":
                    assert (value or "").startswith("#")
                if name == "content" and "default-src" in (value or ""):
                    policies.append(value)

    policies: list[str | None] = []

    Check().feed(page)
    assert len(policies) == 1 and "default-src 'none'" in (policies[0] or "")


def test_the_pdf_is_tagged_and_archivable(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(_write(_brief(title="Waiting"), tmp_path, ".pdf"))
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


def test_the_word_document_is_built_of_real_parts(tmp_path: Path) -> None:
    brief = _brief()
    path = _write(brief, tmp_path, ".docx")
    document = docx.Document(str(path))
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "Numbered Paragraph", "List Bullet"} <= styles
    numbered = document.styles["Numbered Paragraph"].element
    assert "w:numPr" in numbered.xml
    xml = document.element.xml
    figures = [block for block in brief.blocks if isinstance(block, Figure)]
    described = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', xml)
    assert len(described) == len(figures)
    assert xml.count("SEQ Figure") == len(figures)
    assert xml.count("w:tblHeader") == len(document.tables)
    assert (document.core_properties.author, document.core_properties.language) == ("", "en")


def test_the_annex_holds_every_estimate(tmp_path: Path) -> None:
    brief = _brief()
    book = openpyxl.load_workbook(_write(brief, tmp_path, ".xlsx"))
    rows = list(book["Claims"].iter_rows(values_only=True))
    assert len(rows) - 1 == sum(len(finding.estimates) for finding in brief.findings)
    head = list(rows[0])
    for row in rows[1:]:
        claim = dict(zip(head, row, strict=True))
        if claim["state"] == "suppressed":
            assert claim["value"] is claim["n"] is claim["numerator"] is claim["source_rows"] is None
        elif claim["numerator"] is not None and claim["finding"].startswith(
            ("licensing.hurdles", "licensing.outcomes")
        ):
            assert claim["value"] == pytest.approx(claim["numerator"] / claim["denominator"])


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format"):
        export(_brief(), tmp_path / "brief.exe")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_block_is_written(tmp_path: Path, suffix: str) -> None:
    brief = _brief(summary="First words.", asks=(Ask("Ask."),))
    assert {type(block).__name__ for block in brief.blocks} == {
        "Heading", "Paragraph", "Bullets", "Figure", "DataTable", "Note", "AskBox",
    }  # fmt: skip
    text = _squeezed(_text(_write(brief, tmp_path, suffix)))
    if suffix == ".xlsx":
        return
    for block in brief.blocks:
        if isinstance(block, (Paragraph, Note)):
            assert _squeezed(block.text) in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_words_are_those_of_the_golden_file(
    tmp_path: Path, suffix: str, request: pytest.FixtureRequest
) -> None:
    """A change of any printed word is seen here; after a wanted change: pytest --golden writes them anew."""
    text = _text(_write(_brief(title="Golden"), tmp_path, suffix))
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) + "\n"
    golden = GOLDEN / f"brief{suffix}.txt"
    if request.config.getoption("--golden"):
        golden.write_text(lines, "utf-8")
    assert lines == golden.read_text("utf-8")
