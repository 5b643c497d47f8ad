"""Closing the window while an import runs asks first; work that nobody would miss does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.validation import checked_import
from tests.makers import cases, imported

Held = threading.Event


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Reading a file waits until this is set."""
    go_on = threading.Event()

    def import_file(path: Path, **_: object) -> Any:
        go_on.wait(30)
        return imported(cases([None], [None]), name=path.name)

    monkeypatch.setattr(checked_import, "import_file", import_file)
    yield go_on
    go_on.set()


def _read(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("a,b\n1,2\n", "utf-8")
    app.import_files([tmp_path / "cases.csv"])
    qtbot.waitUntil(lambda: bool(app.leaving.would_be_lost), timeout=30_000)


def _asked(app: Any) -> list[QMessageBox]:
    return [one for one in app.window.findChildren(QMessageBox) if one.isVisible()]


def _press(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def test_closing_asks_while_a_file_is_read(app: Any, qtbot: QtBot, tmp_path: Path, held: Held) -> None:
    _read(app, qtbot, tmp_path)
    assert not app.window.close()
    assert app.window.isVisible()
    assert not app.window.close()
    (box,) = _asked(app)  # once
    assert box.text() == "Files are being read."
    _press(box, "Go on")
    assert app.window.isVisible() and not _asked(app)
    assert not app.window.close()
    held.set()
    _press(_asked(app)[0], "Stop and close")
    assert not app.window.isVisible()


def test_the_question_goes_when_the_work_is_done(app: Any, qtbot: QtBot, tmp_path: Path, held: Held) -> None:
    _read(app, qtbot, tmp_path)
    assert not app.window.close()
    held.set()
    qtbot.waitUntil(lambda: not _asked(app), timeout=30_000)
    assert app.window.isVisible()
    assert app.window.close()


def test_the_language_waits_for_an_import(app: Any, qtbot: QtBot, tmp_path: Path, held: Held) -> None:
    """A window made anew would lose what is being read."""
    _read(app, qtbot, tmp_path)
    told: list[str] = []
    app.messages.told.connect(lambda message: told.append(message.text))
    with qtbot.assertNotEmitted(app.language_changed):
        app.set_language("fr")
    assert told == ["Files are being read."]
    held.set()
    qtbot.waitUntil(lambda: not app.leaving.would_be_lost, timeout=30_000)


def test_other_work_does_not_ask(app: Any, qtbot: QtBot) -> None:
    go_on = threading.Event()
    app.tasks.run("computing", go_on.wait, 30)
    try:
        assert app.leaving.may_leave()
    finally:
        go_on.set()
