"""Waiting until the program has nothing more to do, and filling it with the example."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.app import App

_AT_MOST = 300.0  # seconds for one page to come to rest
_SETTLED = 1.5  # seconds in which a page draws what it was told
_CHARTS = 6.0  # seconds in which a web page draws its charts


def fill(app: App) -> None:
    """Open the example and wait until it is there."""
    app.open_sample()
    wait(lambda: bool(app.session.workspace.sources))
    wait(lambda: app.tasks.idle and not app.session.is_saving)
    app.window.message_bar.hide()


def come_to_rest(app: App, key: str) -> None:
    """Wait until the page has drawn all it has to draw."""
    wait(lambda: app.tasks.idle)
    page = app.window.page(key)
    pause(_CHARTS if web_views(page) else _SETTLED)
    wait(lambda: app.tasks.idle and not getattr(page, "_drawing", None))
    app.window.message_bar.hide()


def web_views(page: QWidget) -> list[QWidget]:
    """The web views of the page that are seen."""
    return [one for one in page.findChildren(QWidget) if one.inherits("QWebEngineView") and one.isVisible()]


@contextmanager
def held(app: App) -> Iterator[None]:
    """Keep every thread of the task runner busy, so that the page stays in the state of working."""
    go_on = threading.Event()
    for _ in range(app.tasks._pool._max_workers):
        app.tasks._pool.submit(go_on.wait)
    try:
        yield
    finally:
        go_on.set()


def pause(seconds: float) -> None:
    """Let the program go on for a while."""
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() >= end)


def wait(until: Callable[[], bool]) -> None:
    """Let the program go on until this is so."""
    end = time.monotonic() + _AT_MOST
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the page did not come to rest")
        QApplication.processEvents()
        time.sleep(0.005)
