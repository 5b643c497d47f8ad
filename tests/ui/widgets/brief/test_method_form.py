"""The eleven items: what the data tell stands there, what only the user knows is asked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from advocacy.brief.method_items import MethodItem
from tests.ui.widgets.brief.narrow import LONG_WORD, cut, longer_words, shown, texts
from ui.widgets.brief.method_form import MethodForm

ITEMS = (
    MethodItem("sponsor", "Who paid for it and who did it", "", ""),
    MethodItem("mode", "How answers were taken", "Entered by the associations in spreadsheets.", "By phone."),
    MethodItem("size", "Sizes and precision", f"n stands beside each. {LONG_WORD}", ""),
)


def _form(qtbot: QtBot) -> MethodForm:
    form = MethodForm()
    shown(form, qtbot)
    form.show_items(ITEMS)
    qtbot.wait(20)
    return form


def _editor(form: MethodForm, name: str) -> QPlainTextEdit:
    return next(one for one in form.findChildren(QPlainTextEdit) if one.accessibleName().startswith(name))


def test_before_there_are_items(qtbot: QtBot) -> None:
    assert "Nothing is known" in texts(shown(MethodForm(), qtbot))


def test_what_the_data_tell_and_what_is_missing(qtbot: QtBot) -> None:
    form = _form(qtbot)
    said = texts(form)
    assert "Entered by the associations" in said
    assert "Still to be told by you: Who paid for it and who did it." in said
    assert said.count("Not told yet.") == 1
    assert _editor(form, "How answers were taken").toPlainText() == "By phone."


def test_what_the_user_adds_is_told_with_all_other_items(qtbot: QtBot) -> None:
    form = _form(qtbot)
    with qtbot.waitSignal(form.stated_changed) as heard:
        _editor(form, "Who paid").setPlainText("The union. ")
    assert heard.args == [(("sponsor", "The union."), ("mode", "By phone."))]
    assert "All eleven items are told." in texts(form)


def test_what_comes_back_leaves_the_field_alone(qtbot: QtBot) -> None:
    form = _form(qtbot)
    editor = _editor(form, "Who paid")
    editor.setPlainText("The union ")
    form.show_items((replace(ITEMS[0], stated="The union"), *ITEMS[1:]))
    assert _editor(form, "Who paid") is editor and editor.toPlainText() == "The union "


def test_nothing_is_cut_in_longer_words(qtbot: QtBot) -> None:
    with longer_words():
        form = _form(qtbot)
        assert not cut(form), cut(form)
