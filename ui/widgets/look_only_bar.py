"""The bar that stays on top of the page while the workspace can be looked at, not changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


class LookOnlyBar(QFrame):
    """Says which workspace is open elsewhere and offers to save it under another name."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookOnly")
        self._text = QLabel(wordWrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        save = QPushButton(self.tr("Save under another name…"))
        save.clicked.connect(self.save_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._text)
        row.addWidget(save)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_for(self, name: str) -> None:
        """Name the workspace that can only be looked at; "" hides the bar."""
        self._text.setText(
            self.tr(
                "“%1” is open elsewhere, is a backup, or its folder is protected: you can look, not change. "
                "Save it under another name to work on it."
            ).replace("%1", name)
        )
        self.setVisible(bool(name))
