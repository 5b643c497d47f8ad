"""One of the six techniques on a card: its numbers, a small picture, and the way to its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.sparkline import Sparkline

if TYPE_CHECKING:
    from advocacy.analysis.techniques import Technique

_NUMBERS = 2


class TechniqueCard(QFrame):
    """Shows a technique. What is not known says what to import, and the button brings it."""

    page_wanted = Signal(str)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._target = ""
        self._name = QLabel(wordWrap=True)
        self._name.setObjectName("cardTitle")
        self._wanted = QLabel(wordWrap=True)
        self._wanted.setObjectName("muted")
        self._wanted.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._picture = Sparkline()
        self._link = QPushButton()
        self._link.setObjectName("link")
        self._link.setCursor(Qt.CursorShape.PointingHandCursor)
        self._link.clicked.connect(self._follow)
        self._known = QWidget()
        self._grid = QGridLayout(self._known)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._numbers: list[tuple[QLabel, QLabel]] = []
        for column in range(_NUMBERS):
            value, name = QLabel(), QLabel(wordWrap=True)
            value.setObjectName("cardFigure")
            name.setObjectName("source")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            for label in (value, name, self._name, self._wanted):
                label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(value, 0, column)
            self._grid.addWidget(name, 1, column)
            self._grid.setColumnStretch(column, 1)
            self._numbers.append((value, name))
        self._grid.setRowStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 8)
        box.setSpacing(8)
        box.addWidget(self._name)
        box.addWidget(self._known)
        box.addWidget(self._wanted)
        box.addStretch()
        box.addWidget(self._picture)
        box.addWidget(self._link, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_technique(self, technique: Technique, pages: Mapping[str, str]) -> None:
        """Show what is known. pages: title of each page of the program, by its key."""
        self._name.setText(technique.name)
        for place, (value, name) in enumerate(self._numbers):
            known = place < len(technique.figures)
            value.setText(technique.figures[place].value if known else "")
            name.setText(technique.figures[place].name if known else "")
            for label in (value, name):
                label.setVisible(known)
        is_known = bool(technique.figures)
        self._known.setVisible(is_known)
        self._wanted.setText(technique.wanted)
        self._wanted.setVisible(not is_known)
        self._picture.setVisible(technique.series is not None)
        if series := technique.series:
            words = series.words
            if not series.is_over_time:
                words = f"{words}: {', '.join(series.labels)}"
            self._picture.show_values(series.values, words, is_curve=series.is_over_time, top=series.top)
        self._target = next((key for key in technique.pages if key in pages), "") if is_known else ""
        title = pages.get(self._target, "")
        self._link.setText(self.tr("Open %1").replace("%1", title) if title else self.tr("Import files…"))
        self._link.setAccessibleName(f"{technique.name}: {self._link.text()}")

    def _follow(self) -> None:
        if self._target:
            self.page_wanted.emit(self._target)
        else:
            self.import_wanted.emit()
