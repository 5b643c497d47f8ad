"""Whoever hears the window instead of seeing it is told what each control is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_app import book

_SIGNS = ("⋯", "…", "▾", "×", "✕", "")
_ASKING = (
    "Backups…",
    "Protect with a passphrase…",
    "Your name…",
    "Settings…",
    "About Groundswell",
)


def nameless(root: QWidget) -> set[tuple[str, str]]:
    """The controls in sight that Tab reaches and that have no name: each with what holds it."""
    found = set()
    for part in root.findChildren(QWidget):
        if not part.isVisible() or not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        parent = part.parent()
        if part.inherits("QWebEngineView") or (parent is not None and parent.inherits("QWebEngineView")):
            continue  # what is in the page has names of its own
        known = QAccessible.queryAccessibleInterface(part)
        if known is None or known.text(QAccessible.Text.Name).strip() in _SIGNS:
            found.add((type(part).__name__, type(parent).__name__))
    return found


def test_every_control_of_every_page_has_a_name(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    assert nameless(app.window) == set()
    app.open_sample()
    qtbot.waitUntil(lambda: bool(app.session.workspace.sources), timeout=60_000)
    for key in app.window.titles:
        app.window.show_page(key)
        if key == "import":
            path = book(tmp_path / "a.xlsx")
            app.import_files([path])
            qtbot.waitUntil(lambda path=path: path in app.window.page("import").waiting, timeout=60_000)
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=120_000)
        assert nameless(app.window) == set(), key


def test_every_control_of_the_dialogs_has_a_name(app: Any, qtbot: QtBot) -> None:
    for command in _ASKING:
        app.window.command_searched.emit(command)
        qtbot.waitUntil(
            lambda: any(one.isVisible() for one in app.window.findChildren(QDialog)), timeout=10_000
        )
        for dialog in app.window.findChildren(QDialog):
            if dialog.isVisible():
                assert nameless(dialog) == set(), command
                dialog.reject()
