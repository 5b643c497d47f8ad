"""The log of the workspace: whose name stands in it, and whether it is whole."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from ui.messages import Kind, Messages
from ui.session import Session
from ui.settings import Remembered
from ui.whole_numbers import say_number


class LogFlow(QObject):
    """Asks for the name of whoever sits here, and tells whether the log was changed from outside."""

    def __init__(self, session: Session, messages: Messages, remembered: Remembered, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._messages = session, messages
        self._remembered, self._window = remembered, window
        session.log_checked.connect(self._checked)

    def ask_for_own_name(self) -> None:
        """Ask how the user is called."""
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Your name"))
        dialog.setLabelText(
            self.tr(
                "It stands in the log of a workspace, beside files you import and values you change.\n"
                "Whoever has the file can read it.\n"
                "Leave it empty to be called “someone”."
            )
        )
        dialog.setTextValue(self._remembered.who)
        dialog.textValueSelected.connect(self.keep_own_name)
        dialog.open()

    def keep_own_name(self, name: str) -> None:
        """Call the user so from now on, "" for someone."""
        self._remembered.who = self._session.who = name.strip()

    def _checked(self, lines: int, broken: int) -> None:
        if broken:
            self._messages.tell(
                self.tr("Line %1 of the log was changed or removed by another program.").replace(
                    "%1", str(broken)
                ),
                self.tr("Do not rely on this file as evidence; compare it with a copy made earlier."),
                Kind.WARNING,
            )
        else:
            self._messages.tell(
                say_number(
                    "The log is whole: {count} line, none changed or removed.",
                    "The log is whole: {count} lines, none changed or removed.",
                    lines,
                )
            )
