"""On the brief page a question can be chosen by which the answers to the others are compared."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from tests.makers import cases, workspace
from tests.survey_makers import single, survey_of


def test_a_question_to_compare_by(app: Any, qtbot: QtBot) -> None:
    page = app.window.page("brief")
    questions = (single("sex", "f", "m", label="Sex"), single("paid", "yes", "no", label="Did you pay?"))
    held = survey_of({"sex": ["f", "m"] * 20, "paid": ["yes", "yes", "no", "no"] * 10}, questions)
    app.session.apply("Survey", lambda workspace: held)
    combo = page._compare_by
    assert [combo.itemText(i) for i in range(combo.count())] == ["Nothing", "Sex", "Did you pay?"]
    assert app.session.workspace.settings.compare_by == ""
    combo.setCurrentIndex(1)
    assert app.session.workspace.settings.compare_by == "sex"
    assert combo.currentText() == "Sex"
    app.session.undo()
    qtbot.waitUntil(lambda: combo.currentText() == "Nothing", timeout=10_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_without_a_survey_nothing_is_offered(app: Any, qtbot: QtBot) -> None:
    page, day = app.window.page("brief"), date(2024, 1, 1)
    app.session.apply("Cases", lambda held: workspace(cases([day] * 9, [day] * 9)))
    assert page._comparison.isHidden()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
