"""The backups of the workspace that is open; one can be opened as a copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from advocacy.workspace.backups import Backup
from ui.dialogs.framed import framed
from ui.widgets.backup_list import BackupList

_SIZE = (760, 420)


class BackupsDialog(QDialog):
    """Lists the backups. Nothing is replaced: what is restored becomes a file of its own.

    Signals:
        restore_wanted: arg: the Backup
    """

    restore_wanted = Signal(object)

    def __init__(self, backups: Sequence[Backup], folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups"))
        self.resize(*_SIZE)
        text = (
            self.tr("Each backup was read back whole before it was kept.")
            if backups
            else self.tr(
                "There is no backup yet. One is made after half an hour of work, and before an import."
            )
        )
        words = QLabel(text, wordWrap=True)
        where = QLabel(
            self.tr("They lie beside the workspace in “%1”. Copy it to another drive now and then.").replace(
                "%1", folder
            ),
            wordWrap=True,
        )
        where.setObjectName("muted")
        where.setTextFormat(Qt.TextFormat.PlainText)
        self.list = BackupList(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._restore = buttons.addButton(
            self.tr("Restore as a copy"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._restore.setObjectName("primary")
        self.list.chosen_changed.connect(lambda chosen: self._restore.setEnabled(chosen is not None))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(words)
        box.addWidget(self.list, 1)
        box.addWidget(where)
        box.addWidget(buttons)
        self._restore.setEnabled(False)
        self.list.show_backups(backups)
        if not backups:
            self.list.hide()
            self.resize(_SIZE[0], self.sizeHint().height())
        self.list.setFocus()

    def _accept(self) -> None:
        chosen = self.list.chosen
        self.accept()
        if chosen is not None:
            self.restore_wanted.emit(chosen)
