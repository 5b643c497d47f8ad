"""The cover is filled field by field, and says what the venue still asks for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from advocacy.brief.claims import Claim, What
from advocacy.brief.venues import venue
from advocacy.workspace import BriefPlan
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.cover_form import CoverForm
from ui.widgets.brief.live_text import LiveText


def _form(qtbot: QtBot, plan: BriefPlan = BriefPlan(), code: str = "australia") -> CoverForm:
    form = CoverForm()
    shown(form, qtbot)
    form.show_plan(plan, venue(code))
    qtbot.wait(20)
    return form


def _editor(form: CoverForm, name: str) -> QLineEdit | QPlainTextEdit | QTextEdit:
    each = [one for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for one in form.findChildren(kind)]
    return next(one for one in each if one.accessibleName() == name)


def test_what_the_venue_asks_for_is_said_until_it_is_there(qtbot: QtBot) -> None:
    form = _form(qtbot)
    assert texts(form).count("The venue asks for this.") == len(venue("australia").required)
    qtbot.keyClicks(_editor(form, "To whom"), "The Clerk")
    assert texts(form).count("The venue asks for this.") == len(venue("australia").required) - 1


def test_every_letter_changes_the_plan_and_nothing_else_of_it(qtbot: QtBot) -> None:
    form = _form(qtbot, BriefPlan(summary="Kept.", contact="Office"))
    with qtbot.waitSignal(form.plan_changed) as heard:
        qtbot.keyClicks(_editor(form, "Office of that person"), "C")
    assert heard.args == [BriefPlan(summary="Kept.", contact="Office", authorised_office="C")]
    with qtbot.waitSignal(form.plan_changed) as heard:
        qtbot.keyClicks(_editor(form, "Who pays, and who would gain"), "M")
    assert heard.args[0].interests == "M" and heard.args[0].authorised_office == "C"


def test_a_plan_that_comes_back_leaves_the_cursor_alone(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.plan_changed.connect(lambda plan: form.show_plan(plan, venue("australia")))
    editor = _editor(form, "Contact")
    qtbot.keyClicks(editor, "The office ")
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClicks(editor, "At ")
    assert editor.text() == "At The office "


def test_a_day_is_a_day(qtbot: QtBot) -> None:
    form = _form(qtbot)
    heard: list[BriefPlan] = []
    form.plan_changed.connect(heard.append)
    editor = _editor(form, "Last day of the call")
    qtbot.keyClicks(editor, "2025-03-3")
    assert not heard and "Write the day as" in texts(form)
    form.show_plan(BriefPlan(), venue("australia"))
    assert editor.text() == "2025-03-3"  # what is being typed stays
    qtbot.keyClicks(editor, "1")
    assert heard[-1].deadline == "2025-03-31" and "Write the day as" not in texts(form)
    editor.clear()
    qtbot.keyClicks(editor, " ")
    assert heard[-1].deadline == ""


def test_the_offer_to_speak(qtbot: QtBot) -> None:
    form = _form(qtbot)
    with qtbot.waitSignal(form.plan_changed) as heard:
        qtbot.keyClick(form.findChild(QCheckBox), Qt.Key.Key_Space)
    assert heard.args[0].offers_to_speak


def test_a_check_leads_to_its_field(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.activateWindow()
    form.go_to("deadline")
    qtbot.waitUntil(lambda: _editor(form, "Last day of the call").hasFocus())
    form.go_to("no such field")


def test_hostile_text_stays_text(qtbot: QtBot) -> None:
    hostile = "<b>x</b> =cmd|' /C calc'!A0 {{ 7*7 }}"
    form = _form(qtbot, BriefPlan(addressee=hostile, about_us=hostile))
    assert _editor(form, "To whom").text() == hostile


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        form = _form(qtbot, BriefPlan(addressee=LONG_WORD * 3, about_us=LONG_WORD * 5))
        assert not cut(form), cut(form)


def test_a_live_number_is_shown_as_it_is_printed_and_stays_live(qtbot: QtBot) -> None:
    key = "licensing.time_to_decision|||value"
    claim = Claim(key, "licensing.time_to_decision", "Time", "", What.VALUE, 82.0, "82 days")
    words = f"We waited {{{key}}}."
    form = _form(qtbot)
    form.show_plan(BriefPlan(about_us=words), venue("australia"), {key: claim})
    editor = _editor(form, "Who you are and whom you represent")
    assert isinstance(editor, LiveText)
    assert editor.words == words and editor.spoken == "We waited 82 days."
    assert "82 days" in editor.accessibleDescription()
    with qtbot.waitSignal(form.plan_changed) as heard:
        editor.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(editor, "!")
    assert heard.args[0].about_us == words + "!"
    form.show_plan(heard.args[0], venue("australia"), {key: replace(claim, printed="90 days")})
    assert editor.spoken == "We waited 90 days.!"
