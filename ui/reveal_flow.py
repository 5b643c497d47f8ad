"""Masked values: shown when asked for, which the log tells, and hidden again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.messages import Messages
from ui.models.shown_column import ShownColumn
from ui.models.table_model import TableModel
from ui.session import Session


class RevealFlow(QObject):
    """Asks before values that tell about people are seen.

    Signals:
        changed: Other columns are masked now
    """

    changed = Signal()

    def __init__(self, session: Session, messages: Messages, rows: TableModel, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._messages, self._rows, self._page = session, messages, rows, page

    def is_hidden(self, name: str) -> bool:
        """Whether the values of a column are masked."""
        number = self._rows.number_of(name)
        return number is not None and self._rows.is_hidden(number)

    def refuse(self) -> None:
        """Say why nothing can be done with a masked column."""
        self._messages.tell(
            self.tr("The values of this column are hidden, because they tell about people."),
            self.tr("Choose “Show the hidden values…” in the menu of the column first."),
        )

    def ask(self, column: ShownColumn) -> None:
        """Ask whether the values of a column are to be shown."""
        if self._session.is_read_only:
            self._messages.tell(
                self.tr("Hidden values are not shown in a workspace that can only be looked at."),
                self.tr("Showing them is recorded, and nothing can be recorded here."),
            )
            return
        box = QMessageBox(self._page)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Show hidden values"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Show the values of “%1”?").replace("%1", column.title))
        box.setInformativeText(
            self.tr(
                "They tell about people. The log of the workspace records that they were shown. "
                "They are hidden again when you leave this page."
            )
        )
        show = box.addButton(self.tr("Show"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        show.clicked.connect(partial(self.reveal, column.name))
        box.open()

    def reveal(self, name: str) -> None:
        """Show the values of a masked column until the page is left; the log tells that they were shown."""
        self._session.note(self.tr("Hidden values were shown"))
        self._rows.reveal(self._rows.revealed | {name})
        self.changed.emit()

    def conceal(self) -> None:
        """Mask every column that was masked before."""
        self._rows.reveal(frozenset())
        self.changed.emit()
