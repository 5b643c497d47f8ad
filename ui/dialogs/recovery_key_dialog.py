"""The recovery key, shown once: to print, or to copy into a password safe."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QWidget,
)

from ui.dialogs.framed import framed
from ui.models.cell_text import day_text

_WIDTH = 520
_KEY_POINTS, _PAPER_POINTS = 15, 11
_IN_LINE = 4  # groups


class RecoveryKeyDialog(QDialog):
    """Shows the key until the user says that it is kept."""

    def __init__(self, recovery: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Recovery key"))
        self.setMinimumWidth(_WIDTH)
        self._recovery = recovery
        self._name = name
        words = QLabel(
            self.tr(
                "If the passphrase is forgotten, this key opens the workspace, and nothing else does. "
                "It is shown only now. Print it, and keep the paper away from the computer."
            ),
            wordWrap=True,
        )
        key = QLabel(self._lines())
        key.setObjectName("recoveryKey")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(_KEY_POINTS)
        key.setFont(font)
        key.setStyleSheet(f"font-family: monospace; font-size: {_KEY_POINTS}pt;")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        key.setAccessibleName(self.tr("Recovery key"))
        key.setMargin(12)
        self._kept = QCheckBox(self.tr("I have printed it or written it down"))
        buttons = QDialogButtonBox()
        print_ = QPushButton(self.tr("Print…"))
        copy = QPushButton(self.tr("Copy"))
        self._close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._close.setObjectName("primary")
        self._close.setEnabled(False)
        for button in (print_, copy):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        print_.clicked.connect(self._print)
        copy.clicked.connect(self._copy)
        self._kept.toggled.connect(self._close.setEnabled)
        buttons.accepted.connect(self.accept)
        box = framed(self)
        for part in (words, key, self._kept, buttons):
            box.addWidget(part)

    def reject(self) -> None:
        """Escape and the cross close it only when the key is kept: it cannot be shown again."""
        if self._kept.isChecked():
            super().reject()

    def page(self) -> str:
        """The page that is printed, as plain text."""
        return "\n\n".join(
            (
                self.tr("Groundswell: recovery key"),
                self.tr("Workspace: %1").replace("%1", self._name),
                self.tr("Made on %1").replace("%1", day_text(date.today().isoformat())),
                self._lines(),
                self.tr("Open the workspace and type this key in place of the passphrase."),
                self.tr("Whoever has this paper and the file can read everything in it."),
            )
        )

    def _lines(self) -> str:
        groups = self._recovery.split("-")
        rows = [groups[i : i + _IN_LINE] for i in range(0, len(groups), _IN_LINE)]
        return "\n".join(" - ".join(row) for row in rows)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._recovery)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print_on(printer))
        QDialog.open(dialog)  # its own open wants a receiver

    def _print_on(self, printer: object) -> None:
        document = QTextDocument()
        document.setDefaultFont(QFont(document.defaultFont().family(), _PAPER_POINTS))
        document.setPlainText(self.page())
        lines = self._lines().splitlines()
        cursor = QTextCursor(document)
        for block in (document.findBlockByNumber(n) for n in range(document.blockCount())):
            if block.text() in lines or block.blockNumber() == 0:
                cursor.setPosition(block.position())
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(_key_letters() if block.text() in lines else _heading())
        document.print_(printer)  # type: ignore[arg-type]


def _key_letters() -> QTextCharFormat:
    """Letters of one width, large: they are typed from paper, perhaps years later."""
    form = QTextCharFormat()
    form.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(), "monospace"])
    form.setFontPointSize(_KEY_POINTS)
    return form


def _heading() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(_KEY_POINTS)
    form.setFontWeight(QFont.Weight.Bold)
    return form
