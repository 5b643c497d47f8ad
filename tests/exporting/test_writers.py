"""Every format, one brief: the same numbers, nothing executed, described pictures, the same bytes again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import DataTable, Figure, Note, Paragraph, pieces
from advocacy.errors import ExportError
from advocacy.exporting.export import WRITERS, export
from advocacy.workspace import Ask
from tests.exporting.written_brief import (
    brief_of,
    held_workspace,
    squeezed,
    text_of,
    written,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SUFFIXES = tuple(WRITERS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_numbers_stand_in_every_format(tmp_path: Path, suffix: str) -> None:
    brief = brief_of()
    text = squeezed(text_of(written(brief, tmp_path, suffix)))
    in_annex = {finding.code for finding in brief.findings}
    for block in brief.blocks:
        if isinstance(block, DataTable) and block.finding:
            if suffix == ".xlsx" and block.caption.startswith("What the law"):
                continue  # the annex has a sheet per finding, not the blocks of the text
            for row in block.rows:
                for cell in row:
                    assert squeezed(cell) in text, (suffix, block.caption, cell)
        if isinstance(block, Paragraph) and block.finding:
            if suffix == ".xlsx" and (block.finding not in in_annex or block.is_small):
                continue  # nor what is said of the files and of objections; a base has a column of its own
            assert squeezed(block.text.rstrip(".")) in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_claims_are_printed_in_every_format(tmp_path: Path, suffix: str) -> None:
    """Each claim where its mark says that it stands: in its words, or in the ledger of the annex."""
    brief = brief_of()
    path = written(brief, tmp_path, suffix)
    claims = {claim.key: claim.printed for claim in brief.printed_claims()}
    if suffix == ".xlsx":
        head, *rows = openpyxl.load_workbook(path)["Claims"].iter_rows(values_only=True)
        ledger = [dict(zip(head, row, strict=True)) for row in rows]
        assert {row["Key"]: row["Number"] for row in ledger if row["In the brief"] == "yes"} == claims
        return
    text = squeezed(text_of(path))
    found = set()
    for mark in brief.marks:
        block = brief.blocks[mark.block]
        is_heard = isinstance(block, Figure) and mark.piece == 2  # the description of a picture
        if is_heard or squeezed(pieces(block)[mark.piece]) in text:
            found.add(mark.claim)
    assert found == set(claims)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_brief_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    first = written(brief_of(), tmp_path, suffix).read_bytes()
    assert written(brief_of(), tmp_path, suffix).read_bytes() == first


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_example_data_are_named_in_every_format(tmp_path: Path, suffix: str) -> None:
    held = held_workspace()
    held = replace(held, settings=replace(held.settings, example=True))
    path = written(compose(held, findings(held)), tmp_path, suffix)
    if suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            assert sheet["A1"].value == "EXAMPLE DATA"
    elif suffix == ".pdf":
        for page in pypdf.PdfReader(path).pages:
            assert "EXAMPLE DATA" in page.extract_text()
    elif suffix == ".docx":
        assert "EXAMPLE DATA" in docx.Document(str(path)).sections[0].header.paragraphs[0].text
    else:
        assert "EXAMPLE DATA" in text_of(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_without_pictures_the_tables_speak(tmp_path: Path, suffix: str) -> None:
    text = text_of(written(brief_of(), tmp_path, suffix, {}))
    if suffix not in (".xlsx", ".md"):
        assert "could not be drawn" in " ".join(text.split())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_number_without_a_source_is_not_let_out(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"brief{suffix}").write_bytes(b"old")
    with pytest.raises(ExportError) as refused:
        written(brief_of(summary="91% of all miners agree."), tmp_path, suffix)
    assert "91%" in str(refused.value) and refused.value.hint
    assert (tmp_path / f"brief{suffix}").read_bytes() == b"old"


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format"):
        export(brief_of(), tmp_path / "brief.exe")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_block_is_written(tmp_path: Path, suffix: str) -> None:
    brief = brief_of(summary="First words.", asks=(Ask("Ask."),))
    assert {type(block).__name__ for block in brief.blocks} == {
        "Heading", "Paragraph", "Bullets", "Figure", "DataTable", "Note", "AskBox",
    }  # fmt: skip
    text = squeezed(text_of(written(brief, tmp_path, suffix)))
    if suffix == ".xlsx":
        return
    for block in brief.blocks:
        if isinstance(block, (Paragraph, Note)):
            assert squeezed(block.text) in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_words_are_those_of_the_golden_file(
    tmp_path: Path, suffix: str, request: pytest.FixtureRequest
) -> None:
    """A change of any printed word is seen here; after a wanted change: pytest --golden writes them anew."""
    text = text_of(written(brief_of(title="Golden"), tmp_path, suffix))
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) + "\n"
    golden = GOLDEN / f"brief{suffix}.txt"
    if request.config.getoption("--golden"):
        golden.write_text(lines, "utf-8")
    assert lines == golden.read_text("utf-8")
