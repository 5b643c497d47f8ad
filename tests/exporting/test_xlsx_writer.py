"""The workbook annex"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.exporting.written_brief import PAYLOADS, brief_of, with_payload, written


def test_the_annex_holds_every_estimate(tmp_path: Path) -> None:
    brief = brief_of()
    book = openpyxl.load_workbook(written(brief, tmp_path, ".xlsx"))
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


def _no_formulas(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name).decode("utf-8", "replace")
            assert "<f>" not in content and "<f " not in content, name
            assert "<hyperlink" not in content, name
            assert 'TargetMode="External"' not in content, name


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: repr(p)[:24])
def test_text_of_data_is_never_executed(tmp_path: Path, payload: str) -> None:
    _no_formulas(written(with_payload(payload), tmp_path, ".xlsx"))
