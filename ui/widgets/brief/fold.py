"""Parts that are folded away until somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Fold(QWidget):
    """A line that opens and closes what is below it."""

    def __init__(self, title: str, parts: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QToolButton(checkable=True)
        self.line.setText(title)
        self.line.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.toggled.connect(self._show)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for part in parts:
            inside.addWidget(part)
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
        self._inside.setVisible(is_open)
        self.line.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
