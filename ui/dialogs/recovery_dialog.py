"""A workspace cannot be opened: which backup shall take its place?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from advocacy.workspace.recovery import Recovery
from ui.dialogs.framed import framed
from ui.whole_numbers import say_number
from ui.widgets.backup_list import BackupList, day_and_time

_SIZE = (760, 440)


class RecoveryDialog(QDialog):
    """Offers the newest backup that is whole, and the others. said: why the workspace cannot be opened.

    Signals:
        restore_wanted: arg: the Backup
    """

    restore_wanted = Signal(object)

    def __init__(self, said: str, found: Recovery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a workspace"))
        self.resize(*_SIZE)
        heading = QLabel(said, wordWrap=True)
        heading.setObjectName("heading")
        newest = say_number(
            "A backup of {time} is whole: {count} row.",
            "A backup of {time} is whole: {count} rows.",
            found.good.rows,
            time=day_and_time(found.good),
        )
        words = QLabel(newest, wordWrap=True)
        aside = QLabel(
            self.tr("The damaged file is not thrown away: it is kept beside it, with “damaged” in its name.")
            if found.path.exists()
            else self.tr("What was done after the backup is not in it."),
            wordWrap=True,
        )
        aside.setObjectName("muted")
        for label in (heading, words, aside):
            label.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file may be in it
        self.list = BackupList(self.windowTitle())
        self.list.show_backups((found.good, *found.others))
        buttons = QDialogButtonBox()
        restore = buttons.addButton(self.tr("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        restore.setObjectName("primary")
        buttons.addButton(self.tr("Leave it as it is"), QDialogButtonBox.ButtonRole.RejectRole)
        self.list.chosen_changed.connect(lambda chosen: restore.setEnabled(chosen is not None))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        for part in (heading, words):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        box.addWidget(aside)
        box.addWidget(buttons)
        restore.setFocus()

    def _accept(self) -> None:
        chosen = self.list.chosen
        self.accept()
        if chosen is not None:
            self.restore_wanted.emit(chosen)
