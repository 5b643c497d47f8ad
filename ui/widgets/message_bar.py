"""The bar on top of the page that shows the last message until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.appearance import icon, tokens
from ui.messages import Kind, Message

_DRAWING = 20  # pixels
_INFO_STAYS = 12_000  # milliseconds; warnings and errors stay until they are closed


class MessageBar(QFrame):
    """Shows one message with its hint and what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._look = "light"
        self._kind = QLabel()
        self._kind.setTextFormat(Qt.TextFormat.PlainText)
        self._kind.setFixedSize(_DRAWING, _DRAWING)
        self._text = QLabel(wordWrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # it may hold text of a spreadsheet
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._copy = QPushButton(self.tr("Copy details"))
        self._close = QPushButton(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        self._copy.clicked.connect(self._copy_details)
        self._action.clicked.connect(self._act)
        self._message: Message | None = None
        self._timer = QTimer(self, singleShot=True, interval=_INFO_STAYS)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for part in (self._kind, self._text, self._action, self._copy, self._close):
            row.addWidget(part)
        self.hide()

    @property
    def message(self) -> Message | None:
        return self._message

    def set_look(self, look: str) -> None:
        """Colour the sign of the kind for the look."""
        self._look = look
        self._draw_kind()

    def show_message(self, message: Message) -> None:
        """Show this message in place of the one before."""
        self._message = message
        self._text.setText(f"{message.text} {message.hint}".strip())
        self._text.setAccessibleName(self._text.text())
        self._action.setVisible(message.action is not None)
        if message.action is not None:
            self._action.setText(message.action[0])
        self._copy.setVisible(bool(message.details))
        self.setProperty("kind", message.kind.value)
        self._draw_kind()
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        if message.kind is Kind.INFO:
            self._timer.start()
        else:
            self._timer.stop()

    def _draw_kind(self) -> None:
        """A sign of its own for each kind: a colour alone is not seen by everybody."""
        if self._message is None:
            return
        chosen = tokens(self._look)
        colours = {Kind.INFO: chosen.accent, Kind.WARNING: chosen.warning, Kind.ERROR: chosen.error}
        names = {Kind.INFO: self.tr("Note"), Kind.WARNING: self.tr("Warning"), Kind.ERROR: self.tr("Error")}
        kind = self._message.kind
        self._kind.setPixmap(icon(kind.value, colours[kind]).pixmap(_DRAWING, _DRAWING))
        self._kind.setAccessibleName(names[kind])

    def _act(self) -> None:
        if self._message and self._message.action:
            self.hide()
            self._message.action[1]()

    def _copy_details(self) -> None:
        if self._message:
            QGuiApplication.clipboard().setText(self._message.details)
