"""Backups in the window: listed and restored on request, offered where a workspace cannot be opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advocacy.errors import AdvocacyError
from ui.messages import Kind, Messages
from ui.models.cell_text import moment_text
from ui.session import Session

if TYPE_CHECKING:  # the window must not wait for the data libraries
    from advocacy.workspace.backups import Backup
    from advocacy.workspace.recovery import Recovery


class BackupFlow(QObject):
    """Joins the session with the two dialogs about backups."""

    def __init__(self, session: Session, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._messages, self._window = session, messages, window
        self._is_asked = False
        session.recovery_wanted.connect(self._offer)
        session.backups_listed.connect(self._show)
        session.failed.connect(self._not_listed)
        session.purge_delayed.connect(self._tell_of_delay)
        session.retention_ended.connect(self._tell_of_end)

    def begin(self) -> None:
        """Show the backups of the workspace that is open, once however often it is asked meanwhile."""
        if not self._is_asked:
            self._is_asked = True
            self._session.list_backups()

    def saved_text(self) -> str:
        """When the last backup was made, for the line at the bottom; empty where there is none."""
        at = self._session.last_backup
        return self.tr("last backup %1").replace("%1", moment_text(at.isoformat())) if at else ""

    def _show(self, backups: Sequence[Backup]) -> None:
        from advocacy.workspace.backups import folder_of
        from ui.dialogs.backups_dialog import BackupsDialog

        self._is_asked = False
        path = self._session.path
        folder = str(folder_of(path)) if path else ""
        if not folder and backups:
            folder = str(backups[0].path.parent)
        dialog = BackupsDialog(backups, folder or self.tr("the folder of the program"), self._window)
        dialog.restore_wanted.connect(self._restore_copy)
        dialog.open()

    def _not_listed(self, _: object) -> None:
        self._is_asked = False

    def _restore_copy(self, backup: Backup) -> None:
        """Open it beside the workspace; of one without a name, as another without a name."""
        from advocacy.workspace.recovery import copy_name

        path = self._session.path
        if path is not None and self._session.is_named:
            copy = copy_name(path, backup.at)
            told = self.tr("The backup is opened as “%1”.").replace("%1", copy.name)
        else:
            copy = self._session.unnamed_path()
            told = self.tr("The backup is opened, without a name yet.")
        self._session.restore(backup, copy)
        self._messages.tell(told, self.tr("The workspace you had open is kept as it was."))

    def _offer(self, error: AdvocacyError, found: Recovery, passphrase: str) -> None:
        from ui.dialogs.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(error.message, found, self._window)
        dialog.restore_wanted.connect(partial(self._restore, found, passphrase))
        dialog.rejected.connect(partial(self._messages.tell_error, error))
        dialog.open()

    def _restore(self, found: Recovery, passphrase: str, backup: Backup) -> None:
        self._session.restore(backup, found.path, passphrase)

    def _tell_of_end(self) -> None:
        self._messages.tell(
            self.tr("What was kept of people who withdrew consent is now removed for good."),
            self.tr("The earlier steps and backups that held it are gone, and the contents of their files."),
        )

    def _tell_of_delay(self) -> None:
        self._messages.tell(
            self.tr("What was erased is still in the file, as another program looks at it."),
            self.tr("Close it there; then it is removed for good when you close the workspace here."),
            Kind.WARNING,
        )
