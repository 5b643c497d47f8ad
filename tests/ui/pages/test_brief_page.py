"""The yearly burden is asked for from the brief, changes it, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from advocacy.workspace import BurdenInputs, Protection
from advocacy.workspace.exported import Exported
from tests.ui.test_app import book, imported
from ui.dialogs.burden_dialog import BurdenDialog
from ui.dialogs.protection_dialog import ProtectionDialog


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


def test_an_earlier_brief_is_warned_of_before_this_one_is_written(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """Two applications fewer in an earlier brief: who holds both learns about those two."""
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    told = Exported("2024-05-01", "first.pdf", (("licensing.time_to_decision", "", "n", 38),))
    app.session.apply("Brief exported", lambda workspace: workspace.with_exported(told))
    target, said = tmp_path / "brief.html", []
    app.messages.told.connect(lambda message: said.append((message.text, target.exists())))
    app.window.show_page("brief")
    page = app.window.page("brief")
    qtbot.waitUntil(lambda: page._composed is not None, timeout=60_000)
    with qtbot.waitSignal(page.exported, timeout=120_000):
        page.export_to([target])
    warned = [was_there for text, was_there in said if "differs by 2 from the brief of 2024-05-01" in text]
    assert warned == [False]
    assert app.session.workspace.exported[-1].name == "brief.html"
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_small_groups_are_protected_as_chosen(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    page = app.window.page("brief")
    before = app.session.workspace.settings
    assert page._small_groups.isVisibleTo(page)
    page._small_groups.click()
    dialog = page.findChild(ProtectionDialog)
    dialog._round.setChecked(True)
    dialog._smallest.setCurrentIndex(dialog._smallest.findData(10))
    dialog._accept()
    kept = app.session.workspace.settings
    assert (kept.protection, kept.smallest_group) == (Protection.ROUND, 10)
    assert replace(kept, protection=before.protection, smallest_group=before.smallest_group) == before
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.settings == before, timeout=10_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
