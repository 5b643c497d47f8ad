"""Words with live numbers: typing goes around a number, deleting takes the whole of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocacy.brief.claims import Claim, What, key_of
from ui.widgets.brief.live_text import LiveText

KEY = key_of("licensing.time_to_decision")
CLAIM = Claim(
    KEY, "licensing.time_to_decision", "Time <b>to</b> a decision", "", What.VALUE, 204.0, "204 days"
)
TEXT = f"They wait {{{KEY}}} or more.\nOf {{{KEY}#}} too."


@pytest.fixture
def field(qtbot: QtBot) -> LiveText:
    made = LiveText()
    qtbot.addWidget(made)
    made.resize(320, 120)
    made.show()
    made.set_words(TEXT, {KEY: CLAIM})
    return made


def _at(field: LiveText, place: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(place)
    field.setTextCursor(cursor)


def test_what_is_shown_is_what_was_given(field: LiveText) -> None:
    assert field.words == TEXT
    assert field.spoken == "They wait 204 days or more.\nOf 204 too."
    assert field.accessibleDescription() == field.spoken


def test_typing_beside_a_number_leaves_it_whole(field: LiveText, qtbot: QtBot) -> None:
    told: list[str] = []
    field.edited.connect(told.append)
    number = len("They wait ")
    _at(field, number)
    qtbot.keyClicks(field, "long: ")
    _at(field, number + len("long: ") + 1)
    qtbot.keyClicks(field, " now")
    assert field.words == f"They wait long: {{{KEY}}} now or more.\nOf {{{KEY}#}} too."
    assert told[-1] == field.words


def test_typing_over_a_number_leaves_words(field: LiveText, qtbot: QtBot) -> None:
    _at(field, len("They wait "))
    cursor = field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    qtbot.keyClicks(field, "too long")
    assert field.words == f"They wait too long or more.\nOf {{{KEY}#}} too."


def test_deleting_takes_the_whole_number_and_undo_brings_it_back(field: LiveText, qtbot: QtBot) -> None:
    _at(field, len("They wait ") + 1)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.words == f"They wait  or more.\nOf {{{KEY}#}} too."
    field.undo()
    assert field.words == TEXT


def test_numbers_follow_the_data_and_the_cursor_stays(field: LiveText) -> None:
    _at(field, 5)
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_words(TEXT, {KEY: replace(CLAIM, printed="190 days")})
    assert field.spoken == "They wait 190 days or more.\nOf 190 too."
    assert field.textCursor().position() == 5 and told == []
    field.set_words(TEXT, {})
    assert "[number no longer shown]" in field.spoken and field.words == TEXT


def test_copied_words_keep_their_numbers_here_and_print_them_elsewhere(field: LiveText, qtbot: QtBot) -> None:
    field.selectAll()
    field.copy()
    assert QApplication.clipboard().text() == field.spoken
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.paste()
    assert field.words == TEXT + TEXT


def test_pasted_markup_stays_text(field: LiveText) -> None:
    field.clear()
    QApplication.clipboard().setText("<b>x</b> {a|b} {{}}")
    field.paste()
    assert field.words == "<b>x</b> {a|b} {{}}"


def test_a_number_can_be_put_in_and_clicked(field: LiveText, qtbot: QtBot) -> None:
    field.set_words("", {})
    field.insert_claim(CLAIM)
    assert field.words == f"{{{KEY}}}"
    chosen: list[str] = []
    field.claim_chosen.connect(chosen.append)
    middle = field.cursorRect().center()
    qtbot.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, middle.y()))
    assert chosen == [KEY]
