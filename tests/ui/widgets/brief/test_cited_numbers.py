"""A number that is not from the data gets a field for where it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.hostile_texts import payloads
from ui.widgets.brief.cited_numbers import CitedNumbers


def _fields(shown: CitedNumbers) -> list[QLineEdit]:
    return shown.findChildren(QLineEdit)


def test_without_such_numbers_it_is_not_there(qtbot: QtBot) -> None:
    shown = CitedNumbers()
    qtbot.addWidget(shown)
    shown.show_numbers(())
    assert not shown.isVisibleTo(None)
    assert not shown.ask()


def test_what_is_typed_is_told_and_kept(qtbot: QtBot) -> None:
    shown = CitedNumbers()
    qtbot.addWidget(shown)
    heard: list[tuple[str, str]] = []
    shown.cited.connect(lambda number, whence: heard.append((number, whence)))
    shown.show_numbers((("40%", ""), ("1,200", "Census 2022")))
    shown.show()
    first, second = _fields(shown)
    assert second.text() == "Census 2022"
    assert first.accessibleName() == "Where 40% comes from"
    assert shown.ask()
    qtbot.keyClicks(first, " The Act")
    assert heard[-1] == ("40%", "The Act")
    shown.show_numbers((("40%", "The"), ("1,200", "Census 2022")))  # a composition of a moment ago
    assert _fields(shown)[0] is first
    if first.hasFocus():
        assert first.text() == " The Act"


def test_other_numbers_get_other_fields(qtbot: QtBot) -> None:
    shown = CitedNumbers()
    qtbot.addWidget(shown)
    shown.show_numbers((("1", "a"), ("2", "b")))
    shown.show_numbers((("2", "b"),))
    qtbot.wait(10)
    assert [one.text() for one in _fields(shown) if one.isVisibleTo(shown)] == ["b"]


def test_hostile_words_are_words(qtbot: QtBot) -> None:
    shown = CitedNumbers()
    qtbot.addWidget(shown)
    texts = payloads("http://127.0.0.1:1")
    shown.show_numbers([(f"<b>{i}</b>", text.strip()) for i, text in enumerate(texts)])
    assert all(label.textFormat() == label.textFormat().PlainText for label in shown.findChildren(QLabel)[1:])
