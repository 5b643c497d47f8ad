"""Fills what nobody looks at only when it comes into sight, so that it holds nothing up before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Belongs to a widget and fills it; of what was wanted while it was hidden only the last counts."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._fill: Callable[[], None] | None = None
        widget.installEventFilter(self)

    def fill(self, how: Callable[[], None]) -> None:
        """Do this now where the widget is in sight, else when it comes there."""
        self._fill = how
        if self._widget.isVisible():
            self._do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._do()
        return False

    def _do(self) -> None:
        fill, self._fill = self._fill, None
        if fill is not None:
            fill()
