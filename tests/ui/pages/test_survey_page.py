"""The surveys: questions found and compared, what may be said, several surveys, awkward ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import Chart
from advocacy.importing.questionnaire import QuestionKind
from advocacy.workspace import Filter, SamplePlan, Workspace
from tests.survey_makers import multiple, plain_question, single, survey_of
from ui.dialogs.sample_dialog import SampleDialog
from ui.pages.survey_page import SurveyPage

_TRUST = ("Not at all", "A little", "Somewhat", "A lot")
_QUESTIONS = (
    single("sex", "f", "m", label="Sex"),
    single("trust", *_TRUST, label="How much do you trust the office?"),
    multiple("met", "fees", "delay", label="Hurdles met"),
    plain_question("why", QuestionKind.TEXT, "What should change?"),
    plain_question("name", QuestionKind.TEXT, "Your name"),
)


def _survey(size: int = 40, title: str = "survey") -> Workspace:
    made = survey_of(
        {
            "sex": ["f", "m"] * (size // 2) or ["f"],
            "trust": [_TRUST[i % 4] for i in range(size)],
            "met/fees": [i % 2 for i in range(size)],
            "met/delay": [1] * size,
            "why": ["the office is far away from here"] * size,
            "name": [f"Person {i}" for i in range(size)],
        },
        _QUESTIONS,
    )
    return replace(made, tables=tuple(replace(one, name=title) for one in made.tables))


def _show(app: Any, qtbot: QtBot, made: Workspace) -> SurveyPage:
    app.window.show_page("survey")
    page: SurveyPage = app.window.page("survey")
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.apply("x", lambda _: made)
    return page


def test_the_empty_page_brings_files_and_no_web_view(app: Any) -> None:
    app.window.show_page("survey")
    page = app.window.page("survey")
    assert page._stack.currentIndex() == 0 and page.charts.web is None
    assert [one.text() for one in page.findChildren(QPushButton) if one.isVisible()] == ["Import files…"]


def test_questions_are_chosen_searched_and_compared(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _survey())
    assert page.questions.shown == ("", "sex", "trust", "met", "why", "name")
    kinds = {one.code.rpartition(".")[2]: one.chart for one in page.findings}
    assert kinds["trust"] is Chart.DIVERGING and kinds["sex"] is Chart.RANKED_BARS
    assert "name" not in kinds  # who somebody is, is no answer
    with qtbot.waitSignal(page.shown, timeout=30_000):
        page.questions.choose("trust")
    assert [one.code for one in page.findings] == ["survey.answers.survey.trust"]
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page._compare_by.setCurrentIndex(page._compare_by.findData("sex"))
    assert app.session.workspace.settings.compare_by == "sex"
    assert page.questions.current == "trust"
    assert [one.chart for one in page.findings] == [Chart.DIVERGING, Chart.HEAT]
    page.questions.search_for("change")
    assert page.questions.shown == ("why",)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_an_answer_filters_and_gives_back(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _survey())
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page.charts.mark_clicked.emit("survey.answers.survey.sex", "f")
    assert [(one.field, one.values) for one in app.session.workspace.filters] == [("survey.sex", ("f",))]
    found = {one.code.rpartition(".")[2]: one for one in page.findings}
    assert {one.group for one in found["sex"].estimates} == {"f", "m"}
    assert "20 of 20 people" in found["trust"].base and found["trust"].filters == ("Sex: f",)
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page.charts.mark_clicked.emit("survey.answers.survey.sex", "f")
    assert app.session.workspace.filters == ()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_an_answer_of_several_filters_and_gives_back(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _survey())
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page.charts.mark_clicked.emit("survey.answers.survey.met", "met/fees")
    assert app.session.workspace.filters == (Filter("survey.met", ("met/fees",)),)
    found = {one.code.rpartition(".")[2]: one for one in page.findings}
    assert {one.group for one in found["met"].estimates} == {"met/fees", "met/delay"}
    assert found["met"].filters == () and "40 of 40 people" in found["met"].base
    assert found["sex"].filters == ("Hurdles met: ticked “fees”",) and "20 of 20 people" in found["sex"].base
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.undo()
    assert app.session.workspace.filters == ()
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.redo()
    with qtbot.waitSignal(page.shown, timeout=60_000):
        page.charts.mark_clicked.emit("survey.answers.survey.met", "met/fees")
    assert app.session.workspace.filters == ()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_the_answer_about_the_people_changes_what_is_said(app: Any, qtbot: QtBot) -> None:
    page = _show(app, qtbot, _survey())
    assert page._claim.text().startswith("People were drawn by chance")
    assert "Not weighted" in page._people.text() and "40 people answered" in page._people.text()
    page._ask()
    dialog = page.findChild(SampleDialog)
    dialog.decided.emit(SamplePlan(themselves=True))
    with qtbot.waitSignal(page.shown, timeout=60_000):
        dialog.reject()
    assert page._claim.text().startswith("People decided themselves to take part")
    assert all("of the members" not in one.headline for one in page.findings)
    app.session.undo()
    qtbot.waitUntil(lambda: page._claim.text().startswith("People were drawn"), timeout=30_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_several_surveys_and_what_is_left_out(app: Any, qtbot: QtBot) -> None:
    first, second = _survey(), _survey(20, "later")
    visits = replace(first.tables[0], name="survey.visits")
    page = _show(app, qtbot, replace(first, tables=(*first.tables, *second.tables, visits)))
    assert page._choice.isVisibleTo(page) and page._choice.count() == 2
    assert "“visits” (40 rows)" in page._left_out.text()
    with qtbot.waitSignal(page.shown, timeout=30_000):
        page._choice.setCurrentIndex(1)
    assert "20 people answered" in page._people.text()
    assert {one.code.split(".")[2] for one in page.findings} == {"later"}
    assert not page._left_out.isVisibleTo(page)


@pytest.mark.parametrize(
    "made",
    [
        survey_of({"sex": ["f"]}, (single("sex", "f", "m"),)),
        survey_of({"sex": [None] * 9}, (single("sex", "f", "m"),)),
        survey_of({"name": ["Ada"] * 9}, (plain_question("name", QuestionKind.TEXT, "Your name"),)),
    ],
    ids=["one row", "all missing", "names alone"],
)
def test_awkward_surveys_are_shown(app: Any, qtbot: QtBot, made: Workspace) -> None:
    page = _show(app, qtbot, made)
    assert page._stack.currentIndex() == 2
    assert page._nothing.isVisibleTo(page) == (not page.findings)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)
