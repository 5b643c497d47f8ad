"""The parts of a window are dressed one by one, dialogs and pages that come later too."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.appearance import sheet, tokens
from ui.dressing import Dressing

_WHITE, _BLACK = "QLabel { background: #ffffff; }", "QLabel { background: #000000; }"


def _ground(label: QLabel) -> QColor:
    return label.grab().toImage().pixelColor(1, 1)


def _window(qtbot: QtBot, count: int) -> tuple[QWidget, list[QLabel]]:
    window, labels = QWidget(), [QLabel() for _ in range(count)]
    box = QVBoxLayout(window)
    for label in labels:
        box.addWidget(label)
    qtbot.addWidget(window)
    return window, labels


def test_every_part_changes_and_the_window_is_drawn_again_only_at_the_end(qtbot: QtBot) -> None:
    window, labels = _window(qtbot, 3)
    dressing = Dressing(window)
    dressing.change(_WHITE, labels)  # not to be seen yet: at once
    assert {_ground(label).name() for label in labels} == {"#ffffff"}
    window.show()
    dressing.change(_BLACK, labels)
    assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled)
    assert {_ground(label).name() for label in labels} == {"#000000"}


def test_another_change_meanwhile_is_the_one_that_holds(qtbot: QtBot) -> None:
    window, labels = _window(qtbot, 3)
    window.show()
    dressing = Dressing(window)
    dressing.change(_BLACK, labels)
    dressing.change(_WHITE, labels)
    qtbot.waitUntil(window.updatesEnabled)
    assert {_ground(label).name() for label in labels} == {"#ffffff"}


def test_a_part_that_goes_meanwhile_does_no_harm(qtbot: QtBot) -> None:
    window, labels = _window(qtbot, 3)
    window.show()
    dressing = Dressing(window)
    dressing.change(_BLACK, labels)
    labels[1].setParent(None)
    del labels[1]
    qtbot.waitUntil(window.updatesEnabled)
    assert {_ground(label).name() for label in labels} == {"#000000"}


def test_dialogs_of_the_window_are_dressed_when_they_open_and_when_the_look_changes(
    app: Any, qtbot: QtBot
) -> None:
    dialog = QDialog(app.window)
    button = QPushButton("Go", dialog)
    button.setObjectName("primary")
    box = QMessageBox(app.window)
    for opened in (dialog, box):
        opened.open()
    assert dialog.styleSheet() == box.styleSheet() == sheet(app.look)
    app.set_look("dark")
    qtbot.waitUntil(lambda: dialog.styleSheet() == box.styleSheet() == sheet("dark"))
    qtbot.waitUntil(app.window.updatesEnabled)
    assert button.grab().toImage().pixelColor(button.width() // 2, 4).name() == tokens("dark").accent.lower()
    for opened in (dialog, box):
        opened.close()


def test_a_page_first_shown_after_the_look_has_changed_is_dressed_in_it(app: Any, qtbot: QtBot) -> None:
    app.window.page("data")
    app.set_look("dark")
    qtbot.waitUntil(app.window.updatesEnabled)
    app.window.go_to("data")
    assert app.window.page("data").styleSheet() == sheet("dark")
