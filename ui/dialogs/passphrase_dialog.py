"""What opens this workspace? The passphrase or the recovery key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from ui.dialogs.framed import framed

_WIDTH = 460


class PassphraseDialog(QDialog):
    """Asks for the passphrase of a file. said, hint: what is known, for example that the last was wrong."""

    given = Signal(str)

    def __init__(self, said: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open a protected workspace"))
        self.setMinimumWidth(_WIDTH)
        words = QLabel(said, wordWrap=True)
        more = QLabel(hint, wordWrap=True)
        more.setObjectName("muted")
        for label in (words, more):
            label.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file is in it
        self._field = passphrase_field(self.tr("Passphrase or recovery key"))
        self._field.textChanged.connect(self._show_whether_complete)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self._field.accessibleName(), self._field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._open = buttons.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._open.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        for part in (words, more):
            box.addWidget(part)
        box.addLayout(form)
        box.addWidget(letters_shown(self.tr("Show the letters"), self._field))
        box.addWidget(buttons)
        self._show_whether_complete()
        self._field.setFocus()

    def _show_whether_complete(self) -> None:
        self._open.setEnabled(bool(self._field.text().strip()))

    def _accept(self) -> None:
        typed = self._field.text()
        self._field.clear()
        self.accept()
        self.given.emit(typed)


def passphrase_field(name: str) -> QLineEdit:
    """A field whose letters are hidden until the user wants to see them."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field


def letters_shown(text: str, *fields: QLineEdit) -> QCheckBox:
    """The box that shows and hides the letters of these fields."""
    shown = QCheckBox(text)

    def show(is_shown: bool) -> None:
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    shown.toggled.connect(show)
    return shown
