"""The table of a finding as CSV: harmless, readable by Excel, and nothing hidden in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from advocacy.analysis.finding import Chart, Curve, Estimate, Finding, State, Unit
from advocacy.exporting.csv_writer import harmless, rows, write_finding

FORMULAS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1:9")',
    "+27 11 000 0000",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1+2",
    "＠x",
    " =1+1",
    "\u200b=1+1",
    "-",
]


def finding(*labels: str, state: State = State.SHOWN, **more: object) -> Finding:
    each = tuple(
        Estimate(f"g{i}", label, value=0.123456789, low=0.1, high=None, n=20, missing=3, state=state)
        for i, label in enumerate(labels)
    )
    made = Finding("survey.answers.s.q", "Q", "H", Unit.SHARE, Chart.RANKED_BARS, "all", each, "m", "region")
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_can_become_a_formula(text: str, tmp_path: Path) -> None:
    assert harmless(text).startswith("'")
    path = tmp_path / "a.csv"
    write_finding(finding(text, sources=(f"{text}.xlsx",)), path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("number", ["-5", "-5.25", "12", "0,5"])
def test_true_numbers_stay(number: str) -> None:
    assert harmless(number) == number


def test_what_is_hidden_is_not_written() -> None:
    shown = finding("A")
    hidden = replace(shown, estimates=(replace(shown.estimates[0], state=State.SUPPRESSED),))
    row = dict(zip(*rows(hidden), strict=True))
    assert [row[name] for name in ("Value", "95% interval from", "n", "Missing", "Pending")] == [None] * 5
    assert row["Remark"] == "not shown"


def test_every_row_is_as_long_as_the_header() -> None:
    curve = Curve("g0", "A", (0.0, 10.0), (1.0, 0.5), (1.0, 0.4), (1.0, None), 20, 5)
    for one in (finding("A", "B"), finding("A", curves=(curve,))):
        made = list(rows(one))
        assert {len(row) for row in made} == {len(made[0])}
    assert made[-1][made[0].index("Days since the application")] == 10


def test_values_are_numbers_without_false_precision() -> None:
    row = dict(zip(*rows(finding("A")), strict=True))
    assert row["Value"] == 0.123457
