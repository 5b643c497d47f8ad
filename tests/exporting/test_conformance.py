"""What is promised of a file is judged by a program of somebody else."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject

from advocacy.brief.document import Brief, CaseBox
from advocacy.exporting import pdf_writer
from advocacy.exporting.template_writer import write_template
from advocacy.schema import TableSchema, schemas
from advocacy.wording import LANGUAGES
from advocacy.workspace import Ask
from tests.exporting.conformance import breaches
from tests.exporting.written_brief import PAYLOADS, brief_of, written

JUDGED = (".docx", ".pdf", ".xlsx")


def _of_every_block() -> Brief:
    brief = brief_of(asks=(Ask("Decide within the limit.", addressee="The ministry"),), venue="ghana")
    return replace(brief, blocks=(*brief.blocks, CaseBox("I have waited a year.", "A miner of the North")))


@pytest.mark.parametrize("suffix", JUDGED)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_brief_of_every_kind_of_block(spoken: str, suffix: str, tmp_path: Path) -> None:
    assert breaches(written(replace(_of_every_block(), language=spoken), tmp_path, suffix)) == ()


@pytest.mark.parametrize("suffix", JUDGED)
def test_hostile_words_break_nothing(suffix: str, tmp_path: Path) -> None:
    brief = brief_of(asks=tuple(Ask(one) for one in PAYLOADS), title="\u202e= #read() عربي 💎")
    assert breaches(written(brief, tmp_path, suffix)) == ()


@pytest.mark.parametrize("suffix", JUDGED)
def test_without_pictures_too(suffix: str, tmp_path: Path) -> None:
    assert breaches(written(_of_every_block(), tmp_path, suffix, pictures={})) == ()


@pytest.mark.parametrize("schema", schemas().values(), ids=lambda schema: schema.name)
def test_blank_workbooks(schema: TableSchema, tmp_path: Path) -> None:
    write_template([schema], tmp_path / "blank.xlsx", language="fr")
    assert breaches(tmp_path / "blank.xlsx") == ()


def test_the_validator_of_pdf_finds_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator that never objects would prove nothing."""
    monkeypatch.setattr(pdf_writer, "_STANDARDS", ["1.7"])
    found = breaches(written(brief_of(), tmp_path, ".pdf"))
    assert any("PDFA2A-ID" in one for one in found)
    assert any("PDFUA1-ID" in one for one in found)


def test_a_chart_that_is_not_described_is_found(tmp_path: Path) -> None:
    path = written(_of_every_block(), tmp_path, ".pdf")
    writer = pypdf.PdfWriter(clone_from=path)
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and one.get("/S") == "/Figure":
            one.pop(NameObject("/Alt"), None)
    writer.write(path)
    assert any("FIGURE-ALTERNATIVE" in one for one in breaches(path))


def test_an_element_in_the_wrong_place_is_found(tmp_path: Path) -> None:
    path = written(brief_of(), tmp_path, ".docx")
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(broken, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body><w:r/>")
            after.writestr(name, content)
    assert breaches(path) == ()
    assert breaches(broken) != ()
