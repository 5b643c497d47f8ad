"""The dialog shows every row and both values; what is ticked is decided; the merge can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from advocacy.workspace import Settings, Workspace
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.joining import joined
from advocacy.workspace.merging import with_import
from tests.makers import imported, table
from ui.dialogs.merge_dialog import MergeDialog

CASES = "licensing_case"


def held(letter: str, numbers: list[str], status: list[str], names: list[str], k: int = 5) -> Workspace:
    """A workspace of one file with these cases."""
    count = len(numbers)
    columns = {
        "case_id": numbers,
        "association": [f"Association {letter}"] * count,
        "applicant": names,
        "date_applied": [date(2024, 1, 2)] * count,
        "status": status,
        "statement": ["<b>We</b> wait. " * 20] * count,
    }
    made = imported(table(CASES, columns, letter * 64), name=f"{letter} <register>.xlsx", sha256=letter * 64)
    return with_import(Workspace(settings=Settings(smallest_group=k)), made)[0]


def _result(conflicts: bool = True) -> Any:
    status = "granted" if conflicts else "pending"
    one = held("a", ["1", "2"], ["pending", "pending"], ["Ama Owusu", "Kofi"])
    other = held("b", ["2", "3"], [status, "refused"], ["Kofi", "Ama Owusu"], k=10)
    shared = replace(
        other.tables[0], frame=other.tables[0].frame.assign(association=one.tables[0].frame["association"])
    )
    return one, replace(other, tables=(shared,))


def _dialog(qtbot: QtBot, conflicts: bool = True) -> MergeDialog:
    one, other = _result(conflicts)
    dialog = MergeDialog(joined(one, other), "<i>south</i>.groundswell")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _cell(dialog: MergeDialog, row: int, column: int) -> QModelIndex:
    return dialog._conflicts.conflicts.index(row, column)


def test_it_shows_rows_both_values_suggestions_and_notes(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("<i>south</i>.groundswell” holds 2 rows; 1 of them is new" in text for text in texts)
    rows = next(t for t in dialog.findChildren(QTreeWidget) if t.accessibleName() == "What comes in")
    item = rows.topLevelItem(0)
    assert item is not None
    assert [item.text(i) for i in range(7)] == ["Licensing cases", "2", "1", "0", "0", "1", "0"]
    assert _cell(dialog, 0, 2).data().startswith("Pending\nE3 · 2025-07-01 · a <register>.xlsx")
    assert _cell(dialog, 0, 3).data().startswith("Granted\n")
    assert "<register>" not in _cell(dialog, 0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert [dialog._tabs.tabText(i) for i in range(3)] == [
        "Told differently (1)",
        "Perhaps the same (1)",
        "Also different (1)",
    ]


def test_one_side_is_always_taken(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    model = dialog._conflicts.conflicts
    (code,) = model.taken()
    assert model.taken() == {code: "mine"}  # imported at the same second: ours
    check = Qt.ItemDataRole.CheckStateRole
    dialog._conflicts.clicked.emit(_cell(dialog, 0, 3))
    assert _cell(dialog, 0, 2).data(check) is Qt.CheckState.Unchecked
    model.setData(_cell(dialog, 0, 3), Qt.CheckState.Unchecked, check)
    assert model.taken() == {code: "mine"}
    assert not model.setData(_cell(dialog, 0, 0), Qt.CheckState.Checked, check)
    dialog._choose.setCurrentIndex(2)
    dialog._take_all()
    assert model.taken() == {code: "theirs"}
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._accept()
    assert heard.args == [{code: "theirs"}]


def test_cancel_changes_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.assertNotEmitted(dialog.decided):
        buttons.rejected.emit()


def test_without_conflicts_it_says_so_and_shows_what_there_is(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, conflicts=False)
    assert dialog._tabs.currentIndex() == 1
    assert any("say the same" in label.text() for label in dialog.findChildren(QLabel))
    empty = MergeDialog(joined(Workspace(), Workspace()), "empty")
    empty.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(empty)
    empty.show()


def _open_dialog(app: Any, qtbot: QtBot) -> MergeDialog:
    qtbot.waitUntil(lambda: bool(app.window.findChildren(MergeDialog)), timeout=20_000)
    return app.window.findChildren(MergeDialog)[0]  # type: ignore[no-any-return]


def test_a_merge_from_the_menu_is_one_change_that_can_be_undone(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    one, other = _result()
    path = tmp_path / "south.groundswell"
    file = WorkspaceFile.create(path)
    file.save(other, "Import")
    file.close()
    assert "Merge another workspace…" in app._commands
    app.session.apply("Import", lambda _: one)
    app.merge_workspace(path)
    dialog = _open_dialog(app, qtbot)
    dialog._conflicts.conflicts.take_all("theirs")
    dialog._accept()
    qtbot.waitUntil(lambda: len(app.session.workspace.tables[0]) == 3, timeout=20_000)
    frame = app.session.workspace.tables[0].frame
    assert dict(zip(frame["case_id"], frame["status"], strict=True))["2"] == "granted"
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=20_000)
    assert "south.groundswell" in app.session.undo_text
    app.session.undo()
    qtbot.waitUntil(lambda: len(app.session.workspace.tables[0]) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=20_000)


@pytest.mark.parametrize("content", [b"", b"no workspace"])
def test_another_file_is_refused_in_plain_words(
    app: Any, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.groundswell"
    path.write_bytes(content)
    with qtbot.waitSignal(app.messages.told, timeout=20_000) as heard:
        app.merge_workspace(path)
    assert "not a Groundswell workspace" in heard.args[0].text


def test_the_open_workspace_is_not_merged_with_itself(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "own.groundswell"
    app.session.apply("Import", lambda _: held("a", ["1"], ["pending"], ["Ama"]))
    app.session.save_as(path)
    qtbot.waitUntil(lambda: app.session.path == path and not app.session.is_saving, timeout=20_000)
    with qtbot.waitSignal(app.messages.told, timeout=5_000) as heard:
        app.merge_workspace(path)
    assert "workspace that is open" in heard.args[0].text
