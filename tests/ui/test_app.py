"""The window: what it shows when empty, with data, with bad files; looks, commands, filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace import BriefPlan, Filter
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.plain_errors import full
from tests.importing import hostile
from ui import appearance
from ui.widgets.sheet_preview import SheetPreview

HEAD = ["Case no.", "Date of application", "Date of decision", "Status", "Region", "Sex", "Hurdles met"]


def book(path: Path, rows: int = 40) -> Path:
    """A workbook of licensing cases, a quarter pending."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(HEAD)
    for i in range(rows):
        day = i % 27 + 1
        decided = f"{day:02d}/06/2024" if i % 4 else None
        row = [f"A-{i:03d}", f"{day:02d}/01/2024", decided, "Granted" if decided else "Pending"]
        sheet.append(
            [*row, "North" if i % 2 else "South", "F" if i % 3 else "M", "Fees; Delay" if i % 2 else "Fees"]
        )
    made.save(path)
    return path


def imported(app: Any, qtbot: QtBot, path: Path) -> None:
    """Import a file through the page, as a user does."""
    app.import_files([path])
    page = app.window.page("import")
    qtbot.waitUntil(lambda: page.waiting == (path,), timeout=30_000)
    with qtbot.waitSignal(page.imported, timeout=30_000):
        page.take()
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=10_000)


def test_the_empty_window_offers_three_ways_to_begin(app: Any) -> None:
    home = app.window.page("home")
    buttons = [b.text() for b in home.findChildren(QPushButton) if b.isVisible()]
    assert {"Import files…", "Open the example", "Open a workspace…"} <= set(buttons)
    assert not app.window.filters.isVisible()
    assert not app.window.undo.isEnabled()


@pytest.mark.parametrize("key", ["import", "data", "licensing", "brief"])
def test_every_empty_page_says_what_to_do(app: Any, key: str) -> None:
    app.window.show_page(key)
    page = app.window.page(key)
    assert [b for b in page.findChildren(QPushButton) if b.isVisible()]


def test_a_file_is_understood_and_taken(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    assert len(app.session.workspace.table("licensing_case")) == 40
    qtbot.waitUntil(app.window.undo.isEnabled)
    app.session.undo()
    qtbot.waitUntil(lambda: app.session.workspace.tables == ())
    app.session.redo()
    qtbot.waitUntil(lambda: len(app.session.workspace.tables) == 1)


def test_another_header_row_and_field_can_be_chosen(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    app.import_files([path])
    page = app.window.page("import")
    qtbot.waitUntil(lambda: page.waiting == (path,), timeout=30_000)
    before = page._files[path]
    page.findChild(SheetPreview).field_chosen.emit("Region", "district")
    qtbot.waitUntil(lambda: page._files[path] is not before, timeout=30_000)
    frame = page._files[path].tables[0].frame
    assert "district" in frame.columns and "region" not in frame.columns
    page.discard()
    assert page.waiting == ()
    assert app.session.workspace.tables == ()


BAD = {
    "empty.xlsx": b"",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "broken.xlsx": b"PK\x03\x04 cut off",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(
    app: Any, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    before = app.session.workspace
    app.open_paths([path])
    qtbot.waitUntil(lambda: app.window.message_bar.isVisible(), timeout=30_000)
    message = app.window.message_bar.message
    assert name in message.text
    assert message.hint
    assert "Traceback" not in message.text + message.hint
    assert app.session.workspace is before
    qtbot.waitUntil(lambda: app.tasks.idle)


def test_a_protected_file_is_named_as_such(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    assert hostile  # the protected and dangerous kinds are made there; the gate's own tests try them all
    path = tmp_path / "a.groundswell"
    path.write_bytes(b"no workspace")
    app.open_paths([path])
    qtbot.waitUntil(lambda: app.window.message_bar.isVisible(), timeout=10_000)
    assert "not a Groundswell workspace" in app.window.message_bar.message.text


def test_filters_are_offered_with_counts_and_cleared(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("licensing")
    qtbot.waitUntil(lambda: app.window.filters.isVisible(), timeout=20_000)
    app.window.filters.filter_chosen.emit(Filter("region", ("north",)))
    labels = lambda: [x.text() for x in app.window.filters.findChildren(QLabel)]  # noqa: E731
    qtbot.waitUntil(lambda: "20 of 40 cases" in labels(), timeout=20_000)
    app.window.filters.cleared.emit()
    qtbot.waitUntil(lambda: "40 of 40 cases" in labels(), timeout=20_000)
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=20_000)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_can_be_read_in_both_looks(app: Any, look: str) -> None:
    from tests.charts.test_draw import _contrast

    app.set_look(look)
    chosen = appearance.tokens(look)
    for ground in (chosen.window, chosen.surface, chosen.raised, chosen.chosen):
        assert _contrast(chosen.text, ground) >= 4.5
    for ground in (chosen.window, chosen.surface, chosen.raised):
        assert _contrast(chosen.muted, ground) >= 4.5
        assert _contrast(chosen.accent, ground) >= 4.5
    assert _contrast(chosen.on_accent, chosen.accent) >= 4.5


def test_commands_are_found_by_name(app: Any, qtbot: QtBot) -> None:
    app.window.command_searched.emit("brief")
    assert app.window.current == "brief"
    app.window.command_searched.emit("dance")
    assert "dance" in app.window.message_bar.message.text


def test_nothing_is_cut_at_the_smallest_window(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.resize(1366, 768)
    for key in ("home", "import", "data", "licensing", "brief"):
        app.window.show_page(key)
        qtbot.wait(50)
        assert app.window.width() <= 1366, key
        for button in app.window.page(key).findChildren(QPushButton):
            if button.isVisible() and button.text():
                needed = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= min(needed, 400), (key, button.text())
    qtbot.waitUntil(lambda: app.tasks.idle, timeout=30_000)


def test_text_of_a_spreadsheet_is_never_markup_in_a_message(app: Any) -> None:
    app.messages.tell("<b>bold</b><img src=x>")
    label = app.window.message_bar.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_workspace_open_elsewhere_has_a_bar_and_changes_are_refused(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    from advocacy.workspace.file import WorkspaceFile

    path = tmp_path / "ours.groundswell"
    owner = WorkspaceFile.create(path)
    app.open_paths([path])
    qtbot.waitUntil(lambda: app.window.look_only.isVisible(), timeout=10_000)
    assert "ours.groundswell" in app.window.look_only.text
    app.session.apply("x", lambda workspace: workspace.with_brief(BriefPlan("Mine")))
    assert app.session.workspace.brief.title != "Mine"
    message = app.window.message_bar.message
    assert "you can look, not change" in message.text
    assert message.action[0] == "Save under another name…"
    app.session.save_as(tmp_path / "mine.groundswell")
    qtbot.waitUntil(lambda: not app.window.look_only.isVisible(), timeout=10_000)
    owner.close()


def test_a_protected_workspace_asks_and_shows_the_recovery_key_once(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs.passphrase_dialog import PassphraseDialog
    from ui.dialogs.recovery_key_dialog import RecoveryKeyDialog

    monkeypatch.setattr("advocacy.workspace.key._COST", 12)
    path = tmp_path / "ours.groundswell"
    app.session.save_as(path)
    app.session.protect("four words are good")
    qtbot.waitUntil(lambda: app.window.findChild(RecoveryKeyDialog) is not None, timeout=10_000)
    shown = app.window.findChild(RecoveryKeyDialog)
    assert "overwritten" in app.window.message_bar.message.text
    assert "traces" in app.window.message_bar.message.hint
    shown._kept.setChecked(True)
    shown.accept()
    app.session.new()
    for typed in ("not these words", "four words are good"):
        if typed.startswith("not"):
            app.open_paths([path])
        qtbot.waitUntil(
            lambda: any(d.isVisible() for d in app.window.findChildren(PassphraseDialog)), timeout=10_000
        )
        (dialog,) = [d for d in app.window.findChildren(PassphraseDialog) if d.isVisible()]
        dialog._field.setText(typed)
        dialog._open.click()
    qtbot.waitUntil(lambda: app.session.is_protected, timeout=10_000)
    app.window.command_searched.emit("Check the log")
    qtbot.waitUntil(lambda: "log is whole" in app.window.message_bar.message.text, timeout=10_000)


def test_a_workspace_without_a_passphrase_has_none_to_remove(app: Any) -> None:
    app.window.command_searched.emit("Remove the passphrase…")
    assert "no passphrase" in app.window.message_bar.message.text


def test_the_name_for_the_log_is_remembered(app: Any) -> None:
    from PySide6.QtWidgets import QInputDialog

    app.window.command_searched.emit("Your name…")
    dialog = app.window.findChild(QInputDialog)
    assert dialog is not None and dialog.textValue() == ""
    dialog.setTextValue("  Secretary of the chamber ")
    dialog.accept()
    assert app.session.who == "Secretary of the chamber"
    assert app._remembered.who == "Secretary of the chamber"
    assert app.session.workspace.settings.person == "Secretary of the chamber"


def test_a_file_is_not_taken_into_a_workspace_that_is_open_elsewhere(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    from advocacy.workspace.file import WorkspaceFile

    owner = WorkspaceFile.create(tmp_path / "ours.groundswell")
    app.open_paths([tmp_path / "ours.groundswell"])
    qtbot.waitUntil(lambda: app.session.is_read_only, timeout=10_000)
    path = book(tmp_path / "a.xlsx")
    app.import_files([path])
    page = app.window.page("import")
    qtbot.waitUntil(lambda: page.waiting == (path,), timeout=30_000)
    with qtbot.waitSignal(app.session.failed, timeout=30_000):
        page.take()
    assert "you can look" in app.window.message_bar.message.text
    assert page.waiting == (path,)  # it waits to be taken into a copy
    assert app.session.workspace.tables == ()
    owner.close()


def test_the_status_line_says_that_a_change_is_not_saved(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "north.groundswell"
    WorkspaceFile.create(path).close()
    app.session.open_file(path)
    state = app.window.status.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("Saved in north.groundswell" in one.text() for one in state), timeout=10_000)
    with monkeypatch.context() as away:
        away.setattr(WorkspaceFile, "save", lambda *_: (_ for _ in ()).throw(full(path)))
        app.session.apply("Title", lambda workspace: workspace.with_brief(BriefPlan("Kept")))
        qtbot.waitUntil(lambda: any(one.text() == "The last change is not saved" for one in state))
    app.session.apply("Title", lambda workspace: workspace.with_brief(BriefPlan("Kept too")))
    qtbot.waitUntil(lambda: any("Saved in north.groundswell" in one.text() for one in state), timeout=10_000)
