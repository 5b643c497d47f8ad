"""Which file: spreadsheets to import, a workspace to open or to merge, a name to save under."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.save_name import ask_for_save_name

_SPREADSHEETS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"
_WORKSPACES = "*.groundswell"


class FileChoice(QObject):
    """Asks in the dialogs of the system; nothing follows where the user cancels.

    Signals:
        files_chosen: arg: the spreadsheets or folders to import, a list of paths
        workspace_chosen: arg: the workspace to open
        merge_chosen: arg: the workspace to merge
        name_chosen: arg: the path to save under
    """

    files_chosen = Signal(list)
    workspace_chosen = Signal(Path)
    merge_chosen = Signal(Path)
    name_chosen = Signal(Path)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask_for_files(self) -> None:
        """Ask for spreadsheets."""
        title = self.tr("Choose spreadsheets")
        names, _ = QFileDialog.getOpenFileNames(
            self._window, title, "", f"{self.tr('Spreadsheets')} ({_SPREADSHEETS})"
        )
        if names:
            self.files_chosen.emit([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Ask for a folder of spreadsheets."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder of spreadsheets"))
        if name:
            self.files_chosen.emit([Path(name)])

    def ask_for_workspace(self) -> None:
        """Ask for a workspace to open."""
        title = self.tr("Open a workspace")
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", f"Groundswell ({_WORKSPACES})")
        if name:
            self.workspace_chosen.emit(Path(name))

    def ask_for_merge(self) -> None:
        """Ask for a workspace to merge."""
        title = self.tr("Choose the workspace to merge")
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", f"Groundswell ({_WORKSPACES})")
        if name:
            self.merge_chosen.emit(Path(name))

    def ask_for_name(self) -> None:
        """Ask under which name to save."""
        title = self.tr("Save the workspace as")
        path = ask_for_save_name(self._window, title, "", ".groundswell", "Groundswell")
        if path is not None:
            self.name_chosen.emit(path)
