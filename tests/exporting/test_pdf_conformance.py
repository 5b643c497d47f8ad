"""PDF/A-2a and PDF/UA-1 are promised; a program of somebody else says whether they are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject

from advocacy.brief.document import Brief, CaseBox
from advocacy.exporting import pdf_writer
from advocacy.wording import LANGUAGES
from advocacy.workspace import Ask
from tests.exporting.pdf_conformance import breaches
from tests.exporting.written_brief import PAYLOADS, brief_of, written


def _of_every_block() -> Brief:
    brief = brief_of(asks=(Ask("Decide within the limit.", addressee="The ministry"),), venue="ghana")
    return replace(brief, blocks=(*brief.blocks, CaseBox("I have waited a year.", "A miner of the North")))


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_brief_of_every_kind_of_block_keeps_both_standards(spoken: str, tmp_path: Path) -> None:
    assert breaches(written(replace(_of_every_block(), language=spoken), tmp_path, ".pdf")) == ()


def test_hostile_words_break_neither(tmp_path: Path) -> None:
    brief = brief_of(asks=tuple(Ask(one) for one in PAYLOADS), title="\u202e= #read() عربي 💎")
    assert breaches(written(brief, tmp_path, ".pdf")) == ()


def test_without_pictures_too(tmp_path: Path) -> None:
    assert breaches(written(_of_every_block(), tmp_path, ".pdf", pictures={})) == ()


def test_the_validator_finds_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
