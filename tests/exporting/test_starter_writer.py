"""The letterhead to begin with: every place, nothing to be told, a brief goes into it as it is."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from advocacy.exporting.starter_writer import write_starter
from advocacy.exporting.word_template.places import Place
from advocacy.wording import LANGUAGES
from tests.exporting.conformance import breaches
from tests.exporting.word_templates import chosen, words_around, words_of, written_into


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_template_in_every_language(tmp_path: Path, language: str) -> None:
    path = tmp_path / "letterhead.docx"
    write_starter(path, language)
    assert breaches(path) == ()
    read = chosen(path.read_bytes())
    assert read.told == ()
    assert set(read.template.places) == set(Place)
    words = [p.text for p in docx.Document(str(path)).paragraphs]
    assert ("Dear Sir or Madam," in words) == (language == "en")


def test_a_brief_goes_into_it(tmp_path: Path) -> None:
    write_starter(tmp_path / "letterhead.docx")
    path = written_into((tmp_path / "letterhead.docx").read_bytes(), tmp_path, addressee="The Clerk")
    assert breaches(path) == ()
    lines = [line for line in words_of(path).splitlines() if line]
    assert lines[:3] == ["31 March 2025", "The Clerk", "Licences in time"]
    assert "Name of your association" in words_around(path)
