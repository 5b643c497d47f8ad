"""A person takes consent back: what that changes, before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QWidget,
)

from ui.dialogs.framed import framed

_SIZE = (560, 400)
_INDENT = 20  # pixels before a list


class ConsentDialog(QDialog):
    """Shows what goes. Nothing is changed before the tick is set and "Withdraw" is pressed.

    html: what changes; told: what becomes of the backups.
    """

    decided = Signal()

    def __init__(self, html: str, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Withdraw consent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        changes = QTextBrowser()
        changes.document().setIndentWidth(_INDENT)
        changes.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        changes.setAccessibleName(self.tr("What changes"))
        changes.setHtml(html)
        self.warning = QLabel(told, wordWrap=True)
        self.warning.setObjectName("warning")
        self.sure = QCheckBox(self.tr("These people have taken their consent back"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.withdraw = buttons.addButton(self.tr("Withdraw"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.withdraw.setObjectName("danger")
        self.withdraw.setEnabled(False)
        self.sure.toggled.connect(self.withdraw.setEnabled)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        for part in (changes, self.warning, self.sure, buttons):
            box.addWidget(part)
        self.sure.setFocus()

    def _accept(self) -> None:
        self.accept()
        self.decided.emit()
