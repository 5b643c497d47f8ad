"""In a low window the editor is a tab among the others; in a high one it stands above them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocacy.wording import LANGUAGES
from ui import appearance, window_language
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_tabs_are_seen_in_every_language(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    """With two digits behind what is counted, at the width the side has on a small screen."""
    window_language.speak(qapp, language)
    try:
        side = EvidenceSide("light")
    finally:
        window_language.speak(qapp, "en")
    qtbot.addWidget(side)
    side.setStyleSheet(appearance.sheet("light"))
    side.resize(330, 600)
    side.show()
    for panel in (side.checks, side.changes):
        side.show_count(panel, 12 if panel is side.checks else 3)
    QApplication.processEvents()
    assert side.tabs.tabBar().sizeHint().width() <= side.tabs.width()
