"""Which passphrase shall protect the workspace?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from advocacy.workspace.key import SHORTEST
from ui.dialogs.framed import framed
from ui.dialogs.passphrase_dialog import letters_shown, passphrase_field

_WIDTH = 500


class NewPassphraseDialog(QDialog):
    """Asks twice for a new passphrase and says what it protects and what it cannot."""

    decided = Signal(str)

    def __init__(self, is_protected: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Change the passphrase") if is_protected else self.tr("Protect with a passphrase")
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        words = QLabel(
            self.tr(
                "The whole file is encrypted: cases, names, the spreadsheets you imported and every step. "
                "Nobody can open it without the passphrase, not even we. "
                "A recovery key is shown once afterwards; print it and keep it away from the computer."
            ),
            wordWrap=True,
        )
        former = QLabel(self.tr("The recovery key printed earlier opens the file no longer."), wordWrap=True)
        former.setVisible(is_protected)
        self._first = passphrase_field(self.tr("New passphrase"))
        self._second = passphrase_field(self.tr("The same again"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for field in (self._first, self._second):
            form.addRow(field.accessibleName(), field)
            field.textChanged.connect(self._show_whether_complete)
        self._state = QLabel(wordWrap=True)
        self._state.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._protect = buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self._protect.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(words)
        box.addWidget(former)
        box.addLayout(form)
        box.addWidget(letters_shown(self.tr("Show the letters"), self._first, self._second))
        box.addWidget(self._state)
        box.addWidget(buttons)
        self._show_whether_complete()
        self._first.setFocus()

    def _show_whether_complete(self) -> None:
        first, second = self._first.text().strip(), self._second.text().strip()
        missing = SHORTEST - len(first)
        if missing > 0:
            said = self.tr("At least %1 letters. Four or five words that nobody would guess are good.")
            said = said.replace("%1", str(SHORTEST))
        elif first != second:
            said = (
                self.tr("Type the same passphrase in both fields.") if second else self.tr("Type it again.")
            )
        else:
            said = self.tr("Both are the same.")
        self._state.setText(said)
        self._protect.setEnabled(missing <= 0 and first == second)

    def _accept(self) -> None:
        typed = self._first.text()
        for field in (self._first, self._second):
            field.clear()
        self.accept()
        self.decided.emit(typed)
