"""Whatever people consented to, a brief never holds their names or words, nor counts who has withdrawn."""

from __future__ import annotations

import os
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.exporting.export import export
from advocacy.importing.importer import understand_file
from advocacy.workspace import Protection, Workspace
from advocacy.workspace.merging import with_import

_CONSENTS = ("public", "anonymous", "aggregate", "withdrawn", "")
_HEAD = "case_id,applicant,gender,region,date_applied,date_decided,status,consent,statement"


def _file(folder: Path, chance: random.Random) -> tuple[Path, int]:
    lines, counted = [_HEAD], 0
    for row in range(30):
        consent = chance.choice(_CONSENTS)
        counted += consent != "withdrawn"
        lines.append(
            f"C-{row},Zxq{row}name,{'female' if row % 2 else 'male'},North,2024-01-{1 + row % 28:02d},"
            f"2024-03-01,granted,{consent},Wvk{row} words of mine"
        )
    path = folder / f"{chance.random()}.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path, counted


def _mixes(folder: Path, many: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(many):
        path, counted = _file(folder, chance)
        held, _ = with_import(Workspace(), understand_file(path))
        path.unlink()
        brief = compose(held, findings(held))
        text = repr(brief.blocks)
        assert "Zxq" not in text and "Wvk" not in text
        time = next(one for one in brief.findings if one.code == "licensing.time_to_decision")
        assert time.overall is not None and time.overall.n in (counted, 0)


def test_consent_is_obeyed(tmp_path: Path) -> None:
    _mixes(tmp_path, 25, seed=1)


@pytest.mark.parametrize("protection", Protection)
def test_no_document_holds_more_than_people_allowed(tmp_path: Path, protection: Protection) -> None:
    """Neither the four documents nor what is packed in them: properties, alternative texts, hidden sheets."""
    path, counted = _file(tmp_path, random.Random(7))
    assert 5 < counted < 30
    held, _ = with_import(Workspace(), understand_file(path))
    held = replace(held, settings=replace(held.settings, protection=protection))
    brief = compose(held, findings(held))
    for suffix in (".docx", ".xlsx", ".html", ".pdf"):
        written = tmp_path / f"brief{suffix}"
        export(brief, written)
        content = _unpacked(written)
        assert len(content) > 1000
        for secret in ("Zxq", "Wvk", "C-1", "withdrawn"):
            assert secret not in content, (suffix, secret)


def _unpacked(path: Path) -> str:
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(path)
        return f"{reader.metadata}" + "".join(page.extract_text() for page in reader.pages)
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.soak
def test_consent_is_obeyed_in_a_thousand_mixes(tmp_path: Path) -> None:
    _mixes(tmp_path, int(os.environ.get("GROUNDSWELL_MIXES", "1000")), seed=2)
