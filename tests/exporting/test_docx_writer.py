"""The Word document"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest

from advocacy.brief.document import Figure
from tests.exporting.written_brief import PAYLOADS, brief_of, with_payload, written


def test_the_word_document_is_built_of_real_parts(tmp_path: Path) -> None:
    brief = brief_of()
    path = written(brief, tmp_path, ".docx")
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


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_text_of_data_is_never_executed(tmp_path: Path, payload: str) -> None:
    path = written(with_payload(payload), tmp_path, ".docx")
    with zipfile.ZipFile(path) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
        document = package.read("word/document.xml").decode()
    assert 'TargetMode="External"' not in links
    assert set(re.findall(r"<w:instrText[^>]*> (\w+)", document)) <= {"TOC", "SEQ", "PAGE"}
