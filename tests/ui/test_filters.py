"""The filter bar: the period of cases and of returns, the questions of a survey, kept and cleared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from advocacy.workspace import Filter, Workspace
from tests.analysis.cooperative_workspaces import Q1, Q2, each, held, register
from tests.makers import cases, workspace
from tests.survey_makers import single, survey_of
from ui.dialogs.period_dialog import PeriodDialog
from ui.widgets.filter_bar import FilterBar
from ui.widgets.period_button import PeriodButton

_PATIENCE = 60_000


def _cases() -> Workspace:
    days = [date(2023, 1, 15) + timedelta(days=30 * i) for i in range(24)]
    return workspace(cases(days, [None] * 24, region=["North", "South"] * 12))


def _survey(questions: int = 2) -> Workspace:
    asked = tuple(single(f"q{n}", "yes", "no", label=f"Question {n}?") for n in range(questions))
    made = survey_of({one.column: ["yes", "no", "no"] * 10 for one in asked}, asked)
    return replace(made, tables=tuple(replace(one, name="members") for one in made.tables))


def _bar(app: Any, qtbot: QtBot, made: Workspace, page: str, counted: str) -> FilterBar:
    app.session.apply("x", lambda _: made)
    app.window.show_page(page)
    bar: FilterBar = app.window.filters
    _wait_for(qtbot, bar, counted)
    qtbot.waitUntil(bar.isVisible, timeout=_PATIENCE)
    return bar


def _wait_for(qtbot: QtBot, bar: FilterBar, counted: str) -> None:
    qtbot.waitUntil(lambda: counted in [one.text() for one in bar.findChildren(QLabel)], timeout=_PATIENCE)


def _period(bar: FilterBar) -> PeriodButton:
    return next(one for one in bar._buttons if isinstance(one, PeriodButton))


def _entries(menu: QMenu) -> dict[str, Any]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_year_is_one_click_and_the_button_says_it(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _cases(), "licensing", "24 of 24 cases")
    entries = _entries(_period(bar).menu())
    assert list(entries) == ["All days", "2024  (12)", "2023  (12)", "From day to day…"]
    assert entries["All days"].isChecked()
    entries["2023  (12)"].trigger()
    _wait_for(qtbot, bar, "12 of 24 cases")
    assert app.session.workspace.filters == (Filter("date_applied", ("2023-01-01", "2023-12-31")),)
    assert _period(bar).text() == "Period: 2023 ▾"
    clear = next(one for one in bar.findChildren(QPushButton) if one.text() == "Clear filters")
    assert clear.isVisible()
    clear.click()
    _wait_for(qtbot, bar, "24 of 24 cases")
    app.session.undo()
    _wait_for(qtbot, bar, "12 of 24 cases")
    _entries(_period(bar).menu())["All days"].trigger()
    _wait_for(qtbot, bar, "24 of 24 cases")
    assert app.session.workspace.filters == ()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_any_two_days_can_be_chosen(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _cases(), "licensing", "24 of 24 cases")
    _entries(_period(bar).menu())["From day to day…"].trigger()
    dialog = app.window.findChild(PeriodDialog)
    assert dialog.first.date() == QDate(2023, 1, 15) and not dialog.first.isEnabled()
    dialog.first_on.setChecked(True)
    dialog.last_on.setChecked(True)
    dialog.first.setDate(QDate(2024, 5, 1))
    dialog.last.setDate(QDate(2024, 4, 1))
    assert not dialog._keep.isEnabled() and dialog._wrong.isVisibleTo(dialog)
    dialog.last.setDate(QDate(2024, 7, 31))
    dialog._keep.click()
    _wait_for(qtbot, bar, "3 of 24 cases")
    assert app.session.workspace.filters == (Filter("date_applied", ("2024-05-01", "2024-07-31")),)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


@pytest.mark.parametrize("with_register", [True, False])
def test_returns_are_chosen_by_their_period(app: Any, qtbot: QtBot, with_register: bool) -> None:
    listed = [register([f"C{n:02d}" for n in range(9)], region=["N", "S", "S"] * 3)] if with_register else []
    made = held(each(9, Q1, Q2, members=9), *listed)
    before = "9 of 9 cooperatives · " if with_register else ""
    bar = _bar(app, qtbot, made, "cooperatives", f"{before}18 of 18 returns")
    bar.filter_chosen.emit(Filter("period", ("2024-01-01", "2024-03-31")))
    _wait_for(qtbot, bar, f"{before}9 of 18 returns")
    page = app.window.page("cooperatives")
    qtbot.waitUntil(lambda: app.tasks.idle and bool(page.findings), timeout=_PATIENCE)
    words = "returns for periods from 1 January 2024 to 31 March 2024"
    qtbot.waitUntil(lambda: any(words in one.filters for one in page.findings), timeout=_PATIENCE)


def test_a_survey_is_filtered_by_its_questions(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _survey(), "survey", "30 of 30 people")
    assert [one.text() for one in bar._buttons] == ["Question 0? ▾", "Question 1? ▾"]
    _entries(bar._buttons[0].menu())["yes  (10)"].trigger()
    _wait_for(qtbot, bar, "10 of 30 people")
    assert app.session.workspace.filters == (Filter("members.q0", ("yes",)),)
    page = app.window.page("survey")
    qtbot.waitUntil(lambda: any("Question 0? yes" in one.filters for one in page.findings), timeout=_PATIENCE)
    app.window.show_page("licensing")
    assert not bar.isVisible()
    app.window.show_page("survey")
    qtbot.waitUntil(bar.isVisible, timeout=_PATIENCE)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_of_many_questions_the_rest_stands_in_one_menu(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _survey(12), "survey", "30 of 30 people")
    assert len(bar._buttons) == 8
    more: QToolButton = bar._buttons[-1]
    inside = [one.menu() for one in more.menu().actions()]
    assert [one.title() for one in inside] == [f"Question {n}?" for n in range(7, 12)]
    _entries(inside[-1])["no  (20)"].trigger()
    _wait_for(qtbot, bar, "20 of 30 people")
    assert bar._buttons[-2].text() == "Question 11?: no ▾"  # what is chosen is always in view
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_filters_are_there_when_the_workspace_is_opened_again(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    bar = _bar(app, qtbot, _cases(), "licensing", "24 of 24 cases")
    bar.filter_chosen.emit(Filter("date_applied", ("2024-01-01", "")))
    _wait_for(qtbot, bar, "12 of 24 cases")
    path = tmp_path / "kept.groundswell"
    app.session.save_as(path)
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=_PATIENCE)
    app.session.new()
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=_PATIENCE)
    app.open_workspace(path)
    qtbot.waitUntil(lambda: bool(app.session.workspace.filters), timeout=_PATIENCE)
    app.window.show_page("licensing")
    _wait_for(qtbot, bar, "12 of 24 cases")
    assert _period(bar).text().startswith("Period: ")
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_what_was_clicked_has_a_button_that_says_it_and_takes_it_back(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _cases(), "licensing", "24 of 24 cases")
    bar.filter_chosen.emit(Filter("licensing_case.waiting_on", ("2023-12-31",)))
    _wait_for(qtbot, bar, "12 of 24 cases")
    chip = next(one for one in bar._buttons if one.text().endswith("✕"))
    words = "waiting on 31 December 2023 (long waits are met more often among them)"
    assert chip.accessibleName() == chip.toolTip() == f"Take back: {words}"
    assert chip.text().startswith("waiting on 31 December")
    app.window.show_page("brief")
    qtbot.waitUntil(lambda: any(one.text().endswith("✕") for one in bar._buttons), timeout=_PATIENCE)
    app.window.show_page("licensing")
    _wait_for(qtbot, bar, "12 of 24 cases")
    next(one for one in bar._buttons if one.text().endswith("✕")).click()
    _wait_for(qtbot, bar, "24 of 24 cases")
    assert app.session.workspace.filters == ()
    assert not any(one.text().endswith("✕") for one in bar._buttons)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_of_a_long_question_the_answer_chosen_is_read_all_the_same(app: Any, qtbot: QtBot) -> None:
    asked = (single("q", "yes", "no", label="Have you ever been to the mining office yourself?"),)
    made = survey_of({"q": ["yes", "no", "no"] * 10}, asked)
    bar = _bar(app, qtbot, made, "survey", "30 of 30 people")
    bar.filter_chosen.emit(Filter("survey.q", ("yes",)))
    _wait_for(qtbot, bar, "10 of 30 people")
    (button,) = bar._buttons
    assert button.text().endswith("…: yes ▾") and len(button.text()) <= 28
    assert button.toolTip() == "Have you ever been to the mining office yourself?: yes"
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=_PATIENCE)


def test_filters_stand_in_one_line_however_narrow_the_window_is(app: Any, qtbot: QtBot) -> None:
    bar = _bar(app, qtbot, _survey(12), "survey", "30 of 30 people")
    one_line = bar._buttons[0].sizeHint().height() + 16
    for width in (1400, 1000, 900):
        app.window.resize(width, 700)
        qtbot.waitUntil(lambda: bar.height() == one_line, timeout=_PATIENCE)
        inside = [one.menu().title() for one in bar._buttons[-1].menu().actions()]
        assert len(bar._buttons) - 1 + len(inside) == 12  # every question can be reached
    app.window.show_page("import")
    app.window.resize(1200, 700)
    qtbot.wait(50)
    assert not bar.isVisible()
