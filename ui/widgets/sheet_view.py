"""One sheet of a file: how it is read, and what the user decides otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from advocacy.importing.imported import ImportChoices, SheetReading
from advocacy.schema import schemas
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.number_box import NumberBox
from ui.widgets.sheet_preview import SheetPreview

_CHOICE_WIDTH, _NUMBER_WIDTH = 260, 72  # pixels
_LAST_HEADER_ROW = 10_000


class SheetView(QWidget):
    """Shows the choices above a preview. Each decision is told as the choices for the whole file."""

    decided = Signal(object)  # ImportChoices

    def __init__(
        self,
        reading: SheetReading,
        choices: ImportChoices,
        asks_days: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading, self._choices = reading, choices
        row = FlowLayout(spacing=16)
        self._add(row, self.tr("Read as"), self._dialects())
        if reading.dialect == "plain":
            self._add(row, self.tr("Rows are"), self._tables())
            if reading.header_row is not None:
                self._add(row, self.tr("Headings in row"), self._header_rows())
        if asks_days:
            self._add(row, self.tr("Days are"), self._day_orders())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        if reading.dialect_reason:
            why = QLabel(self.tr("Read so because %1.").replace("%1", reading.dialect_reason), wordWrap=True)
            why.setTextFormat(Qt.TextFormat.PlainText)
            why.setObjectName("muted")
            box.addWidget(why)
        preview = SheetPreview(reading)
        preview.field_chosen.connect(self._choose_field)
        preview.header_chosen.connect(self._choose_header)
        box.addWidget(preview, 1)

    def _add(self, row: FlowLayout, text: str, choice: QWidget) -> None:
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        label = QLabel(text)
        label.setBuddy(choice)
        for part in (choice, *choice.findChildren(QLineEdit)):
            part.setAccessibleName(text)
        across.addWidget(label)
        across.addWidget(choice)
        row.addWidget(both)

    def _box(self, offered: dict[Any, str], chosen: Any, on_choice: Callable[[Any], None]) -> QComboBox:
        """A box of what is offered; on_choice gets what the user chooses."""
        box = QComboBox()
        box.setMaximumWidth(_CHOICE_WIDTH)
        for value, text in offered.items():
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _: on_choice(box.currentData()))
        return box

    def _dialects(self) -> QComboBox:
        """How the file was made: recognised, and the user may know better."""
        names = {
            "kobotoolbox": self.tr("KoboToolbox export"),
            "odk-central": self.tr("ODK Central export"),
            "xlsform": self.tr("Form of a survey (XLSForm)"),
            "google-forms": self.tr("Google Forms responses"),
            "microsoft-forms": self.tr("Microsoft Forms responses"),
            "surveymonkey": self.tr("SurveyMonkey export"),
            "limesurvey": self.tr("LimeSurvey export"),
            "qualtrics": self.tr("Qualtrics export"),
            "survey": self.tr("Answers to a survey, one row per person"),
            "plain": self.tr("Plain sheet"),
        }
        return self._box(
            names, self._reading.dialect, lambda code: self._decide(replace(self._choices, dialect=code))
        )

    def _tables(self) -> QComboBox:
        """What a row of the sheet stands for."""
        tables = {schema.name: schema.title() for schema in schemas().values()}
        offered = {"": self.tr("Leave this sheet out"), **tables}
        return self._box(offered, self._reading.table, self._choose_table)

    def _day_orders(self) -> QComboBox:
        """Asked only where no date of a column tells what comes first."""
        offered = {
            True: self.tr("day first: 3/4 is 3 April"),
            False: self.tr("month first: 3/4 is March 4"),
        }
        return self._box(
            offered,
            self._choices.day_first is not False,
            lambda first: self._decide(replace(self._choices, day_first=first)),
        )

    def _header_rows(self) -> NumberBox:
        header = NumberBox()
        header.setFixedWidth(_NUMBER_WIDTH)
        header.setRange(1, _LAST_HEADER_ROW)
        header.setValue(self._reading.header_row or 1)
        header.setKeyboardTracking(False)
        header.valueChanged.connect(self._choose_header)
        return header

    def _choose_header(self, row: int) -> None:
        others = tuple(one for one in self._choices.header_rows if one[0] != self._reading.sheet)
        self._decide(replace(self._choices, header_rows=(*others, (self._reading.sheet, row))))

    def _choose_table(self, table: str) -> None:
        others = tuple(one for one in self._choices.tables if one[0] != self._reading.sheet)
        self._decide(replace(self._choices, tables=(*others, (self._reading.sheet, table))))

    def _choose_field(self, heading: str, field: str) -> None:
        here = (self._reading.sheet, heading)
        others = tuple(one for one in self._choices.fields if one[:2] != here)
        self._decide(replace(self._choices, fields=(*others, (*here, field))))

    def _decide(self, choices: ImportChoices) -> None:
        self._choices = choices
        self.decided.emit(choices)
