"""The rows of a brief are told as places, the same ones that erasing asks for."""

from __future__ import annotations

from datetime import date

from advocacy.analysis.findings import findings
from advocacy.analysis.protection.rows_counted import rows_counted
from advocacy.workspace.exported import Exported, rows_told
from advocacy.workspace.places import places_of
from tests.makers import cases, workspace


def test_every_counted_row_is_told_by_its_place() -> None:
    applied = [date(2024, 1, 1 + i) for i in range(24)]
    held = workspace(cases(applied, [date(2024, 6, 1)] * 12 + [None] * 12))
    found = rows_counted(held, findings(held))
    assert found == rows_told(places_of(held.tables[0])) == (("a" * 64, "Sheet", "2-25"),)
    brief = Exported("2025-01-01", "brief.docx", (), found)
    assert all(brief.used(place) for place in places_of(held.tables[0]))


def test_no_findings_no_rows() -> None:
    held = workspace()
    assert rows_counted(held, ()) == ()
