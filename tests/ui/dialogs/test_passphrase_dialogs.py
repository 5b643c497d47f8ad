"""Passphrases are typed twice and hidden; the recovery key is shown until it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.workspace.key import Key
from ui.dialogs.new_passphrase_dialog import NewPassphraseDialog
from ui.dialogs.passphrase_dialog import PassphraseDialog
from ui.dialogs.recovery_key_dialog import RecoveryKeyDialog

_RECOVERY = Key(12345 << 100, b"GRND").recovery


def _shown(dialog: QDialog, qtbot: QtBot) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()


def test_the_passphrase_is_hidden_and_given_as_typed(qtbot: QtBot) -> None:
    dialog = PassphraseDialog("“<b>x</b>.groundswell” is protected.", "Type it.", None)
    _shown(dialog, qtbot)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in dialog.findChildren(QLabel)
        if "<b>" in label.text()
    )
    field = dialog.findChild(QLineEdit)
    assert field is not None and field.echoMode() == QLineEdit.EchoMode.Password
    assert not dialog._open.isEnabled()
    field.setText("  é words ")
    box = dialog.findChild(QCheckBox)
    assert box is not None
    box.setChecked(True)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    with qtbot.waitSignal(dialog.given) as heard:
        dialog._open.click()
    assert heard.args == ["  é words "]
    assert field.text() == ""


def test_cancel_gives_nothing(qtbot: QtBot) -> None:
    dialog = PassphraseDialog("protected", "Type it.", None)
    _shown(dialog, qtbot)
    with qtbot.assertNotEmitted(dialog.given, wait=50):
        dialog.reject()


def test_a_new_passphrase_is_long_and_typed_twice(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog(False)
    _shown(dialog, qtbot)
    for first, second, is_enough in (
        ("", "", False),
        ("short", "short", False),
        ("four words are good", "", False),
        ("four words are good", "four words are goob", False),
        (" " * 30, " " * 30, False),
        ("four words are good", "four words are good", True),
    ):
        dialog._first.setText(first)
        dialog._second.setText(second)
        assert dialog._protect.isEnabled() is is_enough, first
    with qtbot.waitSignal(dialog.decided) as heard:
        dialog._protect.click()
    assert heard.args == ["four words are good"]
    assert dialog._first.text() == dialog._second.text() == ""


def test_the_recovery_key_stays_until_it_is_kept(qtbot: QtBot) -> None:
    dialog = RecoveryKeyDialog(_RECOVERY, "ours.groundswell")
    _shown(dialog, qtbot)
    dialog.reject()
    assert dialog.isVisible() and not dialog._close.isEnabled()
    shown = dialog.findChild(QLabel, "recoveryKey")
    assert shown is not None
    assert shown.text().replace(" - ", "-").replace("\n", "-") == _RECOVERY
    dialog._copy()
    assert QGuiApplication.clipboard().text() == _RECOVERY
    QGuiApplication.clipboard().clear()
    page = dialog.page()
    assert "ours.groundswell" in page and _RECOVERY.split("-")[7] in page
    dialog._kept.setChecked(True)
    dialog.reject()
    assert not dialog.isVisible()


def test_the_page_can_be_printed(qtbot: QtBot, tmp_path: object) -> None:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    dialog = RecoveryKeyDialog(_RECOVERY, "ours.groundswell")
    _shown(dialog, qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = Path(str(tmp_path)) / "key.pdf"
    printer.setOutputFileName(str(target))
    dialog._print_on(printer)
    assert target.read_bytes()[:4] == b"%PDF"
    written = QPdfDocument()
    written.load(str(target))
    assert written.pageCount() == 1
    text = written.getAllText(0).text()
    for group in _RECOVERY.split("-"):
        assert group in text
    assert "ours.groundswell" in text


def test_the_print_button_prints_when_the_printer_is_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog of the system is answered in the place of the user; what it chose is what is printed on."""
    from PySide6.QtPrintSupport import QPrintDialog

    printed: list[object] = []
    dialog = RecoveryKeyDialog(_RECOVERY, "ours.groundswell")
    _shown(dialog, qtbot)
    monkeypatch.setattr(dialog, "_print_on", printed.append)
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Print…")
    button.click()
    (asked,) = dialog.findChildren(QPrintDialog)
    chosen = asked.printer()
    asked.accept()
    assert printed == [chosen]
    button.click()
    dialog.findChildren(QPrintDialog)[-1].reject()
    assert printed == [chosen] and dialog.isVisible()
