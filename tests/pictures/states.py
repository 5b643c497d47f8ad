"""Pictures of what the mouse and the keyboard do: a part pointed at, a part with the keyboard, open menus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPushButton,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from tests.pictures.pages import Album
from tests.pictures.rest import come_to_rest, pause, web_views

_KINDS = (
    *(QPushButton, QToolButton, QLineEdit, QComboBox, QCheckBox),
    *(QTabBar, QListView, QTreeView, QTableView),
)
_ON_A_BAR = QPoint(874, 299)  # in the page of charts, in the first of the ranked bars at the usual size


def of_states(album: Album) -> Iterator[Path]:
    """The example is in the window."""
    yield from _with_the_keyboard(album)
    yield from _pointed_at(album)
    yield from _menus(album)


def _with_the_keyboard(album: Album) -> Iterator[Path]:
    """The first part of each kind that takes the keyboard, on each page."""
    app = album.app
    for key in app.window.titles:
        app.window.show_page(key)
        come_to_rest(app, key)
        for kind in _KINDS:
            part = next((one for one in app.window.page(key).findChildren(kind) if _takes_keys(one)), None)
            if part is not None:
                part.setFocus(Qt.FocusReason.TabFocusReason)
                yield album.take(f"focus_{key}_{kind.__name__}", settled=0.1)
    app.window.focus_place("home")
    yield album.take("focus_rail", settled=0.1)


def _takes_keys(part: QWidget) -> bool:
    focus = part.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(focus) and part.isVisible() and part.isEnabled() and not part.visibleRegion().isEmpty()


def _pointed_at(album: Album) -> Iterator[Path]:
    app = album.app
    app.window.show_page("licensing")
    come_to_rest(app, "licensing")
    for view in web_views(app.window.page("licensing")):
        target = view.focusProxy() or view
        QTest.mouseMove(target, _ON_A_BAR - QPoint(2, 2))
        QTest.mouseMove(target, _ON_A_BAR)
        yield album.take("hover_chart", settled=1.0)
    app.window.show_page("home")
    come_to_rest(app, "home")
    button = app.window.page("home").findChild(QPushButton)
    QTest.mouseMove(button)
    yield album.take("hover_button", settled=0.3)


def _menus(album: Album) -> Iterator[Path]:
    """Every menu of the bar, and those of the page of the brief and of a chart."""
    app = album.app
    brief, licensing = app.window.page("brief"), app.window.page("licensing")
    menus = {
        **{f"bar_{n}": one.menu() for n, one in enumerate(app.window.menuBar().actions())},
        **{name: getattr(brief.bar, f"{name}_menu") for name in ("data", "template", "export")},
        "add_part": brief.outline._menu,
        "column": app.window.page("data").columns.menu(0),
    }
    if licensing.findings:
        menus["chart"] = licensing.charts.open_menu(licensing.findings[0].code, QPoint(0, 0))
    for name, menu in menus.items():
        menu.popup(app.window.mapToGlobal(QPoint(200, 60)))
        pause(0.2)
        yield album.take(f"menu_{name}", settled=0.1, part=menu)
        menu.hide()
