"""What a page shows while it has nothing: what belongs there, and the one button that brings it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_WIDTH = 560
_ABOVE, _BELOW = 2, 3  # shares of the room: what stands above the middle seems to stand in it
_EDGE, _CARD, _NARROWEST, _ROUND = 16, 96, 360, 8  # pixels of the cards that are drawn in advance


class EmptyState(QWidget):
    """A heading, a sentence, a button."""

    wanted = Signal()

    def __init__(self, title: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        heading.setObjectName("title")
        said = QLabel(words, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        said.setObjectName("lead")
        bring = QPushButton(button)
        bring.setObjectName("primary")
        bring.clicked.connect(self.wanted)
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(heading)
        inside.addWidget(said)
        inside.addSpacing(8)
        inside.addWidget(bring, alignment=Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        across = QHBoxLayout()  # not an alignment: that would not leave lines their height
        across.addStretch()
        across.addWidget(column)
        across.addStretch()
        box.addStretch(_ABOVE)
        box.addLayout(across)
        box.addStretch(_BELOW)


class WorkingState(QWidget):
    """What stands there while the first numbers are computed: the cards that will hold them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("Computing …"))
        words.setObjectName("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * _EDGE, _EDGE + _CARD + 2 * _EDGE, 2 * _EDGE, 2 * _EDGE)
        box.addWidget(words, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Midlight), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        self._cards(painter, _EDGE, _CARD, max(1, self.width() // (_NARROWEST // 2)))
        top = _EDGE + _CARD + _EDGE
        self._cards(painter, top, max(_CARD, self.height() - top - _EDGE), max(1, self.width() // _NARROWEST))

    def _cards(self, painter: QPainter, top: int, height: int, count: int) -> None:
        width = (self.width() - _EDGE * (count + 1)) / count
        for place in range(count):
            card = QRectF(_EDGE + place * (width + _EDGE) + 0.5, top + 0.5, width - 1, height - 1)
            painter.drawRoundedRect(card, _ROUND, _ROUND)
