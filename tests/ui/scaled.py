"""Opens every page and dialog in a window of a size and language; tells as JSON what is cut. For a test."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from advocacy.wording import ENGLISH
from tests.pictures.dialogs import opened
from tests.pictures.rest import come_to_rest, fill, pause
from tests.ui.fitting import clipped
from tests.ui.longer_words import longer_words
from ui import platform

LONGER = "longer"  # instead of a language: every text as long as in German


def main(width: int, height: int, folder: Path, language: str) -> None:
    platform.prepare()
    application = QApplication([sys.argv[0]])
    if language == LONGER:
        with longer_words():
            _look_through(application, width, height, folder, ENGLISH)
    else:
        _look_through(application, width, height, folder, language)


def _look_through(application: QApplication, width: int, height: int, folder: Path, language: str) -> None:
    from ui.app import App
    from ui.settings import Remembered

    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    remembered = Remembered(store)
    remembered.language = language
    app = App(application, remembered, folder / "own")
    app.window.resize(width, height)
    app.window.show()
    found = []
    for is_filled in (False, True):
        if is_filled:
            fill(app)
        for key in app.window.titles:
            app.window.show_page(key)
            pause(0.1)
            if is_filled:
                come_to_rest(app, key)
            size = app.window.size()
            if (size.width(), size.height()) != (width, height):
                found.append(f"{key}: the window grew to {size.width()}×{size.height()}")
            found += [f"{key}: {one}" for one in clipped(app.window)]
    for name, dialog in opened(app):
        if dialog.width() > width or dialog.height() > height:
            found.append(f"{name}: the dialog is {dialog.width()}×{dialog.height()}")
        found += [f"{name}: {one}" for one in clipped(dialog)]
    seen = {
        "ratio": app.window.devicePixelRatioF(),
        "is_folded": app.window.rail.is_folded,
        "clipped": found,
    }
    app.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
