"""One program for the tests of the window: settings and files in a temporary folder, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import platform

platform.prepare()  # before the first QApplication


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[object]:
    """The program with its window shown."""
    from ui.app import App
    from ui.settings import Remembered

    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    remembered = Remembered(store)
    remembered.language = "en"  # whatever the machine speaks
    made = App(qapp, remembered, tmp_path / "own")
    made.window.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key that signs packages is made here, not where the key of whoever runs the tests lies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GROUNDSWELL_FOLDER", str(tmp_path_factory.mktemp("own")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _clipboard_let_go() -> Iterator[None]:
    """An object of ours on the clipboard when Python ends would kill the process, as it would the program."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()
