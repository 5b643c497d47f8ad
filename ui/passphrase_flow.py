"""The passphrase of a workspace: asked for, set, changed and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from advocacy.errors import AdvocacyError
from ui.messages import Messages
from ui.session import Session


class PassphraseFlow(QObject):
    """Joins the session with the dialogs about passphrases."""

    def __init__(self, session: Session, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._messages, self._window = session, messages, window
        session.passphrase_wanted.connect(self._ask)
        session.protected.connect(self._changed)

    def ask_for_new(self) -> None:
        """Set the passphrase, or change it."""
        if self._session.refuses_change():
            return
        from ui.dialogs.new_passphrase_dialog import NewPassphraseDialog

        dialog = NewPassphraseDialog(self._session.is_protected, self._window)
        dialog.decided.connect(self._session.protect)
        dialog.open()

    def ask_to_remove(self) -> None:
        """Ask whether the passphrase is to be removed."""
        if not self._session.is_protected:
            self._messages.tell(
                self.tr("This workspace has no passphrase."),
                self.tr("“Protect with a passphrase…” in the File menu sets one."),
            )
            return
        if self._session.refuses_change():
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Remove the passphrase"))
        box.setText(self.tr("Anybody who gets the file can read it then. Remove the passphrase?"))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setObjectName("danger")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        remove.clicked.connect(lambda: self._session.protect(""))
        box.open()

    def _ask(self, path: Path, error: AdvocacyError) -> None:
        from ui.dialogs.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(error.message, error.hint, self._window)
        dialog.given.connect(lambda passphrase: self._session.open_file(path, passphrase))
        dialog.open()

    def _changed(self, recovery: str) -> None:
        if not recovery:
            self._messages.tell(
                self.tr("The workspace has no passphrase any more."),
                self.tr("Anybody who gets the file can read it."),
            )
            return
        from ui.dialogs.recovery_key_dialog import RecoveryKeyDialog

        path = self._session.path
        name = path.name if path and self._session.is_named else self.tr("Unnamed")
        RecoveryKeyDialog(recovery, name, self._window).open()
        self._messages.tell(
            self.tr("The workspace is protected, and so are its backups; what was readable is overwritten."),
            self.tr(
                "The disk may keep traces, and copies you have made stay readable: delete them yourself."
            ),
        )
