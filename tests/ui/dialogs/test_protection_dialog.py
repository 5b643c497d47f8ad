"""What is done about small groups is chosen, said at once, and kept by the page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from advocacy.workspace import Protection
from ui.dialogs.protection_dialog import ProtectionDialog


def _dialog(qtbot: QtBot, protection: Protection = Protection.SUPPRESS, k: int = 5) -> ProtectionDialog:
    dialog = ProtectionDialog(protection, k)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_choice_is_told(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert (dialog.protection(), dialog.smallest_group()) == (Protection.SUPPRESS, 5)
    dialog._round.setChecked(True)
    dialog._smallest.setCurrentIndex(dialog._smallest.findData(10))
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._accept()
    assert heard.args == [Protection.ROUND, 10]


def test_it_says_what_the_brief_will_show(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert "fewer than 5 are not shown" in dialog._claim.text()
    dialog._smallest.setCurrentIndex(dialog._smallest.findData(11))
    assert "fewer than 11" in dialog._claim.text()
    dialog._round.setChecked(True)
    assert "rounded" in dialog._claim.text()


@pytest.mark.parametrize("k", [3, 5, 7, 10, 11])
def test_it_opens_with_what_was_chosen(qtbot: QtBot, k: int) -> None:
    """Also a number that the command line was given and the list does not offer."""
    dialog = _dialog(qtbot, Protection.ROUND, k)
    assert (dialog.protection(), dialog.smallest_group()) == (Protection.ROUND, k)


def test_cancel_decides_nothing(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.assertNotEmitted(dialog.decided):
        buttons.rejected.emit()
