"""A program of its own that opens a page of charts, draws each, and prints the memory that takes as JSON.

Run: python -m tests.bench.charts_memory ROWS FOLDER
In the process of other measurements it would count what those have left behind.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from ui import platform

_PATIENCE, _LOOK = 60_000, 50  # milliseconds


def memory_of_a_page(rows: int, folder: Path) -> dict[str, tuple[int, int]]:
    """Return MB by process of the program and all below it: together, and of it what is the process's own.

    The rest are files of the program and of libraries, which the system can drop and read again. Pages that
    several processes share count by their share, so other programs of the same libraries make it less.
    """
    platform.prepare()  # before everything heavy, as in the program: PySide6 would keep its sources
    from tests.bench.test_filter_speed import _workspace
    from ui import web
    from ui.app import App
    from ui.settings import Remembered
    from ui.warm_up import warm_up

    application = QApplication([])
    remembered = Remembered(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    remembered.language = "en"
    app = App(application, remembered, folder / "own")
    app.window.show()
    thread = warm_up()
    _until(lambda: not thread.is_alive())
    web.start()
    app.window.resize(1366, 768)
    app.session.apply("Import", lambda _: _workspace(rows))
    app.window.show_page("licensing")
    page, painted = app.window.page("licensing"), []
    page.charts.painted.connect(painted.append)
    _until(lambda: bool(painted))
    page.charts.web.page.runJavaScript("cards.forEach((_, i) => wanted.add(i)); paintWanted(); 1")
    _wait(10_000)  # until everything is drawn, and the workspace saved
    _until(lambda: not app.session.is_saving)
    return _proportional()


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(_PATIENCE // _LOOK):
        if is_so():
            return
        _wait(_LOOK)
    raise TimeoutError


def _wait(milliseconds: int) -> None:
    """Let the window and the threads work; QTest.qWait would keep the threads from it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _proportional() -> dict[str, tuple[int, int]]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(text.rsplit(")", 1)[1].split()[1])
    tree = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    found = {}
    for process in tree:
        folder = Path("/proc") / str(process)
        try:
            lines = (folder / "smaps_rollup").read_text().splitlines()
            name = (folder / "comm").read_text().strip()
        except OSError:
            continue
        told = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
        found[f"{name} {process}"] = (int(told["Pss"]) // 1000, int(told["Pss_Anon"]) // 1000)
    return found


if __name__ == "__main__":
    print(json.dumps(memory_of_a_page(int(sys.argv[1]), Path(sys.argv[2]))), flush=True)
    os._exit(0)  # the measurement is over; nothing has to be put away in order
