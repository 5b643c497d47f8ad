"""The line below the grid where a text is looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.whole_numbers import whole


class FindBar(QWidget):
    """Takes the words; Enter goes on, Shift+Enter back, Escape closes.

    Signals:
        wanted: args: the text, True to go on, False to go back
        closed: The line is closed
    """

    wanted = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in the rows shown"))
        self._field.setAccessibleName(self.tr("Find in the rows shown"))
        self._field.setMaximumWidth(320)
        self._told = QLabel()
        self._told.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field, 1)
        for text, do in (
            (self.tr("Previous"), self._back),
            (self.tr("Next"), self._on),
            (self.tr("Close"), self.close_line),
        ):
            button = QPushButton(text)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addWidget(self._told, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._field.text()

    def open(self) -> None:
        """Show the line and put the keyboard into it."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def show_found(self, place: int, count: int) -> None:
        """Say which of how many is shown."""
        if not self.text:
            self._told.setText("")
        elif not count:
            self._told.setText(self.tr("Not found. Hidden values are not searched."))
        else:
            self._told.setText(
                self.tr("%1 of %2").replace("%1", whole(place + 1)).replace("%2", whole(count))
            )

    def close_line(self) -> None:
        """Hide the line."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._back()
            else:
                self._on()
        else:
            super().keyPressEvent(event)

    def _on(self) -> None:
        self.wanted.emit(self.text, True)

    def _back(self) -> None:
        self.wanted.emit(self.text, False)
