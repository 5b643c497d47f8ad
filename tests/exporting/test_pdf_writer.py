"""The PDF"""

from __future__ import annotations

from pathlib import Path

import pypdf

from advocacy.workspace import Ask
from tests.exporting.written_brief import PAYLOADS, brief_of, squeezed, written


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
