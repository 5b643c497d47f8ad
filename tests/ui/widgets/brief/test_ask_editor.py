"""A request names whom, which clause, which words, what cost, and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.analysis.finding import Chart, Finding, Unit
from advocacy.workspace import Ask
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.ask_editor import AskEditor

FINDINGS = tuple(
    Finding(code, name, "", Unit.DAYS, Chart.NUMBER, "", (), "")
    for code, name in (("licensing.time", "Time to a decision"), ("licensing.cost", f"Cost {LONG_WORD}"))
)
ASKS = (
    Ask("Decide within 60 days.", "The Ministry", "s. 41(2)", findings=("licensing.time", "no.longer")),
    Ask(LONG_WORD),
)


def _editor(qtbot: QtBot, asks: tuple[Ask, ...] = ASKS) -> AskEditor:
    editor = AskEditor()
    shown(editor, qtbot)
    editor.show_asks(asks, FINDINGS)
    qtbot.wait(20)
    return editor


def _list(editor: AskEditor, name: str = "Requests") -> QListWidget:
    return next(one for one in editor.findChildren(QListWidget) if one.accessibleName() == name)


def _button(editor: AskEditor, name: str) -> QPushButton:
    return next(one for one in editor.findChildren(QPushButton) if one.accessibleName() == name)


def _field(editor: AskEditor, name: str) -> QLineEdit | QPlainTextEdit:
    each = (*editor.findChildren(QLineEdit), *editor.findChildren(QPlainTextEdit))
    return next(one for one in each if one.accessibleName() == name)


def test_without_a_request_one_can_be_added(qtbot: QtBot) -> None:
    editor = _editor(qtbot, ())
    assert "Nothing is asked for yet" in texts(editor)
    assert not _button(editor, "Remove the request").isEnabled()
    with qtbot.waitSignal(editor.asks_changed) as heard:
        qtbot.keyClick(_button(editor, "Add a request"), Qt.Key.Key_Space)
    assert heard.args == [(Ask(""),)]
    assert _list(editor).item(0).text() == "1. (no words yet)" and _field(editor, "What is asked").isVisible()


def test_each_field_changes_its_own_of_the_chosen_request(qtbot: QtBot) -> None:
    editor = _editor(qtbot)
    qtbot.keyClick(_list(editor), Qt.Key.Key_Down)
    assert _field(editor, "What is asked").toPlainText() == LONG_WORD
    for name, field in (
        ("Of whom", "addressee"),
        ("Which clause", "clause"),
        ("Proposed wording of the clause", "proposed"),
        ("What it would cost, and whom", "cost"),
        ("How success would be measured", "success"),
    ):
        with qtbot.waitSignal(editor.asks_changed) as heard:
            qtbot.keyClicks(_field(editor, name), "x")
        assert getattr(heard.args[0][1], field) == "x" and heard.args[0][0] == ASKS[0]


def test_what_it_rests_on_is_ticked(qtbot: QtBot) -> None:
    editor = _editor(qtbot)
    findings = _list(editor, "Findings the request rests on")
    said = [findings.item(i).text() for i in range(findings.count())]
    assert said[0] == "Time to a decision" and said[2] == "no.longer (not in the brief)"
    states = [findings.item(i).checkState() is Qt.CheckState.Checked for i in range(3)]
    assert states == [True, False, True]
    findings.setCurrentRow(1)
    with qtbot.waitSignal(editor.asks_changed) as heard:
        qtbot.keyClick(findings, Qt.Key.Key_Space)
    assert heard.args[0][0].findings == ("licensing.time", "licensing.cost", "no.longer")


def test_requests_are_moved_and_removed(qtbot: QtBot) -> None:
    editor = _editor(qtbot)
    with qtbot.waitSignal(editor.asks_changed) as heard:
        _button(editor, "Move the request down").click()
    assert heard.args == [ASKS[::-1]] and _list(editor).currentRow() == 1
    assert not _button(editor, "Move the request down").isEnabled()
    with qtbot.waitSignal(editor.asks_changed) as heard:
        _button(editor, "Remove the request").click()
    assert heard.args == [(ASKS[1],)] and _field(editor, "What is asked").toPlainText() == LONG_WORD


def test_a_plan_that_comes_back_leaves_the_cursor_and_the_choice_alone(qtbot: QtBot) -> None:
    editor = _editor(qtbot)
    editor.asks_changed.connect(lambda asks: editor.show_asks(asks, FINDINGS))
    _list(editor).setCurrentRow(1)
    field = _field(editor, "Of whom")
    qtbot.keyClicks(field, "The ")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClicks(field, "To ")
    assert field.text() == "To The " and _list(editor).currentRow() == 1


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        for asks in ((), ASKS):
            editor = _editor(qtbot, asks)
            assert not cut(editor), cut(editor)
