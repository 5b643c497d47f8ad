"""How long the window does not answer, and where, while the example is opened, shown, filtered and briefed.

Run: python main.py test -m bench -s tests/bench
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from advocacy.sample import SAMPLE
from advocacy.workspace.file import WorkspaceFile
from tests.bench.test_open_speed import _wide
from tests.ui.watchdog import watched
from ui import backup_watch, web
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
        app.window.rail.chosen.emit("brief")
        brief = app.window.page("brief")
        qtbot.waitUntil(lambda: brief.composed is not None, timeout=90_000)
        qtbot.waitUntil(lambda: not brief.pictures.is_drawing and app.tasks.idle, timeout=90_000)
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


@pytest.mark.bench
def test_where_the_window_does_not_answer_while_a_backup_is_made(
    app: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """A workspace of 100,000 cases of thirty columns and a file of 30 MB, each page once in front."""
    path = _large(tmp_path / "large.groundswell", 100_000)
    thread = warm_up()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=60_000)
    with watched("open it, with its first backup"):
        app.open_workspace(path)
        qtbot.waitUntil(lambda: app.session.last_backup is not None, timeout=60_000)
    for number, page in enumerate(("home", "data", "licensing", "brief")):
        app.window.show_page(page)
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=120_000)
        app.session.apply("Change", lambda held, n=number: held.with_brief(replace(held.brief, title=f"{n}")))
        qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=120_000)
        qtbot.wait(3000)
        later = backup_watch.now() + timedelta(hours=number + 1)
        app.session._watch._clock = lambda at=later: at
        with (
            watched(f"make a backup while {page} is in front"),
            qtbot.waitSignal(app.session.backed_up, timeout=60_000),
        ):
            app.session.look_for_backup()


def _large(path: Path, rows: int) -> Path:
    held: Any = _wide(rows)
    content = random.Random(0).randbytes(30_000_000)
    sha256 = hashlib.sha256(content).hexdigest()
    source = replace(held.sources[0], sha256=sha256, content=content, size=len(content))
    file = WorkspaceFile.create(path)
    file.save(replace(held, sources=(*held.sources, source)), "Import")
    file.close()
    return path
