"""Puts the style sheet on the parts of a window, each in its own turn.

One sheet for the whole window would hold it until every widget of every page is styled anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Dressing(QObject):
    """Dresses the parts of a window, unseen until all of them have the new sheet."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._sheet = ""
        self._waiting: list[QWidget] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._dress_next)

    def dress(self, part: QWidget) -> None:
        """Put the sheet on a part that has come to the window."""
        part.setStyleSheet(self._sheet)

    def change(self, sheet: str, parts: Sequence[QWidget]) -> None:
        """Put another sheet on these parts."""
        self._sheet = sheet
        self._waiting = list(parts)
        if not self._window.isVisible():
            while self._waiting:
                self.dress(self._waiting.pop(0))
        elif self._waiting:
            self._window.setUpdatesEnabled(False)
            self._timer.start()

    def _dress_next(self) -> None:
        part = self._waiting.pop(0)
        if isValid(part):  # a dialog can be closed meanwhile
            self.dress(part)
        if not self._waiting:
            self._timer.stop()
            self._window.setUpdatesEnabled(True)
