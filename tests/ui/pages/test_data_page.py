"""The Data page: rows, where they came from, changes by hand, hidden values, people taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.issue import Issue, Severity
from advocacy.workspace import Workspace
from advocacy.workspace.exported import Exported
from advocacy.workspace.purging import told_before, told_of_consent
from tests.makers import table, workspace
from ui.dialogs.column_filter_dialog import ColumnFilterDialog
from ui.dialogs.columns_dialog import ColumnsDialog
from ui.dialogs.consent_dialog import ConsentDialog
from ui.models.arrangement import ColumnFilter

CASES = "licensing_case"


def _held(rows: int = 12) -> Workspace:
    cases = table(
        CASES,
        {
            "case_id": [f"A-{i}" for i in range(rows)],
            "applicant": [f"Person {i}" for i in range(rows)],
            "status": ["granted" if i % 3 else "pending" for i in range(rows)],
            "date_applied": [date(2024, 1, i % 27 + 1) for i in range(rows)],
            "visits": [i % 5 for i in range(rows)],
            "consent": ["public"] * rows,
        },
    )
    steps = table("licensing_step", {"case_id": ["A-1", "A-1", "A-2"], "step_no": [1, 2, 1]}, sheet="Steps")
    issue = Issue(
        "x", Severity.ERROR, "The days contradict.", "Look.", "file.xlsx", "Sheet", 6, "B", "date_applied"
    )
    brief = Exported("2025-07-01", "brief.docx", (), (("a" * 64, "Sheet", "2-100"),))
    return replace(workspace(cases, steps), issues=(issue,), exported=(brief,))


def _settled(app: Any, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=20_000)


def _page(app: Any, qtbot: QtBot, held: Workspace | None = None) -> Any:
    app.session.apply("Data", lambda _: held or _held())
    app.window.show_page("data")
    _settled(app, qtbot)
    return app.window.page("data")


def _at(page: Any, row: int, name: str) -> None:
    page.grid.go_to(row, page.rows.number_of(name))


def _column(page: Any, name: str) -> list[Any]:
    number = page.rows.number_of(name)
    return [page.rows.data(page.rows.index(row, number)) for row in range(page.rows.rowCount())]


def test_without_data_one_button_brings_it(app: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.file_choice.QFileDialog.getOpenFileNames", lambda *_: ([], ""))
    app.window.show_page("data")
    page = app.window.page("data")
    (button,) = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    assert button.text() == "Import files…"
    assert "No data yet" in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    with qtbot.waitSignal(page.import_wanted):
        button.click()


def test_tables_are_tabs_with_counts(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    assert [page.tabs.tabText(i) for i in range(page.tabs.count())] == [
        "Licensing cases  12",
        "Licensing steps  3",
    ]
    page.tabs.setCurrentIndex(1)
    assert page.table_name == "licensing_step" and page.count_text == "3 rows"
    app.session.apply("Gone", lambda held: replace(held, tables=held.tables[:1]))
    assert page.table_name == CASES and page.tabs.count() == 1
    app.session.apply("All gone", lambda held: replace(held, tables=()))
    assert page._stack.currentIndex() == 0
    _settled(app, qtbot)


def test_a_click_on_a_heading_sorts_up_down_and_not(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    number = page.rows.number_of("visits")
    page.grid.heading_pressed.emit(number)
    assert _column(page, "visits") == sorted(_column(page, "visits"))
    page.grid.heading_pressed.emit(number)
    assert _column(page, "visits") == sorted(_column(page, "visits"), reverse=True)
    page.grid.heading_pressed.emit(number)
    assert _column(page, "case_id")[:2] == ["A-0", "A-1"]


def test_a_large_table_is_sorted_beside_the_window(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot, _held(6_000))
    page.sort("visits", True)
    assert not app.tasks.idle
    _settled(app, qtbot)
    assert _column(page, "visits")[0] == "4"


def test_filters_by_values_and_their_way_back(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.columns.ask_for_filter(page.rows.columns[page.rows.number_of("status")])
    qtbot.waitUntil(lambda: page.findChild(ColumnFilterDialog) is not None, timeout=10_000)
    dialog = page.findChild(ColumnFilterDialog)
    texts = [dialog.list.item(i).text() for i in range(dialog.list.count())]
    assert texts == ["Granted  (8)", "Pending  (4)"]
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog._accept()
    assert page.count_text == "4 of 12 rows"
    assert page.tools.clear.isVisible()
    page.filter("case_id", ColumnFilter("case_id", contains="nowhere"))
    assert page._stack.rows.currentIndex() == 1
    page._stack.rows.currentWidget().wanted.emit()
    assert page.count_text == "12 rows" and page._stack.rows.currentIndex() == 0
    _settled(app, qtbot)


def test_a_range_that_cannot_be_read_is_told(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.columns.ask_for_filter(page.rows.columns[page.rows.number_of("date_applied")])
    qtbot.waitUntil(lambda: page.findChild(ColumnFilterDialog) is not None, timeout=10_000)
    dialog = page.findChild(ColumnFilterDialog)
    dialog._low.setText("soon")
    dialog._accept()
    assert "“soon” is not a day" in dialog._fault.text()
    dialog._low.setText("2024-01-11")
    dialog._accept()
    assert page.count_text == "2 of 12 rows"
    _settled(app, qtbot)


def test_columns_are_hidden_and_frozen(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.columns.ask()
    dialog = page.findChild(ColumnsDialog)
    dialog._none()
    assert not dialog._ok.isEnabled()
    for row in (0, 2, 3):
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
    dialog._accept()
    assert page.grid.visible_columns() == [0, 2, 3]
    page.columns.menu(2).freeze_wanted.emit(2)
    frozen = page.grid._frozen
    assert frozen.isVisible()
    assert [c for c in range(6) if not frozen.isColumnHidden(c)] == [0, 2]
    assert frozen.width() == page.grid.columnWidth(0) + page.grid.columnWidth(2) + 1
    page.go_to(4, "visits")  # a hidden column is shown when something in it is wanted
    assert 4 in page.grid.visible_columns()
    _settled(app, qtbot)


def test_find_goes_round_and_passes_hidden_values_by(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.finding.open()
    page.find_bar._field.setText("a-1")
    page.finding.on()
    _settled(app, qtbot)
    found = []
    for _ in range(4):
        found.append(page.grid.currentIndex().row())
        page.finding.on()
    assert found == [1, 10, 11, 1]
    page.finding.back()
    assert page.find_bar._told.text() == "1 of 3"
    page.find_bar._field.setText("Person 3")
    page.finding.on()
    _settled(app, qtbot)
    assert "Not found" in page.find_bar._told.text()
    page.revealing.reveal("applicant")
    page.finding.forget()
    page.finding.on()
    _settled(app, qtbot)
    assert page.grid.currentIndex().row() == 3


def test_copy_has_headings_and_no_hidden_values(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.grid.selectAll()
    page.copying.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Case number", "Applicant", "Status"]
    assert lines[1].split("\t")[:3] == ["A-0", "•••", "Pending"]
    assert len(lines) == 13 and "Person" not in "".join(lines)


def test_hidden_values_are_shown_after_asking_until_the_page_is_left(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 3, "applicant")
    _settled(app, qtbot)
    assert "Person 3" not in page.side.story.toPlainText()
    page.sort("applicant")
    assert "hidden" in app.window.message_bar.message.text and page.rows.arrangement.sort == ""
    page.chosen.edit()
    assert page.editing.dialog is None
    page.revealing.ask(page.rows.columns[1])
    box = page.findChild(QMessageBox)
    assert "log" in box.informativeText()
    with qtbot.waitSignal(app.session.saved, timeout=10_000):
        next(b for b in box.buttons() if b.text() == "Show").click()
    assert _column(page, "applicant")[3] == "Person 3"
    _settled(app, qtbot)
    assert "Person 3" in page.side.story.toPlainText()
    assert app.session._kept.file.log_lines()[-1].said == "Hidden values were shown"
    app.window.show_page("home")
    app.window.show_page("data")
    _settled(app, qtbot)
    assert set(_column(page, "applicant")) == {"•••"}
    assert "Person 3" not in page.side.story.toPlainText()


def test_a_cell_tells_where_it_came_from(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 4, "date_applied")
    _settled(app, qtbot)
    text = page.side.story.toPlainText()
    for told in ("file.xlsx", "Sheet", "D6", "2024-01-05", "The days contradict. Look."):
        assert told in text


def test_markup_in_a_cell_is_text(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot, workspace(table("partner", {"name": ["<b>bold</b><img src=x>"]})))
    _at(page, 0, "name")
    _settled(app, qtbot)
    assert "<b>bold</b><img src=x>" in page.side.story.toPlainText()


def test_an_edit_is_checked_recorded_marked_and_undone(app: Any, qtbot: QtBot) -> None:
    app.session.who = "Efua"
    page = _page(app, qtbot)
    _at(page, 2, "visits")
    page.chosen.edit()
    dialog = page.editing.dialog
    dialog.line.setText("many")
    dialog._decide()
    qtbot.waitUntil(lambda: bool(dialog.fault), timeout=10_000)
    assert "many" in dialog.fault and app.session.workspace.edits == ()
    dialog.line.setText("9")
    dialog.reason.setText("receipts seen")
    dialog._decide()
    _settled(app, qtbot)
    (edit,) = app.session.workspace.edits
    assert (edit.who, edit.after, edit.reason) == ("Efua", "9", "receipts seen")
    assert _column(page, "visits")[2] == "9"
    assert page._marks.edited == {"visits": frozenset({2})}
    assert "receipts seen" in page.side.story.toPlainText()
    app.session.undo()
    _settled(app, qtbot)
    assert _column(page, "visits")[2] == "2" and page._marks.edited == {}


def test_many_rows_are_edited_at_once(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.sort("visits")
    page.grid.selectAll()
    page.grid.selectionModel().setCurrentIndex(
        page.rows.index(0, page.rows.number_of("status")),
        page.grid.selectionModel().SelectionFlag.NoUpdate,
    )
    page.chosen.edit()
    dialog = page.editing.dialog
    assert "12 rows" in dialog.windowTitle()
    dialog.choice.setCurrentIndex(dialog.choice.findData("refused"))
    dialog._decide()
    _settled(app, qtbot)
    assert set(_column(page, "status")) == {"Refused"}
    assert len(app.session.workspace.edits) == 12


def test_a_closed_dialog_changes_nothing(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 2, "visits")
    page.chosen.edit()
    page.editing.dialog.line.setText("9")
    page.editing.dialog._decide()
    page.editing.dialog.reject()
    _settled(app, qtbot)
    assert app.session.workspace.edits == ()


def test_rows_of_a_finding_and_the_way_back(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    app.window.show_page("home")
    app.show_rows(CASES, [7, 3, 999], "Granted in the North")
    _settled(app, qtbot)
    assert app.window.current == "data"
    assert _column(page, "case_id") == ["A-3", "A-7"]
    assert page.banner.isVisible() and page.banner.text == "2 rows: Granted in the North"
    app.session.apply("Edit", lambda held: held.with_edit(CASES, [3], "visits", "8"))
    assert _column(page, "visits")[0] == "8"  # an edit moves no rows
    page.banner.back_wanted.emit()
    assert app.window.current == "home"
    app.window.show_page("data")
    _settled(app, qtbot)
    assert page.count_text == "12 rows" and not page.banner.isVisible()


def test_rows_of_a_finding_are_let_go_when_rows_move(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    app.show_rows(CASES, [7, 3], "Granted")
    app.session.apply("Other", lambda held: _held(11))
    _settled(app, qtbot)
    assert page.count_text == "11 rows" and not page.banner.isVisible()


def test_any_page_can_ask_for_rows(app: Any, qtbot: QtBot) -> None:
    class Asking(QObject):
        rows_wanted = Signal(str, object, str)

    page = _page(app, qtbot)
    asking = app._made(Asking)
    asking.rows_wanted.emit(CASES, [1], "One")
    assert page.banner.text == "1 row: One"
    _settled(app, qtbot)


def test_issues_are_listed_and_lead_to_their_cell(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    assert page.side.tabText(1) == "Issues (1)"
    page.filter("case_id", ColumnFilter("case_id", contains="A-1"))
    page.side.issues.view.setCurrentIndex(page.side.issues.issues.index(0))
    page.side.issues._button.click()
    assert page.count_text.startswith("12 rows")  # the filter that hid it is gone
    index = page.grid.currentIndex()
    assert (index.row(), page.rows.columns[index.column()].name) == (4, "date_applied")
    _settled(app, qtbot)


def test_an_issue_of_a_hidden_field_does_not_tell_its_value(app: Any, qtbot: QtBot) -> None:
    issue = Issue("x", Severity.NOTE, "“Person 0” again", "", "file.xlsx", "Sheet", 2, "B", "applicant")
    page = _page(app, qtbot, replace(_held(), issues=(issue,)))
    model = page.side.issues.issues
    assert "Person 0" not in model.data(model.index(0), int(Qt.ItemDataRole.DisplayRole))
    page.revealing.reveal("applicant")
    assert "Person 0" in model.data(model.index(0), int(Qt.ItemDataRole.DisplayRole))
    _settled(app, qtbot)


def test_a_person_is_erased_only_after_the_word(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    page.chosen.erase_person()
    dialog = page.erasing.dialog
    assert not dialog.next.isEnabled()
    dialog.name.setText("Person 1")
    dialog._search()
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() > 0, timeout=10_000)
    assert dialog.rows() == {}  # the user says who it is
    item = next(
        dialog.tree.topLevelItem(i)
        for i in range(dialog.tree.topLevelItemCount())
        if dialog.tree.topLevelItem(i).text(0) == "Person 1"
    )
    item.setCheckState(0, Qt.CheckState.Checked)
    dialog.next.click()
    assert not dialog.erase.isEnabled()
    dialog.typed.setText("ERASE")
    qtbot.waitUntil(dialog.erase.isEnabled, timeout=10_000)
    told = dialog._preview.toPlainText()
    for part in ("Licensing cases (1)", "Licensing steps (2)", "file.xlsx", "brief.docx"):
        assert part in told, told
    assert dialog.warning.isVisible() and dialog.warning.text() == told_before()
    dialog.typed.setText("erase")
    assert not dialog.erase.isEnabled()
    dialog.typed.setText("ERASE")
    dialog.erase.click()
    _settled(app, qtbot)
    assert page.count_text == "11 rows" and "A-1" not in _column(page, "case_id")
    assert [one.kind for one in app.session.workspace.erased] == ["person-erased"]
    assert "Person" not in app.session.undo_text


def test_consent_is_withdrawn_after_a_tick(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 1, "consent")
    page.chosen.edit()
    dialog = page.editing.dialog
    dialog.choice.setCurrentIndex(dialog.choice.findData("withdrawn"))
    dialog._decide()
    qtbot.waitUntil(lambda: page.findChild(ConsentDialog) is not None, timeout=10_000)
    assert len(app.session.workspace.table(CASES)) == 12  # nothing yet
    asked = page.findChild(ConsentDialog)
    assert asked.warning.isVisible() and asked.warning.text() == told_of_consent()
    assert not asked.withdraw.isEnabled()
    asked.sure.setChecked(True)
    asked.withdraw.click()
    _settled(app, qtbot)
    assert page.count_text == "11 rows"
    assert app.session.workspace.erased[0].kind == "consent-withdrawn"


def test_the_keyboard_reaches_everything(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 1, "visits")
    with qtbot.waitSignal(page.grid.column_menu_wanted):
        qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    for menu in page.findChildren(type(page.columns.menu(0))):
        menu.close()
    qtbot.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Visits to offices\n1"
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    page.editing.dialog.reject()
    for part in (page.grid, page.side.story, page.side.issues.view, page.tabs, page.find_bar._field):
        assert part.accessibleName()
    _settled(app, qtbot)


@pytest.mark.parametrize("columns", [1, 60])
def test_long_words_and_many_columns_fit(app: Any, qtbot: QtBot, columns: int) -> None:
    long = "Bergbaugenehmigungsverfahrensbeschleunigungsgesetz"
    held = workspace(
        table("licensing_case", {f"{long} {i}": [long * 9, None] for i in range(columns)}),
        *(table(f"survey.{long}{i}", {"a": ["1"]}) for i in range(9)),
    )
    app.window.resize(1366, 768)
    page = _page(app, qtbot, held)
    assert app.window.width() == 1366
    assert all(page.grid.columnWidth(c) <= 260 for c in range(columns))
    page.columns.freeze(columns)
    assert page.grid._frozen.width() <= page.grid.viewport().width()


def test_the_look_changes_while_the_page_is_open(app: Any, qtbot: QtBot) -> None:
    page = _page(app, qtbot)
    _at(page, 4, "date_applied")
    app.set_look("dark")
    _settled(app, qtbot)
    assert not page.grid.grab().isNull()


def test_how_a_table_was_left_is_remembered(
    app: Any, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Columns, their order, the order of rows and the filters; of people nothing that was filtered on."""
    from ui.pages.data_page import DataPage

    page = _page(app, qtbot)
    page.sort("visits", True)
    page.filter("status", ColumnFilter("status", frozenset({"Granted"})))
    page.filter("date_applied", ColumnFilter("date_applied", low=date(2024, 1, 3)))
    page.revealing.reveal("applicant")
    page.filter("applicant", ColumnFilter("applicant", contains="Person"))
    page.columns.decide(frozenset({"consent"}), ("visits", "case_id"))
    page.columns.freeze(1)
    with qtbot.waitSignal(app.session.named, timeout=20_000):
        app.session.save_as(tmp_path / "kept.groundswell")
    _settled(app, qtbot)
    assert [one.name for one in page.rows.columns][:3] == ["visits", "case_id", "applicant"]
    kept = page.views.of(CASES)
    again = DataPage(app.session, app.tasks, app.messages, "light", app._remembered)
    qtbot.addWidget(again)
    again.show()
    _settled(app, qtbot)
    found = again.views.of(CASES)
    assert (found.hidden, found.order, found.frozen) == (kept.hidden, kept.order, 1)
    assert (found.arrangement.sort, found.arrangement.descending) == ("visits", True)
    names = [one.name for one in found.arrangement.filters]
    assert names == ["status", "date_applied"] and found.arrangement.filters[1].low == date(2024, 1, 3)
    assert _column(again, "visits") == sorted(_column(again, "visits"), reverse=True)
    assert 0 < again.rows.rowCount() < 12 and again.tools.clear.isVisible()
    assert "Person" not in " ".join(str(app._remembered._store.value(key)) for key in _all_keys(app))
    app.session.new()
    _settled(app, qtbot)
    assert again.views.of(CASES).arrangement.filters == ()


def test_of_a_workspace_with_a_passphrase_no_filter_is_remembered(
    app: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)
    page = _page(app, qtbot)
    with qtbot.waitSignal(app.session.named, timeout=20_000):
        app.session.save_as(tmp_path / "kept.groundswell")
    _settled(app, qtbot)
    page.filter("status", ColumnFilter("status", frozenset({"Granted"})))
    assert "Granted" in _all_told(app)
    with qtbot.waitSignal(app.session.protected, timeout=20_000):
        app.session.protect("four words are good")
    assert "Granted" not in _all_told(app)  # nor what was remembered before
    _settled(app, qtbot)
    page.filter("status", ColumnFilter("status", frozenset({"Pending"})))
    _settled(app, qtbot)
    assert page.count_text == "4 of 12 rows" and "Pending" not in _all_told(app)
    app.close()
    assert "Pending" not in _all_told(app)


def _all_told(app: Any) -> str:
    return " ".join(str(app._remembered._store.value(key)) for key in _all_keys(app))


def _all_keys(app: Any) -> list[str]:
    return list(app._remembered._store.allKeys())


@pytest.mark.parametrize("told", ["", "{}", "[1]", "not json", '{"hidden": 3}'])
def test_what_is_remembered_wrongly_is_left_out(told: str) -> None:
    from ui.models.table_view import TableView

    assert TableView().with_columns_of(told).with_filters_of(told) == TableView()
