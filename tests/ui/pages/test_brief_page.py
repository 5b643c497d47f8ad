"""The yearly burden is asked for from the brief, changes it, and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from advocacy.workspace import BurdenInputs
from tests.ui.test_app import book, imported
from ui.dialogs.burden_dialog import BurdenDialog


def test_the_yearly_burden_is_stated_from_the_brief(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    page = app.window.page("brief")
    assert page._burden.isVisibleTo(page)
    page._burden.click()
    qtbot.waitUntil(lambda: page.findChild(BurdenDialog) is not None, timeout=20_000)
    dialog = page.findChild(BurdenDialog)
    dialog._fields["tariff_per_hour"].setText("2")
    dialog._accept()
    assert app.session.workspace.settings.burden == BurdenInputs(tariff_per_hour=2.0)
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.settings.burden == BurdenInputs(), timeout=10_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
