"""Help beside the page: a short text that comes with the program, no network needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

_WIDTH, _INDENT = 320, 20


class HelpPanel(QFrame):
    """Shows the help of the page in front; Escape or Close puts it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setFixedWidth(_WIDTH)
        heading = QLabel(self.tr("Help"))
        heading.setObjectName("heading")
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close_panel)
        self._text = QTextBrowser()
        self._text.setObjectName("helpText")
        self._text.setOpenLinks(False)
        self._text.document().setIndentWidth(_INDENT)
        self._text.setAccessibleName(self.tr("Help"))
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch()
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 16)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    def show_file(self, path: Path) -> None:
        """Show a text of the program, written in Markdown."""
        known = path.is_file()
        self._text.setMarkdown(path.read_text("utf-8") if known else self.tr("No help for this page yet."))

    def take_keyboard(self) -> None:
        """Let the keys scroll the text."""
        self._text.setFocus()

    def close_panel(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
