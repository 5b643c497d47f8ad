"""Backups to choose from: when, how many rows, what was done last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from advocacy.workspace.backups import Backup
from ui.models.cell_text import moment_text
from ui.whole_numbers import whole


class BackupList(QTreeWidget):
    """One line for each backup, newest first; the first is chosen to begin with.

    Signals:
        chosen_changed: arg: the Backup, None where none is chosen
    """

    chosen_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels([self.tr("Made"), self.tr("Rows"), self.tr("Done last"), self.tr("Size")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(False)
        for column in (0, 1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.itemSelectionChanged.connect(self._tell)
        self._backups: tuple[Backup, ...] = ()

    @property
    def chosen(self) -> Backup | None:
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        return self._backups[rows[0]] if rows else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List these and choose the first."""
        self.clear()
        self._backups = tuple(backups)
        for backup in backups:
            cells = [
                day_and_time(backup),
                whole(backup.rows),
                backup.said,
                QLocale().formattedDataSize(backup.size),
            ]
            line = QTreeWidgetItem(cells)
            for column in (1, 3):
                line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.setToolTip(2, backup.said.replace("<", "&lt;"))
            self.addTopLevelItem(line)
        if backups:
            self.setCurrentItem(self.topLevelItem(0))

    def _tell(self) -> None:
        self.chosen_changed.emit(self.chosen)


def day_and_time(backup: Backup) -> str:
    """When a backup was made, as the clock on the wall says."""
    return moment_text(backup.at.isoformat(timespec="seconds"))
