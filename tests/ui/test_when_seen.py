"""What is hidden is filled when it comes into sight, with what was wanted last."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from ui.when_seen import WhenSeen


def test_what_is_in_sight_is_filled_at_once(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.show()
    WhenSeen(label).fill(lambda: label.setText("now"))
    assert label.text() == "now"


def test_a_hidden_tab_is_filled_once_and_with_the_last_wish_when_it_is_chosen(qtbot: QtBot) -> None:
    tabs, front, behind = QTabWidget(), QLabel(), QLabel()
    qtbot.addWidget(tabs)
    tabs.addTab(front, "1")
    tabs.addTab(behind, "2")
    tabs.show()
    done: list[str] = []
    when_seen = WhenSeen(behind)
    when_seen.fill(lambda: done.append("first"))
    when_seen.fill(lambda: done.append("last"))
    assert not done
    for place in (1, 0, 1):
        tabs.setCurrentIndex(place)
    assert done == ["last"]
