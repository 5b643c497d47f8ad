"""The language of the window: chosen in the settings, spoken by everything in it from then on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from advocacy.analysis import numbers
from advocacy.issue import Issue, Severity
from advocacy.resources import RESOURCES
from advocacy.wording import LANGUAGES, language, say, speaking
from tests.makers import cases, workspace
from ui import window_language
from ui.app import App
from ui.models import cell_text
from ui.models.marked_cells import marks_of
from ui.program import Program
from ui.settings import Remembered
from ui.whole_numbers import whole

PLACES = {"fr_CD": "fr", "pt_MZ": "pt", "sw_TZ": "sw", "es_PE": "es", "en_GH": "en", "de_DE": "en", "C": "en"}


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    remembered = Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    remembered.language = "en"
    made = Program(qapp, remembered, tmp_path / "own")
    made.app.window.show()
    yield made
    made.app.close()
    made.app.window.close()
    made.app.window.deleteLater()
    window_language.speak(qapp, "en")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which speaks English again afterwards."""
    yield qapp
    window_language.speak(qapp, "en")


@pytest.mark.parametrize("place", PLACES)
def test_the_language_of_the_system_is_that_of_the_window(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(place))
    assert window_language.language_for("system") == PLACES[place]
    assert window_language.language_for("sw") == "sw"
    assert window_language.language_for("xx") == PLACES[place]


def test_another_language_opens_the_window_anew_with_the_same_work(program: Program, qtbot: QtBot) -> None:
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(30)]
    held = workspace(cases(days, [None] * 30))
    former = program.app
    former.session.apply("x", lambda _: held)
    former.window.show_page("data")
    former._settings()
    former.set_language("fr")
    qtbot.waitUntil(lambda: program.app is not former, timeout=30_000)
    qtbot.waitUntil(lambda: bool(program.app.session.workspace.tables), timeout=30_000)
    assert not isValid(former.window) and program.app.window.isVisible()
    assert program.app.window.current == "data"
    assert len(program.app.session.workspace.table("licensing_case")) == 30
    assert language() == "fr"
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(language).result() == "fr"
    heard: list[str] = []
    program.app.tasks.run("", language, on_done=heard.append)
    qtbot.waitUntil(lambda: heard == ["fr"])


def test_the_same_language_leaves_the_window(program: Program, qapp: QApplication) -> None:
    former = program.app
    former.set_language("en")
    qapp.processEvents()
    assert program.app is former


def test_nothing_unsaved_is_left_behind(program: Program, qapp: QApplication) -> None:
    former = program.app
    former.session.is_unsaved = True
    former.set_language("fr")
    qapp.processEvents()
    assert program.app is former and former._remembered.language == "fr"
    assert "not saved yet" in former.window.message_bar.message.text
    former.session.is_unsaved = False


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_of_the_window_are_those_of_its_sentences(spoken: QApplication, code: str) -> None:
    window_language.speak(spoken, code)
    for number in (0, 7, 1234, 12345, 1234567):
        assert whole(number) == numbers.plain(number)


def test_cells_are_written_in_the_language_chosen_last(spoken: QApplication) -> None:
    written = []
    for code in ("pt", "sw"):
        window_language.speak(spoken, code)
        written.append((cell_text.day_text("2025-05-03"), cell_text._number_text(1234.5, True, code)))
    assert written == [("03/05/2025", "1.234,5"), ("03/05/2025", "1,234.5")]


@pytest.mark.parametrize(("code", "cancel"), [("fr", "Annuler"), ("es", "Cancelar"), ("pt", "Cancelar")])
def test_buttons_of_qt_speak_the_language(spoken: QApplication, qtbot: QtBot, code: str, cancel: str) -> None:
    window_language.speak(spoken, code)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == cancel
    assert (
        QCoreApplication.translate("App", "No such text in any catalogue") == "No such text in any catalogue"
    )


def test_a_brief_speaks_its_own_language_in_a_window_of_another(spoken: QApplication) -> None:
    window_language.speak(spoken, "fr")
    with speaking("en"):
        assert say("Region") == "Region" and language() == "en"
    assert language() == "fr"


def test_a_new_brief_begins_in_the_language_of_the_window(program: Program, qtbot: QtBot) -> None:
    former = program.app
    assert former.session.workspace.brief.language == "en"
    former.set_language("pt")
    qtbot.waitUntil(lambda: program.app is not former, timeout=30_000)
    session = program.app.session
    assert session.workspace.brief.language == "pt"
    session.apply("x", lambda one: one.with_brief(replace(one.brief, title="O nosso")))
    qtbot.waitUntil(lambda: not session.is_saving, timeout=30_000)
    session.undo()
    qtbot.waitUntil(lambda: session.workspace.brief.title == "", timeout=30_000)
    assert session.workspace.brief.language == "pt"


def test_an_app_follows_what_is_remembered(qapp: QApplication, spoken: QApplication, tmp_path: Path) -> None:
    remembered = Remembered(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    remembered.language = "sw"
    app = App(qapp, remembered, tmp_path)
    assert language() == "sw"
    app.close()
    app.window.deleteLater()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_has_help_in_every_language(program: Program, code: str) -> None:
    folder = RESOURCES / "help" / ("" if code == "en" else code)
    with speaking(code):
        for page in program.app.window.titles:
            assert window_language.help_file(page).parent == folder.resolve()


@pytest.mark.parametrize("code", [one for one in LANGUAGES if one != "en"])
def test_help_has_the_same_parts_in_every_language(code: str) -> None:
    """A list, a heading or a bold word that is missing is a step that nobody is told of."""
    for translated in (RESOURCES / "help" / code).glob("*.md"):
        shapes = [
            [re.match(r"[#\-\d.]*", line).group() for line in path.read_text("utf-8").splitlines()]
            for path in (RESOURCES / "help" / translated.name, translated)
        ]
        assert shapes[0] == shapes[1], translated


def test_issues_of_an_import_follow_the_language_of_the_window() -> None:
    """Imported in French, looked at in English: what the data page shows beside the table is English."""
    with speaking("fr"):
        said = say("“{field}” is empty.", field=say("Region"))
    found = Issue("missing-value", Severity.WARNING, said, "", "file.xlsx", "Sheet", 2, "D", "region")
    held = workspace(cases([date(2024, 1, 1)], [None], region=[None]))
    marks = marks_of(replace(held, issues=(found,)), held.tables[0])
    (told,) = marks.issues
    assert said != told.issue.message == "“Region” is empty."
    assert replace(told.issue, message=said) == found
