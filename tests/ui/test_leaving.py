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
from tests.ui.test_app import book
from tests.ui.test_app import imported as read_in
from ui import brief_export
from ui.brief_pictures import BriefPictures

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


@pytest.fixture
def brief(app: Any, qtbot: QtBot, tmp_path: Path) -> Any:
    read_in(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    page = app.window.page("brief")
    qtbot.waitUntil(
        lambda: page.composed is not None and page.composed.number == page.composer.number, timeout=60_000
    )
    yield page
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=60_000)


def test_closing_asks_while_a_brief_is_written(
    app: Any, qtbot: QtBot, tmp_path: Path, brief: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, write = threading.Event(), brief_export._export

    def slowly(composed: Any, paths: Any, pictures: Any, progress: Any) -> Any:
        go_on.wait(30)
        return write(composed, paths, pictures, progress)

    monkeypatch.setattr(brief_export, "_export", slowly)
    path = tmp_path / "brief.md"
    brief.export_to([path])
    qtbot.waitUntil(
        lambda: any(one.label == "Writing the brief" for one in app.tasks.running), timeout=60_000
    )
    assert not app.window.close() and app.window.isVisible()
    assert _asked(app)[0].text() == "The brief is being written."
    _press(_asked(app)[0], "Go on")
    go_on.set()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not app.leaving.would_be_lost, timeout=60_000)


def test_closing_asks_while_a_brief_waits_for_its_charts(
    app: Any, qtbot: QtBot, tmp_path: Path, brief: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BriefPictures, "is_drawing", property(lambda _: True))
    path = tmp_path / "brief.md"
    brief.export_to([path])
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
    assert app.leaving.would_be_lost == ("The brief is being written.",)
    monkeypatch.undo()
    with qtbot.waitSignal(brief.exported, timeout=60_000):
        brief.pictures.finished.emit()
    assert path.exists() and not app.leaving.would_be_lost


def test_a_brief_that_is_not_to_be_written_is_not_asked_about(
    app: Any, qtbot: QtBot, tmp_path: Path, brief: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BriefPictures, "is_drawing", property(lambda _: True))
    brief.export_to([tmp_path / "brief.md"])
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
    brief.export._let_go()
    assert app.leaving.may_leave() and not _asked(app)
