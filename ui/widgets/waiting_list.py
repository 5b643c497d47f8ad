"""What waits for the user: one button each, which leads to where it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from advocacy.workspace.waiting import Waiting

_LINE = 32  # pixels: as high as a button


class WaitingList(QWidget):
    """Shows what waits; says so where nothing does. What to do is in the tool tip of each."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("What is waiting"))
        heading.setObjectName("heading")
        self._lines = FlowLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        heading.setMinimumHeight(_LINE)
        row.addWidget(heading, alignment=Qt.AlignmentFlag.AlignTop)  # beside the first of several lines
        row.addLayout(self._lines, 1)

    def show_waiting(self, found: Sequence[Waiting], pages: Mapping[str, str]) -> None:
        """Show these. pages: title of each page of the program, by its key."""
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for one in found:
            target = next((key for key in one.pages if key in pages), "")
            button = QPushButton(one.text)
            button.setToolTip(one.hint.replace("<", "&lt;"))
            button.setAccessibleDescription(one.hint)
            button.setEnabled(bool(target))
            button.clicked.connect(lambda _=False, target=target: self.page_wanted.emit(target))
            self._lines.addWidget(button)
        if not found:
            nothing = QLabel(self.tr("Nothing: every row and cell is in order."))
            nothing.setObjectName("muted")
            self._lines.addWidget(nothing)
