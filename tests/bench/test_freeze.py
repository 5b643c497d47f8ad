"""How long the window does not answer while the example is opened, shown, filtered and briefed.

Run: python main.py test -m bench -s tests/bench
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from advocacy.sample import SAMPLE
from ui import web
from ui.warm_up import warm_up

_PULSE = 5  # milliseconds
_LONG = 0.05  # seconds


class Watch:
    """Notes every gap between two beats of the window's own clock, and how much of it the window computed."""

    def __init__(self) -> None:
        self.gaps: list[tuple[float, float]] = []
        self.collecting = 0.0
        self._last, self._busy = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=_PULSE)
        self._timer.timeout.connect(self._beat)
        self._collection_began = 0.0

    def start(self) -> None:
        self._last, self._busy = time.perf_counter(), time.thread_time()
        gc.callbacks.append(self._collected)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.callbacks.remove(self._collected)

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        if now - self._last > _LONG:
            self.gaps.append((now - self._last, busy - self._busy))
        self._last, self._busy = now, busy

    def _collected(self, phase: str, _: dict[str, int]) -> None:
        now = time.perf_counter()
        if phase == "start":
            self._collection_began = now
        else:
            self.collecting = max(self.collecting, now - self._collection_began)


@contextmanager
def watched(what: str) -> Iterator[None]:
    watch = Watch()
    watch.start()
    yield
    watch.stop()
    gaps = ", ".join(f"{gap * 1000:.0f} ({busy * 1000:.0f})" for gap, busy in watch.gaps) or "none"
    print(
        f"{what}: gaps over {_LONG * 1000:.0f} ms (of it the window's own work): {gaps}; "
        f"longest garbage collection {watch.collecting * 1000:.0f} ms"
    )


@pytest.mark.bench
def test_where_the_window_does_not_answer(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    with watched("warm up"):
        thread = warm_up()
        qtbot.waitUntil(lambda: not thread.is_alive(), timeout=60_000)
    web.start()
    qtbot.wait(500)
    with watched("open the example"):
        app.open_sample()
        qtbot.waitUntil(lambda: bool(app.session.workspace.sources), timeout=60_000)
        qtbot.waitUntil(lambda: not app.session.is_saving and app.tasks.idle, timeout=60_000)
        qtbot.wait(500)
    with watched("make the page of charts"):
        licensing = app.window.page("licensing")
        qtbot.wait(500)
    painted: list[str] = []
    licensing.charts.painted.connect(painted.append)
    with watched("show the charts"):
        app.window.show_page("licensing")
        qtbot.waitUntil(lambda: len(painted) >= 2, timeout=60_000)
        qtbot.wait(1500)
    with watched("filter by a click"):
        licensing.charts.mark_clicked.emit("licensing.hurdles", "delay")
        qtbot.wait(3000)
    with watched("show the brief"):
        brief = app.window.page("brief")
        app.window.show_page("brief")
        qtbot.waitUntil(lambda: not brief._drawing and app.tasks.idle, timeout=90_000)
        qtbot.wait(8000)
    with watched("export all formats"):
        paths = [tmp_path / f"brief{suffix}" for suffix in (".docx", ".pdf", ".html", ".xlsx")]
        brief.export_to(paths)
        qtbot.waitUntil(lambda: all(path.exists() for path in paths) and app.tasks.idle, timeout=90_000)
    with watched("import a file"):
        app.import_files([SAMPLE / "1_northern_association.xlsx"])
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
        qtbot.wait(500)
    with watched("change to dark"):
        app.set_look("dark")
        qtbot.wait(1000)
