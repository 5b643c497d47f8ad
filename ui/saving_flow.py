"""What the user sees of saving: the line at the bottom, and what is said where a file takes no change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from advocacy.workspace.plain_errors import DamagedError, HeldElsewhereError, NotWrittenError
from ui.backup_flow import BackupFlow
from ui.file_choice import FileChoice
from ui.messages import Messages
from ui.session import Session
from ui.widgets.status_line import StatusLine


class SavingFlow(QObject):
    """Joins the session with the line at the bottom and the messages."""

    def __init__(
        self,
        session: Session,
        messages: Messages,
        backups: BackupFlow,
        choice: FileChoice,
        status: StatusLine,
    ) -> None:
        super().__init__(status)
        self._session, self._messages, self._backups = session, messages, backups
        self._choice, self._status = choice, status
        choice.name_chosen.connect(self._save_as)
        session.saving.connect(self._saving)
        session.saved.connect(self._saved)
        session.backed_up.connect(self._saved)
        session.named.connect(self._tell_saved)
        session.failed.connect(self._failed)

    def save(self) -> None:
        """Everything is saved already; what can be missing is a name."""
        session = self._session
        if session.path is None or not session.is_named or session.is_read_only or session.is_unsaved:
            self._choice.ask_for_name()
            return
        self._tell_saved(self._session.path)

    def _save_as(self, path: Path) -> None:
        self._session.save_as(path)

    def _saving(self) -> None:
        self._status.show_state(self.tr("Saving …"))

    def _saved(self) -> None:
        name = self._session.path.name if self._session.is_named and self._session.path else ""
        if self._session.is_unsaved:
            self._status.show_state(self.tr("The last change is not saved"))
            return
        text = self.tr("Saved in %1").replace("%1", name) if name else self.tr("Saved, without a name yet")
        if not self._session.is_saving:
            self._status.show_state(" · ".join(filter(None, (text, self._backups.saved_text()))))

    def _failed(self, error: BaseException) -> None:
        """Offer another name where the file itself cannot take a change."""
        action = None
        if isinstance(error, (HeldElsewhereError, NotWrittenError)):
            action = (self.tr("Save under another name…"), self._choice.ask_for_name)
        elif isinstance(error, DamagedError) and self._session.path is not None:
            action = (self.tr("Backups…"), self._backups.begin)
        self._messages.tell_error(error, action=action)

    def _tell_saved(self, path: Path) -> None:
        self._messages.tell(
            self.tr("Everything is saved in “%1”.").replace("%1", path.name),
            self.tr("Groundswell saves each change at once."),
        )
