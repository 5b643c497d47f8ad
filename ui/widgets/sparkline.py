"""A small picture of a few numbers, without axes: a curve over time, or one bar per group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

_HEIGHT, _WIDTH = 40, 96
_GAP, _MOST_BARS = 4, 8
_FILL = 40  # of 255: how much of the accent is under a curve


class Sparkline(QWidget):
    """Draws the numbers in the accent colour of the look; what they are is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._top = 0.0
        self._is_curve = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(
        self, values: Sequence[float], words: str, *, is_curve: bool = True, top: float = 0.0
    ) -> None:
        """Draw these. words: what they show; top: the value that fills the height, 0 for the largest."""
        self._values, self._is_curve = tuple(values), is_curve
        self._top = top or max(values, default=0.0)
        self.setToolTip(words.replace("<", "&lt;"))
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WIDTH // 2, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._values or self._top <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        if self._is_curve:
            self._draw_curve(painter, accent)
        else:
            self._draw_bars(painter, accent)

    def _draw_curve(self, painter: QPainter, accent: QColor) -> None:
        space = QRectF(self.rect()).adjusted(3, 3, -4, -2)
        across = space.width() / max(1, len(self._values) - 1)
        points = [
            QPointF(space.left() + i * across, space.bottom() - space.height() * min(1.0, value / self._top))
            for i, value in enumerate(self._values)
        ]
        under = QColor(accent)
        under.setAlpha(_FILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(under)
        painter.drawPolygon(QPolygonF([space.bottomLeft(), *points, QPointF(points[-1].x(), space.bottom())]))
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(points[-1], 3, 3)

    def _draw_bars(self, painter: QPainter, accent: QColor) -> None:
        """Lying bars from the top down: groups have names, and names are read in lines."""
        values = self._values[:_MOST_BARS]
        space = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        high = min(10.0, (space.height() - _GAP * (len(values) - 1)) / len(values))
        rest = QColor(accent)
        rest.setAlpha(_FILL)
        painter.setPen(Qt.PenStyle.NoPen)
        above = space.top() + (space.height() - len(values) * high - (len(values) - 1) * _GAP) / 2
        for place, value in enumerate(values):
            bar = QRectF(space.left(), above + place * (high + _GAP), space.width(), high)
            painter.setBrush(rest)
            painter.drawRoundedRect(bar, 2, 2)
            bar.setWidth(max(2.0, bar.width() * min(1.0, value / self._top)))
            painter.setBrush(accent)
            painter.drawRoundedRect(bar, 2, 2)
