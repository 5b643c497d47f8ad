"""The page of the brief over forty cases, and waiting until it shows what was wished last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.ui.test_app import book, imported

PATIENCE = 60_000  # milliseconds


def brief_of_forty_cases(app: Any, qtbot: QtBot, folder: Path) -> Iterator[Any]:
    """Yield the page, and wait afterwards until nothing is under way."""
    imported(app, qtbot, book(folder / "a.xlsx"))
    app.window.show_page("brief")
    made = app.window.page("brief")
    wait_for(made, qtbot)
    yield made
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=PATIENCE)


def wait_for(page: Any, qtbot: QtBot) -> None:
    """Wait until what is shown is what was wished last."""
    qtbot.waitUntil(
        lambda: page.composed is not None and page.composed.number == page.composer.number, timeout=PATIENCE
    )


def after(page: Any, qtbot: QtBot, do: Callable[[], Any]) -> None:
    """Do something and wait until it is shown."""
    do()
    wait_for(page, qtbot)
