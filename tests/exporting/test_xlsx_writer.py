"""The annex: every number as a number, every row accounted for, every sheet a table; text stays text."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, State
from advocacy.analysis.findings import findings
from advocacy.brief.compose import compose
from advocacy.brief.document import Brief
from advocacy.brief.wording import group_label
from advocacy.importing.imported import Reconciliation, SetAside
from tests.exporting.written_brief import PAYLOADS, brief_of, held_workspace, with_payload, written

SHEETS = [
    "Read me",
    "Findings",
    "Tables",
    "Claims",
    "Codebook",
    "Cleaning",
    "Set aside",
    "Checks",
    "How this was made",
]


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> tuple[Brief, openpyxl.Workbook]:
    """A brief and its annex."""
    brief = brief_of()
    path = written(brief, tmp_path_factory.mktemp("annex"), ".xlsx")
    return brief, openpyxl.load_workbook(path)


def _rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def test_the_annex_has_a_sheet_for_everything(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    assert annex[1].sheetnames == SHEETS


def test_every_estimate_stands_there_as_printed_and_as_a_number(
    annex: tuple[Brief, openpyxl.Workbook],
) -> None:
    brief, book = annex
    rows = _rows(book, "Tables")
    estimates = [(finding, one) for finding in brief.findings for one in finding.estimates]
    for row, (finding, one) in zip(rows, estimates, strict=True):
        assert (row["Code"], row["Group"], row["State"]) == (finding.code, group_label(one), one.state.value)
        assert row["As printed"] == numbers.estimate(one, finding)
        assert row["95% interval"] == numbers.interval(one, finding)
        assert (row["Value"], row["Low"], row["High"]) == pytest.approx((one.value, one.low, one.high))
        if one.state is State.SUPPRESSED:
            assert row["n"] is row["With"] is row["Source rows"] is None
            continue
        assert (row["n"], row["Missing"], row["Pending"]) == (one.n, one.missing, one.pending)
        if one.numerator is not None and finding.code.startswith(("licensing.hurdles", "licensing.outcomes")):
            assert row["Value"] == pytest.approx(row["With"] / row["Of"])  # type: ignore[operator]


def _with_a_hidden_group(finding: Finding) -> Finding:
    hidden = replace(finding.estimates[-1], state=State.SUPPRESSED, value=None, low=None, high=None)
    return replace(finding, estimates=(*finding.estimates[:-1], hidden))


def test_of_a_hidden_group_nothing_is_told(tmp_path: Path) -> None:
    brief = brief_of()
    split = next(one for one in brief.findings if one.dimension)
    told = tuple(_with_a_hidden_group(one) if one is split else one for one in brief.findings)
    book = openpyxl.load_workbook(written(replace(brief, findings=told), tmp_path, ".xlsx"))
    (row,) = [
        row for row in _rows(book, "Tables") if (row["State"], row["Code"]) == ("suppressed", split.code)
    ]
    counts = ("Value", "Low", "High", "With", "Of", "n", "Missing", "Pending", "Source table", "Source rows")
    assert {row[name] for name in counts} == {None}
    assert row["As printed"] == "not shown"


def test_the_annex_holds_every_claim_with_what_it_rests_on(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    brief, book = annex
    rows = {str(row["Key"]): row for row in _rows(book, "Claims")}
    assert set(rows) == {claim.key for claim in brief.claims}
    printed = {claim.key for claim in brief.printed_claims()}
    assert {key for key, row in rows.items() if row["In the brief"] == "yes"} == printed
    assert printed == {mark.claim for mark in brief.marks}
    for claim in brief.claims:
        row = rows[claim.key]
        assert (row["Number"], row["Value"]) == (claim.printed, pytest.approx(claim.value))
        assert (row["n"], row["With"], row["Of"]) == (claim.n, claim.numerator, claim.denominator)
        assert (row["Missing"], row["Pending"]) == (claim.missing, claim.pending)
        assert (_shown(row["Base"]), _shown(row["95% interval"])) == (claim.base, claim.interval)
        assert (_shown(row["Protection"]), _shown(row["Reliability"])) == (claim.state, claim.flag)
        assert _shown(row["Method"]) == claim.recipe


def test_the_codebook_explains_findings_and_columns(annex: tuple[Brief, openpyxl.Workbook]) -> None:
    brief, book = annex
    explained = {(row["Sheet"], row["Name"]) for row in _rows(book, "Codebook")}
    assert {("Findings", one.name) for one in brief.definitions} <= explained
    assert {("Tables", "State"), ("Claims", "Key"), ("Findings", "Shown in")} <= explained


def test_numbers_are_numbers_and_look_like_those_of_the_brief(
    annex: tuple[Brief, openpyxl.Workbook],
) -> None:
    head, *rows = annex[1]["Tables"].iter_rows()
    titles = [cell.value for cell in head]
    value, unit = titles.index("Value"), titles.index("Unit")
    told = [row for row in rows if row[value].value is not None]
    assert told and all(row[value].data_type == "n" for row in told)
    assert all((row[value].number_format == "0%") == (row[unit].value == "share") for row in told)


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


@pytest.mark.parametrize("example", [False, True])
def test_every_table_can_be_filtered_and_keeps_its_head(tmp_path: Path, example: bool) -> None:
    held = held_workspace()
    held = replace(held, settings=replace(held.settings, example=example))
    book = openpyxl.load_workbook(written(compose(held, findings(held)), tmp_path, ".xlsx"))
    head = 2 if example else 1
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None and table.headerRowCount in (None, 1)
        assert sheet.freeze_panes == f"A{head + 1}" and sheet.print_title_rows == f"${head}:${head}"
        assert all(cell.value for cell in sheet[head])
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[head])


def test_nothing_tells_of_the_author_or_the_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(brief_of(), tmp_path, ".xlsx")) as package:
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)</", core)) <= {""}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2000-01-01T"}


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


def test_a_text_that_begins_like_a_formula_stays_one_when_it_is_edited(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(with_payload("=1+1"), tmp_path, ".xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    begun = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@"))]
    assert begun
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in begun)
