"""What the brief may claim is asked for from its menu, changes it, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from advocacy.workspace import BurdenInputs, Protection
from tests.makers import cases, workspace
from tests.survey_makers import single, survey_of
from tests.ui.test_app import book, imported
from ui.dialogs.burden_dialog import BurdenDialog
from ui.dialogs.protection_dialog import ProtectionDialog


def test_the_yearly_burden_is_stated_from_the_brief(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    page = app.window.page("brief")
    assert page.evidence.burden.isVisible()
    page.evidence.burden.trigger()
    qtbot.waitUntil(lambda: page.findChild(BurdenDialog) is not None, timeout=20_000)
    dialog = page.findChild(BurdenDialog)
    dialog._fields["tariff_per_hour"].setText("2")
    dialog._accept()
    assert app.session.workspace.settings.burden == BurdenInputs(tariff_per_hour=2.0)
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.settings.burden == BurdenInputs(), timeout=10_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_small_groups_are_protected_as_chosen(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    page = app.window.page("brief")
    before = app.session.workspace.settings
    page.evidence.small_groups.trigger()
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


def test_a_question_to_compare_by(app: Any, qtbot: QtBot) -> None:
    menu = app.window.page("brief").evidence.compare_by
    questions = (single("sex", "f", "m", label="Sex"), single("paid", "yes", "no", label="Paid & why?"))
    held = survey_of({"sex": ["f", "m"] * 20, "paid": ["yes", "yes", "no", "no"] * 10}, questions)
    app.session.apply("Survey", lambda workspace: held)
    assert [one.text() for one in menu.actions()] == ["Nothing", "Sex", "Paid && why?"]
    assert app.session.workspace.settings.compare_by == ""
    menu.actions()[1].trigger()
    assert app.session.workspace.settings.compare_by == "sex"
    assert [one.isChecked() for one in menu.actions()] == [False, True, False]
    app.session.undo()
    qtbot.waitUntil(lambda: menu.actions()[0].isChecked(), timeout=10_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_without_a_survey_no_comparison_is_offered(app: Any, qtbot: QtBot) -> None:
    evidence, day = app.window.page("brief").evidence, date(2024, 1, 1)
    app.session.apply("Cases", lambda held: workspace(cases([day] * 9, [day] * 9)))
    assert not evidence.compare_by.menuAction().isVisible() and not evidence.sample.isVisible()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
