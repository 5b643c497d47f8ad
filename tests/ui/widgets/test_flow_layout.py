"""Cards beside each other are equally high; other parts keep their own height."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow_layout import FlowLayout


@pytest.mark.parametrize("fills", [True, False])
@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (250, 2), (90, 3)])
def test_parts_of_a_line_are_as_high_as_the_line_where_it_fills(
    qtbot: QtBot, fills: bool, width: int, lines: int
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=8, fills=fills)
    parts = [QLabel("x") for _ in range(3)]
    for part, height in zip(parts, (20, 60, 40), strict=True):
        part.setFixedWidth(100)
        part.setMinimumHeight(height)
        flow.addWidget(part)
    box.resize(width, flow.heightForWidth(width))
    box.show()
    assert len({part.y() for part in parts}) == lines
    for one in parts:
        beside = [part for part in parts if part.y() == one.y()]
        highest = max(part.minimumHeight() for part in beside)
        assert one.height() == (highest if fills else max(one.minimumHeight(), one.sizeHint().height()))
    assert flow.heightForWidth(width) == max(part.y() + part.height() for part in parts)


def test_nothing_in_it_takes_no_room(qtbot: QtBot) -> None:
    assert FlowLayout().heightForWidth(100) == 0
