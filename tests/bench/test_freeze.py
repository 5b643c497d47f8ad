"""How long the window does not answer, and where, while the example is opened, shown, filtered and briefed.

Run: python main.py test -m bench -s tests/bench
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from advocacy.sample import SAMPLE
from tests.ui.watchdog import watched
from ui import web
from ui.warm_up import warm_up


@pytest.mark.bench
def test_where_the_window_does_not_answer(app: Any, qtbot: QtBot, tmp_path: Path) -> None:
    with watched("warm up"):
        thread = warm_up()
        qtbot.waitUntil(lambda: not thread.is_alive(), timeout=60_000)
    web.start()
    qtbot.wait(500)
    with watched("show Home empty"):
        app.window.show_page("home")
        qtbot.wait(500)
    with watched("open the example"):
        app.open_sample()
        qtbot.waitUntil(lambda: bool(app.session.workspace.sources), timeout=60_000)
        qtbot.waitUntil(lambda: not app.session.is_saving and app.tasks.idle, timeout=60_000)
        qtbot.wait(500)
    with watched("show Home with the six techniques"):
        app.window.show_page("home")
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=60_000)
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
