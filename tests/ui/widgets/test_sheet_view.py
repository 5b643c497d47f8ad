"""Every decision about a sheet is told as the choices for the file, the earlier ones kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from advocacy.importing.imported import ImportChoices, SheetReading
from ui.widgets.sheet_view import SheetView

_READING = SheetReading(
    sheet="Cases",
    dialect="plain",
    dialect_reason="it is <b>plain</b>",
    table="licensing_case",
    table_confidence=1.0,
    header_row=2,
    headings=("No.", "Fee"),
    letters=("A", "B"),
    fields=("case_id", ""),
    preview=(("No.", "Fee"), ("1", "2")),
)
_EARLIER = ImportChoices(header_rows=(("Other", 7),), fields=(("Cases", "No.", "case_id"),))


def _choose(view: SheetView, place: int, data: object) -> None:
    box = view.findChildren(QComboBox)[place]
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda view: _choose(view, 0, "survey"), {"dialect": "survey"}),
        (lambda view: _choose(view, 1, "partner"), {"tables": (("Cases", "partner"),)}),
        (lambda view: _choose(view, 1, ""), {"tables": (("Cases", ""),)}),
        (lambda view: _choose(view, 2, False), {"day_first": False}),
        (
            lambda view: view.findChild(QSpinBox).setValue(4),
            {"header_rows": (("Other", 7), ("Cases", 4))},
        ),
        (
            lambda view: view._choose_field("Fee", "official_fee"),
            {"fields": (("Cases", "No.", "case_id"), ("Cases", "Fee", "official_fee"))},
        ),
        (lambda view: view._choose_field("No.", ""), {"fields": (("Cases", "No.", ""),)}),
    ],
)
def test_a_decision_is_told(
    act: Callable[[SheetView], None], expected: dict[str, object], qtbot: QtBot
) -> None:
    view = SheetView(_READING, _EARLIER, asks_days=True)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.decided) as heard:
        act(view)
    (choices,) = heard.args
    for name, value in expected.items():
        assert getattr(choices, name) == value
    if "header_rows" not in expected:
        assert choices.header_rows == _EARLIER.header_rows


def test_days_are_asked_only_when_needed(qtbot: QtBot) -> None:
    view = SheetView(_READING, ImportChoices())
    qtbot.addWidget(view)
    assert len(view.findChildren(QComboBox)) == 2
