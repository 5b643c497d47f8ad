"""A number from elsewhere is told as cited in every format, in the annex and in the package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advocacy.brief.composed import composed
from advocacy.brief.document import Brief
from advocacy.exporting.export import FORMATS, PACKAGE, export
from advocacy.exporting.package import archive
from advocacy.exporting.package.against_workspace import compared
from advocacy.exporting.package.package_writer import READ_ME
from advocacy.exporting.package.verifying import verify
from advocacy.exporting.plain_text import printable
from advocacy.wording import LANGUAGES, labelled, say, speaking
from advocacy.workspace import Cited, Part, PartKind
from tests.exporting.inert import assert_inert
from tests.exporting.package.packed import WORKSPACE
from tests.exporting.written_brief import PAYLOADS, squeezed, text_of, written

_WHENCE = "Census 2019, table 3"


def _brief(whence: str = _WHENCE, language: str = "en") -> Brief:
    plan = replace(
        WORKSPACE.brief,
        language=language,
        summary="The census counted 91% of them.",
        cited=(Cited("91%", whence),),
        outline=(*WORKSPACE.brief.outline, Part(PartKind.CLAIMS)),
    )
    return composed(WORKSPACE.with_brief(plan))[0]


@pytest.fixture(scope="module")
def brief() -> Brief:
    return _brief()


@pytest.mark.parametrize("suffix", FORMATS)
def test_its_source_and_that_it_is_cited_stand_in_every_format(
    brief: Brief, suffix: str, tmp_path: Path
) -> None:
    said = squeezed(text_of(written(brief, tmp_path, suffix)))
    assert squeezed(_WHENCE) in said
    assert "cited,notcomputedhere" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_says_so_in_the_language_of_the_brief(language: str) -> None:
    with speaking(language):
        expected = labelled(say("cited, not computed here")) + _WHENCE
    rows = [row for block in _brief(language=language).blocks for row in getattr(block, "rows", ())]
    (row,) = [row for row in rows if row[0] == "91%" and row[-1].endswith(_WHENCE)]
    assert row[-1] == expected
    assert row[2] == ""  # it is about no group of ours


def test_a_source_that_nobody_sees_is_none() -> None:
    for unseen in ("", "   ", "\u200b", "\u202e\u00a0"):
        assert [one.number for one in _brief(unseen).unsupported] == ["91%"]


def test_a_package_tells_it_apart_from_numbers_that_can_be_made_again(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / f"brief{PACKAGE}"
    export(brief, path)
    assert "1 of them is cited from elsewhere" in archive.read(path)[READ_ME].decode("utf-8")
    assert not verify(path).faults
    against = compared(path, WORKSPACE)  # whose plan has other words
    assert not [said for said in against.differ if "91%" in said]


def test_hostile_sources_are_words_in_every_format(tmp_path: Path) -> None:
    brief = _brief(" ".join(printable(one) for one in PAYLOADS if "\0" not in one))
    for suffix in FORMATS:
        assert_inert(written(brief, tmp_path, suffix))
