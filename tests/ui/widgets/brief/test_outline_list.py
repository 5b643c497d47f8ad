"""The list of parts: what is told of a move, a tick, a key; what a screen reader is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocacy.workspace import Part, PartKind
from ui import appearance
from ui.widgets.brief.outline_list import COVER, OutlineList

_PARTS = (
    Part(PartKind.SUMMARY),
    Part(PartKind.FINDING, "licensing.hurdles", is_shown=False),
    Part(PartKind.TEXT, "1", "Ours"),
    Part(PartKind.LIMITS),
)
_NAMES = [(one.kind.value, one.key) for one in _PARTS]


@pytest.fixture
def parts(qtbot: QtBot) -> OutlineList:
    made = OutlineList()
    qtbot.addWidget(made)
    made.show()
    made.show_parts(_PARTS, {_NAMES[1]: "<b>Hurdles</b>", _NAMES[2]: "Ours"})
    return made


def test_every_part_has_a_name_and_markup_is_text(parts: OutlineList) -> None:
    texts = [parts.item(row).text() for row in range(parts.count())]
    assert texts == ["Title and cover", "Summary", "<b>Hurdles</b>", "Ours", "Limits"]
    assert parts.item(2).toolTip() == "&lt;b>Hurdles&lt;/b>"
    assert parts.accessibleName() and parts.accessibleDescription()


def test_moving_tells_the_whole_order(parts: OutlineList, qtbot: QtBot) -> None:
    parts.choose(_NAMES[3])
    with qtbot.waitSignal(parts.order_changed) as told:
        qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.args == [[_NAMES[0], _NAMES[1], _NAMES[3], _NAMES[2]]]
    assert parts.chosen == _NAMES[3]


def test_moving_passes_what_is_not_seen(parts: OutlineList, qtbot: QtBot) -> None:
    parts.set_only_printed(True)
    assert parts.isRowHidden(2)
    parts.choose(_NAMES[2])
    with qtbot.waitSignal(parts.order_changed) as told:
        qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.args == [[_NAMES[2], _NAMES[0], _NAMES[1], _NAMES[3]]]


def test_space_prints_and_delete_takes_out(parts: OutlineList, qtbot: QtBot) -> None:
    parts.choose(_NAMES[1])
    with qtbot.waitSignal(parts.shown_changed) as told:
        qtbot.keyClick(parts, Qt.Key.Key_Space)
    assert told.args == [_NAMES[1], True]
    with qtbot.waitSignal(parts.removed) as told:
        qtbot.keyClick(parts, Qt.Key.Key_Delete)
    assert told.args == [_NAMES[1]]


def test_the_cover_stays(parts: OutlineList, qtbot: QtBot) -> None:
    parts.choose(COVER)
    with qtbot.assertNotEmitted(parts.removed), qtbot.assertNotEmitted(parts.order_changed):
        qtbot.keyClick(parts, Qt.Key.Key_Delete)
        qtbot.keyClick(parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_a_long_name_is_seen_whole(qapp: QApplication, parts: OutlineList) -> None:
    """Names of findings begin alike and differ at the end."""
    appearance.dress(qapp, "light")
    parts.setStyleSheet(appearance.sheet("light"))
    parts.resize(240, 400)
    names = [f"Applications decided within the legal limit of the country, by number {n}" for n in range(40)]
    many = tuple(Part(PartKind.TEXT, str(n), name) for n, name in enumerate(names))
    parts.show_parts(many, {(PartKind.TEXT.value, str(n)): name for n, name in enumerate(names)})
    QApplication.processEvents()
    line = parts.fontMetrics().height()
    for row in (1, 20):
        item = parts.item(row)
        room = parts.viewport().width() - 28  # the box to tick
        whole = parts.fontMetrics().boundingRect(
            QRect(0, 0, room, 1000), Qt.TextFlag.TextWordWrap, item.text()
        )
        assert parts.visualItemRect(item).height() >= whole.height() >= 2 * line
    assert parts.visualItemRect(parts.item(0)).height() < 2 * line


def test_other_words_of_a_part_leave_the_rows_alone(parts: OutlineList) -> None:
    rows = [parts.item(row) for row in range(parts.count())]
    parts.choose(_NAMES[2])
    labels = {_NAMES[1]: "Hurdles", _NAMES[2]: "<i>Ours</i> and more"}
    shown = (_PARTS[0], Part(PartKind.FINDING, "licensing.hurdles"), *_PARTS[2:])
    parts.show_parts(shown, labels)
    assert [parts.item(row) for row in range(parts.count())] == rows and parts.chosen == _NAMES[2]
    assert parts.item(3).text() == "<i>Ours</i> and more"
    assert parts.item(3).toolTip() == "&lt;i>Ours&lt;/i> and more"
    assert parts.item(2).checkState() is Qt.CheckState.Checked
    assert parts.item(2).foreground() == parts.item(3).foreground(), "what is printed is not pale"
    parts.set_only_printed(True)
    parts.show_parts(_PARTS, labels)
    assert parts.isRowHidden(2)
