"""The page of the brief without a mouse and without eyes: every control is reached by Tab and has a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advocacy.workspace import Part, PartKind
from tests.ui.test_app import book, imported
from ui.widgets.brief.outline_list import COVER

_PATIENCE = 60_000
_PARTS = [
    COVER,
    ("summary", ""),
    ("finding", "licensing.time_to_decision"),
    ("asks", ""),
    ("cases", ""),
    ("method", ""),
    ("text", "1"),
]


@pytest.fixture
def page(app: Any, qtbot: QtBot, tmp_path: Path) -> Any:
    """The page with a brief of forty cases, and a number that lacks its source."""
    imported(app, qtbot, book(tmp_path / "a.xlsx"))
    app.window.show_page("brief")
    made = app.window.page("brief")
    part = Part(PartKind.TEXT, "1", "We are 4711 people.")
    made.draft.apply("Words", lambda plan: plan.with_part(part))
    qtbot.waitUntil(lambda: made._review is not None, timeout=_PATIENCE)
    qtbot.waitUntil(
        lambda: made.composed is not None and made.composed.number == made.composer.number, timeout=_PATIENCE
    )
    yield made
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=_PATIENCE)


def _stops(page: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at, once around."""
    first = page.bar.title  # type: ignore[attr-defined]
    at = first
    while True:
        if (
            page.isAncestorOf(at)
            and not page.preview.isAncestorOf(at)  # the web page in it speaks for itself
            and at.isVisible()
            and at.isEnabled()
            and at.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            yield at
        at = at.nextInFocusChain()
        if at is first:
            return


def _heard(widget: QWidget) -> str:
    """What a screen reader calls it; of a list or a scrolled area that is its own name too."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


@pytest.mark.parametrize("tab", range(4))
def test_whatever_takes_the_keyboard_has_a_name(page: Any, qtbot: QtBot, tab: int) -> None:
    page.side.tabs.setCurrentIndex(tab)
    unnamed = set()
    for name in _PARTS:
        page.choose_part(name)
        qtbot.wait(10)
        unnamed |= {
            f"{name}: {one} in {one.parent()}"
            for one in _stops(page)
            if one.focusProxy() is None and not _heard(one)
        }
    assert not unnamed


def test_tab_goes_through_the_page_from_left_to_right(page: Any, qtbot: QtBot) -> None:
    page.choose_part(("text", "1"))
    qtbot.wait(10)
    stops = list(_stops(page))
    side = page.side
    order = [
        page.bar.title,
        page.bar.export,
        page.outline.list,
        side.editors.words.text,
        side.cited._fields["4711"],
        side.tabs.tabBar(),
    ]
    assert [one for one in stops if one in order] == order


def test_tab_leaves_the_words(page: Any, qtbot: QtBot) -> None:
    page.choose_part(("text", "1"))
    words = page.side.editors.words.text
    words.setFocus()
    before = words.words
    qtbot.keyClick(words, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not words
    assert words.words == before


def test_a_part_is_chosen_hidden_and_shown_by_keys(page: Any, qtbot: QtBot) -> None:
    parts = page.outline.list
    parts.setFocus()
    parts.setCurrentRow(0)
    qtbot.keyClick(parts, Qt.Key.Key_Down)
    name = page.outline.list.chosen
    assert page._part == name != COVER
    for is_shown in (False, True):
        qtbot.keyClick(parts, Qt.Key.Key_Space)
        qtbot.waitUntil(
            lambda is_shown=is_shown: any(
                (one.kind.value, one.key) == name and one.is_shown is is_shown for one in page.composed.parts
            ),
            timeout=_PATIENCE,
        )
        assert parts.hasFocus()
