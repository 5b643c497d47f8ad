"""Commands: every shortcut, the search that forgives, help, print, settings, clipboard, one program."""

from __future__ import annotations

from datetime import date, timedelta
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from advocacy.workspace import Filter
from tests.makers import cases, workspace
from ui import clipboard_end, page_printing
from ui.fuzzy import ranked
from ui.one_program import OneProgram
from ui.platform import has_web_engine

KEYS = ("Ctrl+O", "Ctrl+S", "Ctrl+Z", "Ctrl+Y", "Ctrl+F", "Ctrl+P", "Ctrl+,", "F1", "F11", "Ctrl+I", "Ctrl+Q")


def actions(app: Any) -> dict[str, QAction]:
    return {
        keys.toString(): action for action in app.window.findChildren(QAction) for keys in action.shortcuts()
    }


def test_every_shortcut_is_there_once(app: Any) -> None:
    known = [keys for action in app.window.findChildren(QAction) for keys in action.shortcuts()]
    texts = [keys.toString() for keys in known]
    assert len(texts) == len(set(texts))
    assert set(KEYS) <= set(texts)


def test_pages_have_numbers_in_the_order_of_the_rail(app: Any) -> None:
    by_key = actions(app)
    for number, (key, title) in enumerate(app.window.titles.items(), start=1):
        assert by_key[f"Ctrl+{number}"].text() == title
        by_key[f"Ctrl+{number}"].trigger()
        assert app.window.current == key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pri", "Print…"),
        ("impfold", "Import a folder…"),
        ("undo", "Undo"),
        ("redo", "Redo"),
        ("DARK", "Dark"),
        ("save pdf", "Save the page as PDF…"),
        ("full", "Full screen"),
    ],
)
def test_letters_in_their_order_find_a_command(app: Any, typed: str, first: str) -> None:
    assert ranked(typed, app._commands)[0] == first


def test_what_is_not_there_is_not_found() -> None:
    assert ranked("xyz", ["Import", "Print…"]) == []
    assert ranked("", ["b", "a"]) == ["b", "a"]
    assert ranked("etude", ["Étude", "Other"]) == ["Étude"]


def test_the_search_shows_shortcuts_and_does_what_is_chosen(app: Any, qtbot: QtBot) -> None:
    search = app.window.search
    qtbot.keyClicks(search, "brief")
    shown = [search.list.topLevelItem(i) for i in range(search.list.topLevelItemCount())]
    brief = next(item for item in shown if item.text(0) == "Brief")
    assert brief.text(1) == QKeySequence("Ctrl+7").toString(QKeySequence.SequenceFormat.NativeText)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert app.window.current == "brief"
    assert search.text() == "" and not search.list.isVisible()


def test_escape_leaves_the_search(app: Any, qtbot: QtBot) -> None:
    qtbot.keyClicks(app.window.search, "a")
    assert app.window.search.list.isVisible()
    qtbot.keyClick(app.window.search, Qt.Key.Key_Escape)
    assert not app.window.search.list.isVisible()


def test_every_page_has_help_that_fits_the_page(app: Any, qtbot: QtBot) -> None:
    app._help()
    assert app.window.help.isVisible()
    seen = set()
    for key in app.window.titles:
        app.window.show_page(key)
        assert "No help" not in app.window.help.text, key
        seen.add(app.window.help.text)
    assert len(seen) == len(app.window.titles)
    qtbot.keyClick(app.window.help, Qt.Key.Key_Escape)
    assert not app.window.help.isVisible()


def test_find_goes_to_the_field_of_the_page_or_to_the_search(app: Any, qtbot: QtBot) -> None:
    app.window.show_page("home")
    app._find()
    assert app.window.search.list.isVisible()
    app.window.search.list.hide()
    field = QLineEdit(app.window.page("home"))
    field.setObjectName("find")
    field.show()
    app._find()
    assert not app.window.search.list.isVisible()


def test_full_screen_and_back(app: Any) -> None:
    app._full_screen()
    assert app.window.isFullScreen()
    app._full_screen()
    assert not app.window.isFullScreen()


def test_a_page_is_written_as_pdf(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    target = tmp_path / "home.pdf"
    app.printing.save_pdf(app.window.page("home"), "Home", target)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=10_000)
    assert len(PdfReader(target).pages) >= 1
    assert "home.pdf" in app.window.message_bar.message.text
    app.printing.save_pdf(app.window.page("home"), "Home", tmp_path / "no folder" / "home.pdf")
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=10_000)
    assert app.window.message_bar.message.hint == "Choose another folder."


def _to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_the_printer_is_asked_for_and_gets_the_page(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    app._print()
    (dialog,) = app.window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
    target = tmp_path / "home.pdf"
    app.printing.print_on(_to_file(target), app.window.page("home"), "Home")
    assert len(PdfReader(target).pages) >= 1 and app.printing.printer is None


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_a_printer_that_cannot_print_is_told(app: Any, tmp_path: Path) -> None:
    app.printing.print_on(_to_file(tmp_path / "no folder" / "a.pdf"), app.window.page("home"), "Home")
    assert "could not be printed" in app.window.message_bar.message.text


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_one_page_is_printed_at_a_time(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = _page_of_charts(app, qtbot)
    for name in ("first.pdf", "second.pdf"):
        app.printing.print_on(_to_file(tmp_path / name), page, "Licensing")
        qtbot.waitUntil(lambda: app.printing.printer is not None, timeout=60_000)
    assert "being printed" in app.window.message_bar.message.text
    qtbot.waitUntil(lambda: app.printing.printer is None, timeout=60_000)
    assert len(PdfReader(tmp_path / "first.pdf").pages) > 1
    assert not (tmp_path / "second.pdf").exists()
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
def test_a_page_of_charts_is_put_in_place_when_it_is_whole(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    app.open_sample()
    qtbot.waitUntil(lambda: bool(app.session.workspace.sources), timeout=60_000)
    app.window.show_page("brief")
    brief = app.window.page("brief")
    qtbot.waitUntil(lambda: page_printing.web_view(brief) is not None and app.tasks.idle, timeout=60_000)
    target = tmp_path / "brief.pdf"
    app.printing.save_pdf(brief, "Brief", target)
    qtbot.waitUntil(target.exists, timeout=30_000)
    assert len(PdfReader(target).pages) >= 1
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    app.printing.save_pdf(brief, "Brief", target)
    qtbot.waitUntil(lambda: "full" in app.window.message_bar.message.text, timeout=30_000)
    assert target.read_bytes() == before and [one.name for one in tmp_path.glob("*.p*")] == ["brief.pdf"]


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_page_of_charts_is_printed_with_its_key_figures_and_every_chart(
    app: Any, qtbot: QtBot, tmp_path: Path, look: str
) -> None:
    from pypdf import PdfReader

    app.set_look(look)
    page = _page_of_charts(app, qtbot)
    target = tmp_path / "licensing.pdf"
    app.printing.save_pdf(page, "Licensing", target)
    qtbot.waitUntil(target.exists, timeout=60_000)
    printed = "".join("".join(sheet.extract_text() for sheet in PdfReader(target).pages).split())
    figures = page.charts.figures
    assert figures and page.findings[0].filters == ("Region: North",)
    for text in ("Licensing", "Region: North", *(part for one in figures for part in (one.value, one.name))):
        assert "".join(text.split()) in printed
    for one in page.findings:  # each chart has its scale or its marks, also those never scrolled to
        assert "".join(one.headline.split()) in printed
    drawn: list[int] = []
    again = "document.querySelectorAll('html:not(.paper) .main-svg').length"
    page.charts.web.page.runJavaScript(again, drawn.append)
    qtbot.waitUntil(lambda: bool(drawn), timeout=30_000)
    assert drawn[0] > 0
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_without_charts_the_tables_are_printed(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    monkeypatch.setattr("ui.widgets.chart_view.has_web_engine", lambda: False)
    page = _page_of_charts(app, qtbot)
    target = tmp_path / "licensing.pdf"
    app.printing.save_pdf(page, "Licensing", target)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert len(PdfReader(target).pages) > 2  # the key figures, and more tables than fit a sheet


def _page_of_charts(app: Any, qtbot: QtBot) -> Any:
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(60)]
    held = workspace(
        cases(
            days,
            [day + timedelta(days=40) if i % 3 else None for i, day in enumerate(days)],
            region=["North" if i % 2 else "South" for i in range(60)],
            hurdles=["fees delay" if i % 2 else "fees" for i in range(60)],
        )
    )
    app.window.show_page("licensing")
    page = app.window.page("licensing")
    with qtbot.waitSignal(page.shown, timeout=60_000):
        app.session.apply("x", lambda _: held.with_filter(Filter("region", ("north",))))
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=60_000)
    if page.charts.web is not None:
        qtbot.waitUntil(lambda: page.charts.web.is_ready, timeout=60_000)
    return page


def test_saving_says_that_all_is_saved(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    app.session.save_as(tmp_path / "ours.groundswell")
    qtbot.waitUntil(lambda: app.session.is_named, timeout=30_000)
    app.saving.save()
    assert "Everything is saved in “ours.groundswell”" in app.window.message_bar.message.text


def test_settings_change_the_look_at_once_and_keep_the_name(app: Any) -> None:
    from ui.dialogs.settings_dialog import SettingsDialog

    app._settings()
    dialog = app.window.findChild(SettingsDialog)
    dialog.look_chosen.emit("dark")
    assert app.look == "dark"
    dialog._name.setText(" Secretary ")
    dialog.accept()
    assert app._remembered.who == "Secretary"


def test_about_copies_its_details(app: Any) -> None:
    from ui.dialogs.about_dialog import AboutDialog

    app._about()
    dialog = app.window.findChild(AboutDialog)
    dialog.copy_details()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Groundswell ") and "pandas" in copied and "Qt " in copied
    dialog.reject()


def test_our_own_object_leaves_the_clipboard_its_text_stays(qapp: QApplication) -> None:
    data = QMimeData()
    data.setText("cells")
    data.setData("application/x-groundswell", b"1")
    QGuiApplication.clipboard().setMimeData(data)
    clipboard_end.let_go()
    assert QGuiApplication.clipboard().text() == "cells"
    assert not QGuiApplication.clipboard().mimeData().hasFormat("application/x-groundswell")
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(data)
    clipboard_end.let_go()
    assert QGuiApplication.clipboard().image().size() == picture.size()


def test_a_second_start_hands_its_files_to_the_first(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = OneProgram(tmp_path)
    second = OneProgram(tmp_path)
    assert first.is_first and not second.is_first
    with qtbot.waitSignal(first.asked, timeout=30_000) as asked:
        second.hand_over([tmp_path / "ours.groundswell"])
    assert asked.args == [[tmp_path / "ours.groundswell"]]
    assert not list((tmp_path / "notes").iterdir())
    first.close()
    third = OneProgram(tmp_path)
    assert third.is_first
    third.close()


def test_dropped_files_are_taken_wherever_they_fall(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.xlsx"))])
    dropped: list[list[Path]] = []
    app.window.files_dropped.disconnect()
    app.window.files_dropped.connect(dropped.append)
    where, copy = QPoint(300, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    app.window.dragEnterEvent(QDragEnterEvent(where, copy, data, buttons, keys))
    assert app.window._cover.isVisible()
    app.window.dropEvent(QDropEvent(where, copy, data, buttons, keys))
    assert not app.window._cover.isVisible()
    assert dropped == [[tmp_path / "a.xlsx"]]
