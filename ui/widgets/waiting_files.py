"""The files that wait to be imported: name, rows, and how many cells of each need a look."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advocacy.importing.imported import ImportedFile
from ui.whole_numbers import say_number
from ui.widgets.entry_list import Entry, EntryList


class WaitingFiles(EntryList):
    """Lists them in the order in which they came.

    Signals:
        file_chosen: The user goes to a file. arg: its path
    """

    file_chosen = Signal(Path)

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Search files"), look, parent)
        self.chosen.connect(lambda key: self.file_chosen.emit(Path(key)))

    def show_files(self, files: Mapping[Path, ImportedFile | None]) -> None:
        """Show these; None for one that is still being read."""
        self.show_entries([self._entry(path, file) for path, file in files.items()])

    def choose_file(self, path: Path) -> None:
        """Go to a file."""
        self.choose(str(path))

    @property
    def current_file(self) -> Path | None:
        """The file that is chosen."""
        return Path(self.current) if self.current else None

    def _entry(self, path: Path, file: ImportedFile | None) -> Entry:
        if file is None:
            return Entry(str(path), path.name, (self.tr("reading …"),))
        rows = sum(account.kept for account in file.reconciliations)
        told = say_number("{count} row", "{count} rows", rows)
        issues = len(file.issues)
        aside = sum(len(account.set_aside) for account in file.reconciliations)
        amiss = [
            say_number("{count} row is set aside", "{count} rows are set aside", aside) if aside else "",
            say_number("{count} cell needs a look", "{count} cells need a look", issues) if issues else "",
        ]
        return Entry(str(path), path.name, (told,), "\n".join(filter(None, amiss)))
