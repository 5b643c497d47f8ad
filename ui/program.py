"""The program from its start to its end: one window after the other, where the language changes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog

from ui import platform
from ui.app import App
from ui.one_program import OneProgram
from ui.session import own_folder
from ui.settings import Remembered
from ui.warm_up import warm_up


def run(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed. A workspace or spreadsheets can be named to begin with."""
    platform.prepare()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Groundswell")
    application.setOrganizationName("Groundswell")
    paths = named_files(arguments)
    one = OneProgram(own_folder())
    if not one.is_first:
        one.hand_over(paths)
        return 0
    if platform.has_web_engine():
        from ui import web

        web.start()
    program = Program(application)
    one.asked.connect(program.come_to_front)
    program.app.window.show()
    warm_up()
    program.app.open_paths(paths)
    code = application.exec()
    program.app.close()
    one.close()
    return code


def named_files(arguments: Sequence[str]) -> list[Path]:
    """Return the files that a start was given, whole: a double-click may name them by a "file:" address, a
    terminal from the folder it is in, where nobody looks for them later.
    """
    return [
        Path(QUrl(one).toLocalFile() if one.startswith("file:") else one).absolute()
        for one in arguments
        if not one.startswith("-")
    ]


class Program(QObject):
    """Holds the window, and makes it anew in another language: nothing is left in the former one."""

    def __init__(
        self, application: QApplication, remembered: Remembered | None = None, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._application = application
        self._remembered = remembered
        self._folder = folder
        self.app = self._made()

    def come_to_front(self, paths: Sequence[Path]) -> None:
        """Show the window, and open what a second start of the program was given."""
        self.app.come_to_front(paths)

    def _made(self) -> App:
        app = App(self._application, self._remembered, self._folder)
        # Queued: the list in which the language was chosen must not go while it is still speaking.
        app.language_changed.connect(self._begin_anew, Qt.ConnectionType.QueuedConnection)
        return app

    def _begin_anew(self) -> None:
        """Close the window and open another in its place, with the same workspace and page."""
        former = self.app
        path, page, waiting = former.session.kept_in(), former.window.current, former.files_waiting
        for dialog in former.window.findChildren(QDialog):
            dialog.close()
        former.close()
        self.app = self._made()
        self.app.window.show()  # before the other goes: the program ends with its last window
        self.app.window.show_page(page)
        if path is not None:
            self.app.session.open_file(path)
        if waiting:
            self.app.import_files(waiting)
        former.window.close()
        former.window.deleteLater()
        former.deleteLater()
