"""Only what the user ticks is decided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from advocacy.importing.recipe import Spelling
from advocacy.importing.spellings import Alike
from ui.dialogs.spellings_dialog import SpellingsDialog

_FOUND = (
    Alike("licensing_case", "district", "Tarkwa", {"Tarkwa": 9, "Tarkwaa": 2, "<b>Tarkw</b>": 1}),
    Alike("licensing_case", "region", "North East", {"North East": 4, "East North": 1}),
)


def test_nothing_is_ticked_beforehand_and_only_ticks_count(qtbot: QtBot) -> None:
    dialog = SpellingsDialog(_FOUND)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog._tree
    first = tree.topLevelItem(0)
    assert first is not None and [first.text(i) for i in range(3)] == ["Tarkwa", "9", "District"]
    assert first.child(1).text(0) == "<b>Tarkw</b>"
    first.child(0).setCheckState(0, Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._accept()
    assert heard.args == [(Spelling("licensing_case", "district", "Tarkwaa", "Tarkwa"),)]


def test_cancel_decides_nothing(qtbot: QtBot) -> None:
    dialog = SpellingsDialog(_FOUND)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    with qtbot.assertNotEmitted(dialog.decided, wait=50):
        buttons.button(QDialogButtonBox.StandardButton.Cancel).click()
