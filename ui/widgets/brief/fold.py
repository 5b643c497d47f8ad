"""Parts that are folded away, and not even made, until somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.widgets.brief.tab_order import tab_through


class Fold(QWidget):
    """A line that opens and closes what is below it. parts: makes them when it is opened first."""

    def __init__(
        self, title: str, parts: Callable[[], Iterable[QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = QToolButton(checkable=True)
        self.line.setText(title)
        self.line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.toggled.connect(self._show)
        self._parts: Callable[[], Iterable[QWidget]] | None = parts
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.line)
        box.addWidget(self._inside)
        self._show(False)

    @property
    def is_open(self) -> bool:
        return self.line.isChecked()

    def _show(self, is_open: bool) -> None:
        if is_open and self._parts is not None:
            parts, self._parts = self._parts, None
            for part in parts():
                self._column.addWidget(part)
            tab_through(self.line, self._inside)
        self._inside.setVisible(is_open)
        self.line.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
