"""What is read or filled at the moment has the room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.widgets.brief.narrow import shown
from ui.widgets.brief.evidence_side import EvidenceSide


def test_a_list_a_form_and_a_field_of_words_each_keep_their_height(qtbot: QtBot) -> None:
    side = EvidenceSide("light")
    shown(side, qtbot)
    editors, tabs = side.editors, side.tabs
    editors.setCurrentWidget(editors.words)
    words = side.sizes()[0]
    tabs.setCurrentIndex(3)
    beside_a_list = side.sizes()[0]
    editors.setCurrentWidget(editors.cover)
    form_beside_a_list = side.sizes()[0]
    tabs.setCurrentIndex(0)
    assert beside_a_list < words < side.sizes()[0] and beside_a_list < form_beside_a_list < side.sizes()[0]
    side.setSizes([400, 200])
    dragged = side.sizes()
    editors.setCurrentWidget(editors.words)
    editors.setCurrentWidget(editors.cover)
    assert side.sizes() == dragged
