"""In a low window the editor is a tab among the others; in a high one it stands above them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.brief.evidence_side import EvidenceSide


def test_the_editor_is_a_tab_where_the_window_is_low(qtbot: QtBot) -> None:
    side = EvidenceSide("light")
    qtbot.addWidget(side)
    side.resize(330, 600)
    side.show()
    names = [side.tabs.tabText(i) for i in range(side.tabs.count())]
    for height, wanted in ((200, ["Words", *names]), (600, names), (210, ["Words", *names])):
        side.resize(330, height)
        QApplication.processEvents()
        assert [side.tabs.tabText(i) for i in range(side.tabs.count())] == wanted
        side.show_count(side.checks, 3)
        assert side.tabs.tabText(wanted.index("Checks")) == "Checks 3"
        side.show_count(side.checks, 0)
        side.show_number(True)
        assert side.tabs.tabText(side.tabs.currentIndex()) == "Evidence"
        assert side.claim.isVisible()
    side.tabs.setCurrentIndex(0)
    assert side.editors.isVisible()
