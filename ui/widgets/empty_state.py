"""What stands where there is nothing yet: what belongs there, and the one button that brings it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """Two lines and a button in the middle."""

    wanted = Signal()

    def __init__(self, heading: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(heading)
        title.setObjectName("title")
        told = QLabel(words, wordWrap=True)
        told.setObjectName("muted")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setMinimumWidth(560)
        press = QPushButton(button)
        press.setObjectName("primary")
        press.clicked.connect(self.wanted)
        box = QVBoxLayout(self)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (title, told, press):
            box.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)
