"""A file that another program holds, wherever it is written from: it stays, another name is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from advocacy.errors import ReadError
from advocacy.exporting.file_name import free_name
from tests.ui.test_app import book, imported
from tests.ui.widgets.test_web_charts import finding
from ui.another_name import ask_again
from ui.messages import Message, Messages

WORDS = "Save under another name…"


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, in which every file that is there already is held by another program."""
    made = tmp_path / "target"
    made.mkdir()
    replace = Path.replace

    def refused(path: Path, to: Path) -> Path:
        if to.parent == made and to.exists():
            raise PermissionError(13, "WinError 32")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", refused)
    return made


@pytest.fixture
def suggested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was suggested to the user, who takes it."""
    found: list[str] = []

    def take(parent: object, title: str, suggestion: str, *_: object) -> tuple[str, str]:
        found.append(suggestion)
        return suggestion, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    return found


def _said(app: Any) -> str:
    message = app.window.message_bar.message
    return message.text if message else ""


def _refused(app: Any, qtbot: QtBot, file: Path, write: Callable[[], None]) -> Path:
    """Try to write over a file; press the button of the message. Return the file that is suggested."""
    file.write_bytes(b"old")
    write()
    qtbot.waitUntil(lambda: "cannot be written" in _said(app), timeout=60_000)
    message: Message = app.window.message_bar.message
    assert file.name in message.text and message.hint and message.action is not None
    assert message.action[0] == WORDS
    assert file.read_bytes() == b"old" and [one.name for one in file.parent.iterdir()] == [file.name]
    message.action[1]()
    return file.with_name(f"{file.stem} (2){file.suffix}")


def _written(app: Any, qtbot: QtBot, old: Path, new: Path) -> None:
    qtbot.waitUntil(new.exists, timeout=60_000)
    qtbot.waitUntil(lambda: f"Written: {new.name}" in _said(app), timeout=60_000)
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=60_000)
    assert new.stat().st_size > 100 and old.read_bytes() == b"old"
    assert {one.name for one in new.parent.iterdir()} == {old.name, new.name}


def test_a_brief(app: Any, qtbot: QtBot, target: Path, suggested: list[str], tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "cases.xlsx"))
    app.window.show_page("brief")
    brief = app.window.page("brief")
    file = target / "brief.html"
    new = _refused(app, qtbot, file, lambda: brief.export_to([file]))
    _written(app, qtbot, file, new)
    assert suggested == [str(new)]


def test_a_return_workbook(
    app: Any, qtbot: QtBot, target: Path, suggested: list[str], tmp_path: Path
) -> None:
    source = book(tmp_path / "cases.xlsx")
    app.import_files([source])
    page = app.window.page("import")
    qtbot.waitUntil(lambda: page.waiting == (source,), timeout=30_000)
    file = target / "to correct.xlsx"
    new = _refused(app, qtbot, file, lambda: page.write_return(file))
    _written(app, qtbot, file, new)
    assert suggested == [str(new)]


def test_a_page(app: Any, qtbot: QtBot, target: Path, suggested: list[str]) -> None:
    file = target / "home.pdf"
    new = _refused(app, qtbot, file, lambda: app.printing.save_pdf(app.window.page("home"), "Home", file))
    _written(app, qtbot, file, new)
    assert suggested == [str(new)]


def test_the_numbers_of_a_chart(app: Any, qtbot: QtBot, target: Path) -> None:
    file = target / "numbers.csv"
    one = finding("licensing.hurdles", "Hurdles")
    new = _refused(app, qtbot, file, lambda: app.chart_actions.save(one, file))
    (dialog,) = app.window.findChildren(QFileDialog)
    assert [Path(name) for name in dialog.selectedFiles()] == [new]
    dialog.fileSelected.emit(str(new))
    dialog.reject()
    _written(app, qtbot, file, new)


def test_another_name_does_not_help_where_the_source_is_gone(qapp: object) -> None:
    messages, told = Messages(), []
    messages.told.connect(told.append)
    ask_again(messages, lambda: None)(ReadError("“a.xlsx” is not there.", hint="Look for it."))
    assert [one.action for one in told] == [None]


def test_a_free_name_is_had_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.b.docx"
    assert free_name(path).name == "a.b (2).docx"
    free_name(path).write_bytes(b"")
    assert free_name(path).name == "a.b (3).docx"
