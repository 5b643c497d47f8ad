"""Letters of menus: one for each entry, none twice, in every language and whatever the menu offers now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from advocacy.wording import LANGUAGES
from tests.makers import cases, workspace
from tests.survey_makers import single, survey_of
from ui import window_language
from ui.app import App
from ui.menu_keys import give_keys_now, key_of, with_keys, without_key
from ui.settings import Remembered
from ui.widgets.chart_menu import Act, ChartMenu
from ui.widgets.row_menu import RowMenu


@pytest.fixture(params=LANGUAGES)
def spoken_app(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[App]:
    """The program in each language."""
    remembered = Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    remembered.language = request.param
    made = App(qapp, remembered, tmp_path / "own")
    made.window.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    window_language.speak(qapp, "en")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _keys(menu: QMenu | QMenuBar) -> list[str]:
    entries = [one for one in menu.actions() if one.isVisible() and not one.isSeparator()]
    assert entries
    return [key_of(one.text()) for one in entries]


def _open(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return _keys(menu)


def test_no_two_entries_of_a_menu_have_the_same_letter(spoken_app: App, qtbot: QtBot) -> None:
    """Those of the window, of the brief, of its data, of the grid: all menus with words of the program."""
    import pandas as pd

    held = workspace(cases(list(pd.date_range("2024-01-01", periods=30)), [None] * 30))
    asked = survey_of({"sex": ["Male", "Female"] * 5}, (single("sex", "Male", "Female"),))
    app: Any = spoken_app
    app.session.apply("x", lambda _: workspace(*held.tables, *asked.tables))
    brief, data = app.window.page("brief"), app.window.page("data")
    app.window.show_page("data")
    qtbot.waitUntil(lambda: bool(data.rows.columns), timeout=30_000)
    row = data.findChild(RowMenu)
    row.fill(True, data.rows.columns[2])
    column = data.columns.menu(0)
    menus = [
        *(entry.menu() for entry in app.window.menuBar().actions()),
        *(brief.bar.data_menu, brief.bar.template_menu, brief.bar.export_menu, brief.evidence.compare_by),
        brief.outline._menu,
        row,
        column,
    ]
    letters = [_keys(app.window.menuBar()), *(_open(menu) for menu in menus)]
    for found in letters:
        assert len(set(found)) == len(found) and all(found), found
    column.deleteLater()


def test_the_menu_of_a_chart_has_a_letter_for_the_rows_of_a_mark_too(spoken_app: App) -> None:
    menu = ChartMenu(list(Act), "Tarkwa & Nsuaem", spoken_app.window)
    found = _open(menu)
    assert len(set(found)) == len(found) == len(Act) and all(found)
    assert any("&&" in one.text() for one in menu.actions())
    menu.deleteLater()


def test_a_menu_that_opens_again_keeps_its_texts_and_letters(qapp: QApplication) -> None:
    menu = QMenu()
    for text in ("Undo", "Redo", "Change\tF2", "R && D"):
        menu.addAction(text)
    give_keys_now(menu)
    once = [one.text() for one in menu.actions()]
    assert once == ["&Undo", "&Redo", "&Change\tF2", "R && &D"]
    give_keys_now(menu)
    assert [one.text() for one in menu.actions()] == once
    assert [without_key(text) for text in once] == ["Undo", "Redo", "Change\tF2", "R && D"]
    assert [key_of(text) for text in once] == ["u", "r", "c", "d"]


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        (["Save", "Save as…", "Settings…"], ["s", "a", "e"]),
        (["a", "ab", "abc"], ["a", "b", "c"]),
        (["abc", "ab", "a"], ["c", "b", "a"]),  # the first ones make room
        (["a", "a"], ["a", ""]),
        (["Édition", "2025  (12)", "…", ""], ["d", "2", "", ""]),
        ([], []),
    ],
)
def test_as_many_entries_as_can_have_a_letter(texts: list[str], keys: list[str]) -> None:
    assert [key_of(text) for text in with_keys(texts)] == keys
