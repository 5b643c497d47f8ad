"""What a page shows while it has nothing: what belongs there, and the one button that brings it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

_WIDTH = 480


class EmptyState(QWidget):
    """A heading, a sentence, a button."""

    wanted = Signal()

    def __init__(self, title: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setSpacing(8)
        heading = QLabel(title)
        heading.setObjectName("title")
        said = QLabel(words, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        said.setObjectName("muted")
        said.setFixedWidth(_WIDTH)
        bring = QPushButton(button)
        bring.setObjectName("primary")
        bring.clicked.connect(self.wanted)
        for part in (heading, said, bring):
            box.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)


class WorkingState(QWidget):
    """What stands there while the first numbers are computed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("Computing …"))
        words.setObjectName("muted")
        QVBoxLayout(self).addWidget(words, alignment=Qt.AlignmentFlag.AlignCenter)
