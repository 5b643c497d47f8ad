"""Backups are listed with time, rows and last change; what is chosen is restored, nothing else happens."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace.backups import Backup, backups_of, other_copies
from advocacy.workspace.file import WorkspaceFile
from advocacy.workspace.recovery import Recovery
from tests.workspace.test_backups import backed_up, held
from ui.dialogs.backups_dialog import BackupsDialog
from ui.dialogs.passphrase_dialog import PassphraseDialog
from ui.dialogs.recovery_dialog import RecoveryDialog

WORDS = "four words are good"


@pytest.fixture(autouse=True)
def _cheap_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.workspace.key._COST", 12)


def _backup(number: int) -> Backup:
    at = datetime(2025, 3, number, 9, tzinfo=UTC)
    return Backup(
        Path(f"w backups/{number}.groundswell"), at, 1_000_000 * number, f"<b>Step</b> {number}", 5_000_000
    )


def _shown(dialog: QDialog, qtbot: QtBot) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()


def _button(dialog: QDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_the_newest_is_chosen_and_another_can_be(qtbot: QtBot) -> None:
    found = Recovery(Path("w.groundswell"), _backup(3), (_backup(2), _backup(1)))
    dialog = RecoveryDialog("“<i>w</i>” is damaged.", found)
    _shown(dialog, qtbot)
    assert dialog.list.chosen == found.good
    assert [dialog.list.topLevelItem(0).text(c) for c in (1, 2)] == ["3,000,000", "<b>Step</b> 3"]
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in dialog.findChildren(QLabel)
        if "<" in label.text()
    )
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))
    with qtbot.waitSignal(dialog.restore_wanted) as told:
        _button(dialog, "Restore").click()
    assert told.args == [_backup(1)]


def test_it_can_be_left_as_it_is(qtbot: QtBot) -> None:
    dialog = RecoveryDialog("damaged", Recovery(Path("w.groundswell"), _backup(1)))
    _shown(dialog, qtbot)
    with qtbot.assertNotEmitted(dialog.restore_wanted, wait=50):
        _button(dialog, "Leave it as it is").click()


def test_without_a_backup_there_is_nothing_to_restore(qtbot: QtBot) -> None:
    dialog = BackupsDialog((), "w backups")
    _shown(dialog, qtbot)
    assert not _button(dialog, "Restore as a copy").isEnabled()
    assert any("no backup yet" in label.text() for label in dialog.findChildren(QLabel))


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A closed workspace with a backup."""
    file = WorkspaceFile.create(tmp_path / "ours.groundswell")
    file.save(held(), "Import")
    backed_up(file)
    file.close()
    return file.path


def test_a_damaged_workspace_is_restored_in_the_window(app: Any, qtbot: QtBot, ours: Path) -> None:
    ours.write_bytes(b"damaged")
    app.open_workspace(ours)
    qtbot.waitUntil(lambda: app.window.findChild(RecoveryDialog) is not None, timeout=10_000)
    dialog = app.window.findChild(RecoveryDialog)
    _button(dialog, "Restore").click()
    qtbot.waitUntil(lambda: app.session.workspace.brief == held().brief, timeout=10_000)
    qtbot.waitUntil(lambda: "last backup" in app.window.status._state.text(), timeout=10_000)
    assert [one.read_bytes() for one in other_copies(ours)] == [b"damaged"]


def test_leaving_it_says_why(app: Any, qtbot: QtBot, ours: Path) -> None:
    ours.write_bytes(b"damaged")
    app.open_workspace(ours)
    qtbot.waitUntil(lambda: app.window.findChild(RecoveryDialog) is not None, timeout=10_000)
    app.window.findChild(RecoveryDialog).reject()
    assert "not a Groundswell workspace" in app.window.message_bar.message.text
    assert ours.read_bytes() == b"damaged"


def test_a_backup_is_opened_as_a_copy(app: Any, qtbot: QtBot, ours: Path) -> None:
    app.open_workspace(ours)
    qtbot.waitUntil(lambda: app.session.path == ours and app.session.last_backup is not None, timeout=10_000)
    app.backups.begin()
    qtbot.waitUntil(lambda: app.window.findChild(BackupsDialog) is not None, timeout=10_000)
    dialog = app.window.findChild(BackupsDialog)
    assert dialog.list.topLevelItemCount() == 1
    dialog.findChild(QDialogButtonBox).accepted.emit()
    qtbot.waitUntil(lambda: app.session.path != ours, timeout=10_000)
    qtbot.waitUntil(lambda: not app.session.is_saving, timeout=10_000)
    assert app.session.path.name.startswith("ours (backup of 2025-03-01")
    assert app.session.workspace.brief == held().brief and len(backups_of(ours)) == 1


def test_the_passphrase_of_what_is_merged_is_asked_for(app: Any, qtbot: QtBot, ours: Path) -> None:
    file = WorkspaceFile.open(ours)
    file.protect(WORDS)
    file.close()
    app.merge_workspace(ours)
    for typed in ("not these words", WORDS):
        qtbot.waitUntil(
            lambda: any(one.isVisible() for one in app.window.findChildren(PassphraseDialog)), timeout=10_000
        )
        (dialog,) = [one for one in app.window.findChildren(PassphraseDialog) if one.isVisible()]
        dialog.findChild(QLineEdit).setText(typed)
        dialog._open.click()
    from ui.dialogs.merge_dialog import MergeDialog

    qtbot.waitUntil(lambda: app.window.findChild(MergeDialog) is not None, timeout=20_000)
    app.window.findChild(MergeDialog).reject()
    qtbot.waitUntil(lambda: app.tasks.idle)
