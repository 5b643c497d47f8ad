"""A column of parts that scrolls up and down and is never wider than its place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.brief.tab_order import tab_through

_NARROWEST = 240


class Column(QScrollArea):
    """Holds parts one below the other; arrow keys scroll, and what has the focus is brought into sight."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_NARROWEST)

    def show_parts(self, parts: Iterable[QWidget], *, from_top: bool = True) -> None:
        """Show these in place of those before. from_top: else it stays where it was scrolled to."""
        scrolled = 0 if from_top else self.verticalScrollBar().value()
        inner = QWidget()
        inner.setObjectName("page")
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(8)
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        self.setWidget(inner)
        tab_through(self, inner)
        if scrolled:
            inner.adjustSize()
            self.verticalScrollBar().setValue(scrolled)


def card(parts: Iterable[QWidget], name: str = "") -> QFrame:
    """Return parts that belong together, in a frame. name: what a screen reader calls them."""
    frame = QFrame()
    frame.setObjectName("card")
    frame.setAccessibleName(name)
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 10, 12, 10)
    box.setSpacing(4)
    for part in parts:
        box.addWidget(part)
    return frame
