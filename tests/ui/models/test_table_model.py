"""The grid's model: what a cell says, what is masked, how rows are arranged, found and copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocacy.importing.table import Table
from advocacy.issue import Issue, Severity
from advocacy.workspace import Workspace
from tests.makers import table, workspace
from ui.models.arrangement import Arrangement, ColumnFilter, arranged, different_values
from ui.models.finding_text import found_in
from ui.models.harmless import harmless
from ui.models.marked_cells import Marks, marks_of
from ui.models.shown_column import Kind, shown_columns
from ui.models.table_model import TableModel
from ui.widgets.mark_signs import signs

_ALIGNED = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def _cases() -> Table:
    return table(
        "licensing_case",
        {
            "case_id": ["A-10", "A-2", "=cmd", "b-1"],
            "applicant": ["Ama", None, "Esi", "Kofi"],
            "status": ["granted", "pending", None, "granted"],
            "hurdles": ["fees distance", "", None, "fees"],
            "date_applied": [date(2024, 3, 31), None, date(2023, 1, 2), date(2024, 3, 31)],
            "official_fee": [1200.5, -3.0, None, 1200.5],
            "visits": [3, None, 12, 1],
            "distance_km": [1.0, 2.0, 3.0, 4.0],
            "Remarks": ["", "two\nlines", None, "x" * 500],
        },
    )


def _model(shown: Table, how: Arrangement = Arrangement(), marks: Marks = Marks()) -> TableModel:
    model = TableModel(signs("light"))
    order = None if how.is_plain else arranged(shown, shown_columns(shown), how)
    model.show(shown, how, order, marks)
    return model


def _texts(model: TableModel, name: str) -> list[str]:
    number = model.number_of(name)
    assert number is not None
    return [model.data(model.index(row, number)) for row in range(model.rowCount())]


def test_values_are_written_for_people(qtbot: QtBot) -> None:
    model = _model(_cases())
    assert _texts(model, "status") == ["Granted", "Pending", "–", "Granted"]
    assert _texts(model, "hurdles")[1:3] == ["none", "–"]
    assert _texts(model, "date_applied")[:2] == ["2024-03-31", "–"]
    assert _texts(model, "official_fee")[0] in ("1200.5", "1,200.5")
    assert _texts(model, "visits") == ["3", "–", "12", "1"]
    assert _texts(model, "Remarks")[:3] == ["“”", "two lines", "–"]
    assert len(_texts(model, "Remarks")[3]) == 200
    fee, remarks = model.number_of("official_fee"), model.number_of("Remarks")
    assert model.data(model.index(0, fee), _ALIGNED) & int(Qt.AlignmentFlag.AlignRight)
    assert model.data(model.index(0, remarks), _ALIGNED) & int(Qt.AlignmentFlag.AlignLeft)
    assert model.headerData(model.number_of("distance_km"), Qt.Orientation.Horizontal).endswith("(km)")


def test_people_are_masked_until_revealed(qtbot: QtBot) -> None:
    model = _model(_cases())
    number = model.number_of("applicant")
    assert _texts(model, "applicant") == ["•••", "–", "•••", "•••"]
    assert model.data(model.index(0, number), _SPOKEN).endswith("hidden")
    assert model.copied([0, 1], [number]) == [["•••"], [""]]
    model.reveal(frozenset({"applicant"}))
    assert _texts(model, "applicant")[0] == "Ama"
    model.show(table("partner", {"name": ["P"], "contact": ["1"]}), Arrangement(), None, Marks())
    assert model.revealed == frozenset()


def test_copied_cells_are_harmless_and_numbers_stay_numbers(qtbot: QtBot) -> None:
    model = _model(_cases())
    columns = [model.number_of(name) for name in ("case_id", "official_fee", "Remarks")]
    assert model.copied([2, 1, 0], columns) == [
        ["'=cmd", "", ""],
        ["A-2", "-3", "two lines"],
        ["A-10", "1200.5", ""],
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("case_id", [2, 1, 0, 3], [3, 0, 1, 2]),  # A-2 before A-10
        ("date_applied", [2, 0, 3, 1], [0, 3, 2, 1]),  # equal ones as they came, none last
        ("official_fee", [1, 0, 3, 2], [0, 3, 1, 2]),
        ("visits", [3, 0, 2, 1], [2, 0, 3, 1]),
        ("status", [0, 3, 1, 2], [1, 0, 3, 2]),
    ],
)
def test_rows_are_sorted_stably_and_missing_come_last(name: str, up: list[int], down: list[int]) -> None:
    shown = _cases()
    for descending, expected in ((False, up), (True, down)):
        found = arranged(shown, shown_columns(shown), Arrangement(name, descending))
        assert found.tolist() == expected


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (ColumnFilter("status", frozenset({"Granted"})), [0, 3]),
        (ColumnFilter("status", frozenset({"Granted"}), missing=True), [0, 2, 3]),
        (ColumnFilter("status", frozenset(), missing=True), [2]),
        (ColumnFilter("hurdles", frozenset({"Office too far"})), [0]),
        (ColumnFilter("case_id", contains="a-"), [0, 1]),
        (ColumnFilter("official_fee", low=0.0), [0, 3]),
        (ColumnFilter("visits", low=3.0, high=12.0), [0, 2]),
        (ColumnFilter("date_applied", high=date(2023, 12, 31)), [2]),
        (ColumnFilter("nothing", contains="x"), [0, 1, 2, 3]),
    ],
)
def test_rows_are_filtered(chosen: ColumnFilter, kept: list[int]) -> None:
    shown = _cases()
    assert arranged(shown, shown_columns(shown), Arrangement(filters=(chosen,))).tolist() == kept


def test_rows_of_a_finding_are_sorted_and_filtered_like_all() -> None:
    shown = _cases()
    how = Arrangement("case_id", True, (ColumnFilter("status", frozenset({"Granted"})),), (0, 1, 3))
    assert arranged(shown, shown_columns(shown), how).tolist() == [3, 0]


def test_different_values_are_counted_each_of_several_codes() -> None:
    shown = _cases()
    columns = {column.name: column for column in shown_columns(shown)}
    assert different_values(shown, columns["hurdles"]) == (
        [("Fees too high", 2), ("Office too far", 1), ("none", 1)],
        1,
    )
    assert columns["hurdles"].kind is Kind.MANY


def test_rows_and_positions_lead_to_each_other(qtbot: QtBot) -> None:
    model = _model(_cases(), Arrangement("case_id", filters=(ColumnFilter("case_id", contains="a-"),)))
    assert [model.position(row) for row in range(model.rowCount())] == [1, 0]
    assert (model.row_of(0), model.row_of(1), model.row_of(3), model.row_of(99)) == (1, 0, None, None)


def test_a_text_is_found_in_reading_order_and_only_where_it_is_seen() -> None:
    shown = _cases()
    columns = list(enumerate(shown_columns(shown)))
    assert found_in(shown, columns[:1], None, "a-").tolist() == [[0, 0], [1, 0]]
    assert found_in(shown, columns[:1], np.array([3, 1]), "A-").tolist() == [[1, 0]]
    assert found_in(shown, columns[2:3], None, "granted").tolist() == [[0, 2], [3, 2]]
    assert len(found_in(shown, columns, None, "nowhere")) == 0


def test_texts_in_many_chunks_are_read_from_the_right_one(qtbot: QtBot) -> None:
    parts = [pd.Series([f"{part}-{i}" for i in range(5)] + [None], dtype="str") for part in range(4)]
    texts = pd.concat(parts, ignore_index=True)
    model = _model(table("partner", {"name": texts}))
    assert _texts(model, "name") == [t if isinstance(t, str) else "–" for t in texts.tolist()]


def test_edits_and_issues_are_marked(qtbot: QtBot) -> None:
    held = workspace(_cases()).with_edit("licensing_case", [1], "visits", "4")
    issues = (
        Issue("x", Severity.NOTE, "note", source="file.xlsx", sheet="Sheet", row=3, field="status"),
        Issue("x", Severity.ERROR, "error", source="file.xlsx", sheet="Sheet", row=2, field="visits"),
        Issue("x", Severity.ERROR, "elsewhere", source="file.xlsx", sheet="Other", row=2, field="visits"),
    )
    held = replace(held, issues=issues)
    shown = held.table("licensing_case")
    assert shown is not None
    marks = marks_of(held, shown)
    assert marks.edited == {"visits": frozenset({1})}
    assert [(one.issue.message, one.position) for one in marks.issues] == [("error", 0), ("note", 1)]
    model = _model(shown, marks=marks)
    visits = model.number_of("visits")
    assert "edited" in model.data(model.index(1, visits), _SPOKEN)
    assert "has an issue" in model.data(model.index(0, visits), _SPOKEN)
    icon = model.data(model.index(0, visits), int(Qt.ItemDataRole.DecorationRole))
    assert icon is not None and not icon.isNull()
    assert model.data(model.index(2, visits), int(Qt.ItemDataRole.DecorationRole)) is None


@pytest.mark.parametrize("rows", [0, 1])
def test_small_tables_have_no_surprises(rows: int, qtbot: QtBot) -> None:
    shown = table("licensing_case", {"case_id": ["A"] * rows, "visits": [None] * rows})
    model = _model(shown, Arrangement("visits", filters=(ColumnFilter("case_id", contains="A"),)))
    assert model.rowCount() == rows
    assert marks_of(Workspace(tables=(shown,)), shown) == Marks()
