"""A text the user writes, below its name; a remark below it says what is wanted or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.brief.live_text import LiveText
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.claims import Claim

_LINE, _EDGES = 19, 18  # pixels of a line of an area, and around its lines


class Field(QWidget):
    """One line, or an area of several lines. is_live: numbers in it may follow the data.

    Signals:
        edited: The user has changed the text. arg: the text
    """

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        lines: int = 1,
        example: str = "",
        parent: QWidget | None = None,
        *,
        is_live: bool = False,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._is_filling = False
        self._editor: QLineEdit | QPlainTextEdit | LiveText
        if is_live:
            self._editor = LiveText()
            self._editor.edited.connect(self.edited)
        elif lines == 1:
            self._editor = QLineEdit()
            self._editor.textEdited.connect(self.edited)
        else:
            self._editor = QPlainTextEdit()
            self._editor.setTabChangesFocus(True)
            self._editor.textChanged.connect(self._typed)
        if lines > 1:
            self._editor.setFixedHeight(lines * _LINE + _EDGES)
        self._editor.setAccessibleName(name)
        self._editor.setPlaceholderText(example)
        self._label, self._remark = words(name), words("", "source")
        self._label.setBuddy(self._editor)
        self.setFocusProxy(self._editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for part in (self._label, self._editor, self._remark):
            box.addWidget(part)
        self.show_remark("")

    @property
    def text(self) -> str:
        """What stands in it; a live number as its place (advocacy/brief/live.py)."""
        if isinstance(self._editor, LiveText):
            return self._editor.words
        if isinstance(self._editor, QLineEdit):
            return self._editor.text()
        return self._editor.toPlainText()

    def set_spoken(self, name: str) -> None:
        """Say what the field is called where its name alone would not tell it from others."""
        self._editor.setAccessibleName(name)

    def show_text(self, text: str, claims: Mapping[str, Claim] = MappingProxyType({})) -> None:
        """Put a text in; where only spaces at the ends differ, the cursor is left alone.

        claims: by key, what live numbers in it are now.
        """
        is_same = self.text.strip() == text.strip()
        if isinstance(self._editor, LiveText):
            self._editor.set_words(self.text if is_same else text, claims)
            return
        if is_same:
            return
        self._is_filling = True
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        else:
            self._editor.setPlainText(text)
        self._is_filling = False

    def show_remark(self, remark: str, *, is_fault: bool = False) -> None:
        """Say something below the text."""
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        if self._remark.objectName() != (name := "fault" if is_fault else "source"):
            self._remark.setObjectName(name)
            self._remark.style().unpolish(self._remark)
            self._remark.style().polish(self._remark)
        spoken = self._editor.spoken if isinstance(self._editor, LiveText) else ""
        self._editor.setAccessibleDescription(" ".join(filter(None, (remark, spoken))))

    def _typed(self) -> None:
        if not self._is_filling:
            self.edited.emit(self.text)
