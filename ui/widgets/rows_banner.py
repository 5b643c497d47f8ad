"""The line above the grid while only the rows of one finding are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class RowsBanner(QFrame):
    """Says whose rows these are; leads to all rows, or back to where the user came from."""

    all_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rowsBanner")
        self._words = QLabel(wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._all = QPushButton(self.tr("Show all rows"))
        self._all.clicked.connect(self.all_wanted)
        self._back = QPushButton(self.tr("Back"))
        self._back.clicked.connect(self.back_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        for part in (self._words, self._all, self._back):
            row.addWidget(part)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def show_for(self, words: str, has_way_back: bool) -> None:
        """Show the line with these words; hide it where there are none."""
        self._words.setText(words)
        self._back.setVisible(has_way_back)
        self.setVisible(bool(words))
