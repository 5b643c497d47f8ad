"""Which one of many? A list that can be searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ui.dialogs.framed import framed
from ui.widgets.entry_list import Entry, EntryList

_SIZE = (480, 480)


class ChooseDialog(QDialog):
    """Lists entries; one is chosen by a double click, Enter or the button.

    Signals:
        decided: arg: the key of the entry
    """

    decided = Signal(str)

    def __init__(
        self,
        title: str,
        search: str,
        button: str,
        entries: Sequence[Entry],
        look: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.list = EntryList(search, look)
        self.list.show_entries(entries)
        self.list.opened.connect(self._decide)
        self.list.chosen.connect(self._enable)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("primary")
        self._ok.setEnabled(False)
        buttons.accepted.connect(lambda: self._decide(self.list.current))
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(self.list, 1)
        box.addWidget(buttons)

    def _enable(self, key: str) -> None:
        self._ok.setEnabled(bool(key))

    def _decide(self, key: str) -> None:
        if key:
            self.decided.emit(key)
            self.accept()
