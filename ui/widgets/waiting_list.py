"""What waits for the user, one line each, with a button that leads to where it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from advocacy.workspace.waiting import Waiting


class WaitingList(QFrame):
    """Shows what waits; says so where nothing does."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        heading = QLabel(self.tr("What is waiting"))
        heading.setObjectName("cardTitle")
        box.addWidget(heading)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(0, 1)
        box.addLayout(self._lines)
        box.addStretch()

    def show_waiting(self, found: Sequence[Waiting], pages: Mapping[str, str]) -> None:
        """Show these. pages: title of each page of the program, by its key."""
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for row, one in enumerate(found):
            self._lines.addWidget(_words(one.text, one.hint), row, 0)
            target = next((key for key in one.pages if key in pages), "")
            if target:
                button = QPushButton(pages[target])
                button.setAccessibleName(f"{one.text}: {pages[target]}")
                button.clicked.connect(lambda _=False, target=target: self.page_wanted.emit(target))
                self._lines.addWidget(button, row, 1, Qt.AlignmentFlag.AlignTop)
        if not found:
            self._lines.addWidget(
                _words(self.tr("Nothing."), self.tr("Every row and cell is in order.")), 0, 0
            )


def _words(text: str, hint: str) -> QWidget:
    words = QWidget()
    box = QVBoxLayout(words)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for line, name in ((text, ""), (hint, "source")):
        label = QLabel(line, wordWrap=True)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(label)
    return words
