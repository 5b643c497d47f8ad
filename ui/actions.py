"""What can be done from the menu, the keyboard and the search field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar

from ui.menu_keys import give_keys, give_keys_now


@dataclass(frozen=True)
class Command:
    """One thing the user can do. shortcut as Qt writes it; "" for none. also: more keys for the same.

    starts_group: a line parts it from the entry before.
    """

    menu: str
    text: str
    do: Callable[[], object]
    shortcut: str = ""
    also: tuple[str, ...] = ()
    starts_group: bool = False


def fill_menu(window: QMainWindow, commands: list[Command]) -> dict[str, QAction]:
    """Put the commands into the menu bar in their order; return the actions by text."""
    bar: QMenuBar = window.menuBar()
    menus = {}
    actions = {}
    for command in commands:
        if command.menu not in menus:
            menus[command.menu] = bar.addMenu(command.menu)
            give_keys(menus[command.menu])
        elif command.starts_group:
            menus[command.menu].addSeparator()
        action = QAction(command.text, window)
        if command.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, *command.also)])
        action.triggered.connect(lambda _=False, do=command.do: do())
        menus[command.menu].addAction(action)
        actions[command.text] = action
    give_keys_now(bar)
    return actions
