"""The import page: how a file was understood can be changed, and the file handed back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocacy.importing.imported import ImportChoices
from advocacy.importing.spellings import Alike
from advocacy.sample import SAMPLE
from ui.widgets.sheet_view import SheetView


def _page(app: Any, qtbot: QtBot, *paths: Path) -> Any:
    app.import_files(list(paths))
    page = app.window.page("import")
    qtbot.waitUntil(lambda: len(page.waiting) == len(paths) and app.tasks.idle, timeout=30_000)
    return page


def _read_again(app: Any, qtbot: QtBot, page: Any, before: object) -> Any:
    qtbot.waitUntil(lambda: page._files[page._shown] is not before and app.tasks.idle, timeout=30_000)
    return page._files[page._shown]


def test_another_dialect_can_be_chosen(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    path.write_text("Colour,Size\nred,1\nred,2\nblue,2\nblue,1\n", "utf-8")
    page = _page(app, qtbot, path)
    before = page._files[path]
    assert before.tables == ()
    page.findChild(SheetView).decided.emit(ImportChoices(dialect="survey"))
    file = _read_again(app, qtbot, page, before)
    assert [table.name for table in file.tables] == ["survey"]
    page.take()
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables), timeout=30_000)
    assert [recipe.choices.dialect for recipe in app.session.workspace.recipes] == ["survey"]


def test_what_comes_first_in_dates_is_asked_only_where_nothing_tells(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    unsure, sure = tmp_path / "unsure.csv", tmp_path / "sure.csv"
    unsure.write_text("Case number,Date of application\nA-1,03/04/2024\nA-2,05/06/2024\n", "utf-8")
    sure.write_text("Case number,Date of application\nA-1,03/04/2024\nA-2,25/06/2024\n", "utf-8")
    page = _page(app, qtbot, unsure, sure)
    texts = {}
    for path in (unsure, sure):
        page.files.choose_file(path)
        tab = page._sheets.currentWidget()
        texts[path] = [label.text() for label in tab.findChildren(type(page._about))]
    assert "Days are" in texts[unsure]
    assert "Days are" not in texts[sure]


def test_the_file_is_handed_back_marked(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path, target = tmp_path / "bad.csv", tmp_path / "back.xlsx"
    path.write_text("Case number,Date of application\nA-1,soon\n", "utf-8")
    page = _page(app, qtbot, path)
    page.write_return(target)
    qtbot.waitUntil(lambda: target.exists() and app.tasks.idle, timeout=30_000)
    assert "To correct" in openpyxl.load_workbook(target).sheetnames


def test_a_second_file_shows_what_it_would_change(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    head = "Case number,Association,Date of application,Status\n"
    first, second = tmp_path / "cases.csv", tmp_path / "new" / "cases.csv"
    second.parent.mkdir()
    first.write_text(head + "A-1,North,2024-01-02,pending\nA-2,North,2024-01-03,pending\n", "utf-8")
    second.write_text(head + "A-1,North,2024-01-02,granted\nA-3,North,2024-01-04,pending\n", "utf-8")
    page = _page(app, qtbot, first)
    page.take()
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables) and app.tasks.idle, timeout=30_000)
    page = _page(app, qtbot, second)
    qtbot.waitUntil(lambda: "1 new, 1 changed, 0 unchanged" in page._account.text(), timeout=30_000)
    assert "not in this one: 1; they stay" in page._account.text()


def test_spellings_are_merged_only_when_decided(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot, SAMPLE / "1_northern_association.xlsx")
    page.take()
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables) and app.tasks.idle, timeout=30_000)
    district = str(app.session.workspace.table("licensing_case").frame["district"].dropna().iloc[0])
    found = (Alike("licensing_case", "district", "Elsewhere", {"Elsewhere": 9, district: 1}),)
    dialog = page.ask_about_spellings(found)
    dialog._tree.topLevelItem(0).child(0).setCheckState(0, Qt.CheckState.Checked)
    dialog._accept()
    frame = app.session.workspace.table("licensing_case").frame
    assert "Elsewhere" in frame["district"].tolist()
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=30_000)
    app.session.undo()
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=30_000)
    assert "Elsewhere" not in app.session.workspace.table("licensing_case").frame["district"].tolist()


def test_one_file_that_is_there_already_does_not_keep_the_others_out(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "Case number,Association,Date of application,Status\n"
    paths = [tmp_path / f"{name}.csv" for name in ("north", "north again", "south")]
    for path, case in zip(paths, ("A-1", "A-1", "A-2"), strict=True):
        path.write_text(f"{head}{case},North,2024-01-02,pending\n", "utf-8")
    page = _page(app, qtbot, *paths)
    told: list[Any] = []
    app.messages.told.connect(told.append)
    page.take_all()
    qtbot.waitUntil(lambda: bool(app.session.workspace.tables) and app.tasks.idle, timeout=30_000)
    assert [source.name for source in app.session.workspace.sources] == ["north.csv", "south.csv"]
    assert page.waiting == (paths[1],)
    assert "“north again.csv” is in this workspace already" in told[0].hint
    assert len(app.session.workspace.table("licensing_case")) == 2


def test_the_files_and_their_issues_say_what_is_amiss(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a_register_with_a_name_of_many_words.csv"
    path.write_text("Case number,Date of application,Status\nA-1,soon,pending\nA-2,later,open\n", "utf-8")
    page = _page(app, qtbot, path)
    entry = page.files.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert entry.splitlines()[0] == path.name and "cells need a look" in entry
    top = page._issues.topLevelItem(0)
    assert top.text(1) == "2 places" and top.childCount() == 2 and not top.icon(0).isNull()
    assert top.data(0, Qt.ItemDataRole.AccessibleTextRole).startswith("error: ")
    narrow = page._issues.itemDelegate().sizeHint(None, page._issues.model().index(0, 0)).height()
    page._issues.setColumnWidth(0, 120)
    assert page._issues.itemDelegate().sizeHint(None, page._issues.model().index(0, 0)).height() > narrow
