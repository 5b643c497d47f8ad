"""The workbook annex: every estimate, every claim, every row accounted for; text stays text."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from advocacy.brief.document import Brief
from advocacy.importing.imported import Reconciliation, SetAside
from tests.exporting.written_brief import PAYLOADS, brief_of, with_payload, written


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> tuple[Brief, openpyxl.Workbook]:
    """A brief and its annex."""
    brief = brief_of()
    path = written(brief, tmp_path_factory.mktemp("annex"), ".xlsx")
    return brief, openpyxl.load_workbook(path)


def _rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_annex_holds_every_estimate(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    brief, book = annex
    rows = _rows(book, "Tables")
    assert len(rows) == sum(len(finding.estimates) for finding in brief.findings)
    for row in rows:
        if row["State"] == "suppressed":
            assert row["Value"] is row["n"] is row["With"] is row["Source rows"] is None
        elif row["With"] is not None and str(row["Code"]).startswith(
            ("licensing.hurdles", "licensing.outcomes")
        ):
            assert row["Value"] == pytest.approx(row["With"] / row["Of"])  # type: ignore[operator]


def test_the_annex_holds_every_claim_with_what_it_rests_on(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    brief, book = annex
    rows = {str(row["Key"]): row for row in _rows(book, "Claims")}
    assert set(rows) == {claim.key for claim in brief.claims}
    printed = {claim.key for claim in brief.printed_claims()}
    assert {key for key, row in rows.items() if row["In the brief"] == "yes"} == printed
    for claim in brief.claims:
        row = rows[claim.key]
        assert row["Number"] == claim.printed
        assert row["Value"] == pytest.approx(claim.value) and row["n"] == claim.n
        assert row["Base"] == (claim.base or None) and row["Method"] == (claim.recipe or None)


def test_the_annex_says_what_became_of_the_rows_and_what_agrees(tmp_path: Path) -> None:
    totals = tuple(SetAside("May", row, "This is a total of other rows.") for row in range(70, 76))
    account = Reconciliation("file.xlsx", "May", "licensing_case", 66, 60, set_aside=totals)
    brief = brief_of()
    assert brief.workspace is not None
    brief = replace(brief, workspace=replace(brief.workspace, reconciliations=(account,)))
    book = openpyxl.load_workbook(written(brief, tmp_path, ".xlsx"))
    (row,) = _rows(book, "Cleaning")
    assert (row["Rows in file"], row["Kept"], row["Set aside"]) == (66, 60, 6)
    assert _rows(book, "Set aside") == [{"Reason": "This is a total of other rows.", "Rows": 6}]
    checks = _rows(book, "Checks")
    assert len(checks) == 5 and all(row["Agrees"] == "yes" for row in checks)
    lost = replace(account, kept=59)
    wrong = replace(brief, workspace=replace(brief.workspace, reconciliations=(lost,)))
    book = openpyxl.load_workbook(written(wrong, tmp_path, ".xlsx"))
    assert [row["Agrees"] for row in _rows(book, "Checks")].count("no") == 1


def test_every_table_can_be_filtered_and_its_head_stays(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    _, book = annex
    for name in ("Findings", "Tables", "Claims", "Codebook", "Checks"):
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None and sheet.freeze_panes == "A2" and sheet.print_title_rows


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
