"""The preview shows what stands in the file; a click above a column chooses the field it fills."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from advocacy.importing.imported import SheetReading
from advocacy.schema import schemas
from ui.widgets.sheet_preview import SheetPreview

_READING = SheetReading(
    sheet="Cases",
    dialect="plain",
    dialect_reason="",
    table="licensing_case",
    table_confidence=1.0,
    header_row=3,
    headings=("No.", "Où ?", "<b>Fee</b>"),
    letters=("A", "B", "C"),
    fields=("case_id", "", "fee_official"),
    preview=(("Title", "", ""), ("No.", "Où ?", "<b>Fee</b>"), ("1", "=HYPERLINK(1)", "12,5", "more")),
    preview_first_row=2,
)


def _shown(qtbot: QtBot, reading: SheetReading = _READING) -> SheetPreview:
    preview = SheetPreview(reading)
    qtbot.addWidget(preview)
    preview.show()
    return preview


def _text(preview: SheetPreview, row: int, column: int) -> str:
    item = preview.item(row, column)
    assert item is not None
    return item.text()


def test_cells_stand_below_the_field_they_fill(qtbot: QtBot) -> None:
    preview = _shown(qtbot)
    title = schemas()["licensing_case"].field("case_id").title()
    assert _text(preview, 0, 0).startswith(title)
    assert _text(preview, 0, 1).startswith("(extra column)")
    assert _text(preview, 2, 2) == "<b>Fee</b>"
    assert preview.item(2, 0).font().bold()
    assert _text(preview, 3, 1) == "=HYPERLINK(1)"
    assert _text(preview, 3, 3) == "more"
    assert not preview.item(3, 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert preview.verticalHeaderItem(1).text() == "2"


def test_a_click_above_a_column_offers_the_fields(qtbot: QtBot) -> None:
    preview = _shown(qtbot)
    place = preview.visualItemRect(preview.item(0, 1)).center()
    qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = preview.findChild(QComboBox)
    assert box is not None and box.currentData() == ""
    with qtbot.waitSignal(preview.field_chosen) as heard:
        box.setCurrentIndex(box.findData("region"))
        box.activated.emit(box.currentIndex())
    assert heard.args == ["Où ?", "region"]


def test_the_field_it_has_already_is_not_told_again(qtbot: QtBot) -> None:
    preview = _shown(qtbot)
    preview.editItem(preview.item(0, 0))
    box = preview.findChild(QComboBox)
    assert box is not None and box.currentData() == "case_id"
    with qtbot.assertNotEmitted(preview.field_chosen, wait=50):
        box.activated.emit(box.currentIndex())


def test_a_dialect_that_knows_its_fields_asks_for_none(qtbot: QtBot) -> None:
    preview = _shown(qtbot, replace(_READING, dialect="kobotoolbox"))
    assert preview.rowCount() == 3
    assert _text(preview, 0, 0) == "Title"


def test_a_sheet_without_cells_is_shown_empty(qtbot: QtBot) -> None:
    preview = _shown(qtbot, replace(_READING, table="", headings=(), letters=(), fields=(), preview=()))
    assert (preview.rowCount(), preview.columnCount()) == (0, 0)


def test_a_click_on_a_row_number_makes_it_the_header(qtbot: QtBot) -> None:
    preview = _shown(qtbot)
    with qtbot.waitSignal(preview.header_chosen) as heard:
        preview.verticalHeader().sectionClicked.emit(1)
    assert heard.args == [2]
    for same in (0, 2):  # the row of fields, and the header it has already
        with qtbot.assertNotEmitted(preview.header_chosen, wait=20):
            preview.verticalHeader().sectionClicked.emit(same)
