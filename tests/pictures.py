"""Pictures of every page, state and look, for people who review how the program looks.

Run: python main.py pictures --out DIR [--scale 1.5] [--size 1366x768] [--only home,brief]
     [--language fr] [--look light]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.wording import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from ui.app import App

LOOKS = ("light", "dark")
STATES = ("empty", "working", "showing")
_AT_MOST = 300.0  # seconds for one page to come to rest
_SETTLED = 1.5  # seconds in which a page draws what it was told
_CHARTS = 6.0  # seconds in which a web page draws its charts


def run(arguments: Sequence[str]) -> int:
    """Make the pictures; return the exit code."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui import platform

    platform.prepare()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Groundswell")
    with tempfile.TemporaryDirectory() as folder:
        from ui.app import App
        from ui.settings import Remembered

        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        remembered = Remembered(store)
        remembered.language = options.language
        app = App(application, remembered, Path(folder) / "own")
        app.window.resize(*options.size)
        app.window.show()
        for path in _pictures(app, options.out, options.only, options.look):
            print(path)
        app.close()
        app.window.close()
    return 0


def _pictures(app: App, out: Path, only: Sequence[str], looks: Sequence[str]) -> Iterator[Path]:
    """The pages come from the list of the program, so that a new one is never left out."""
    pages = [key for key in app.window.titles if not only or key in only]
    for look in looks:
        app.set_look(look)
        app.session.new()
        _wait(lambda: not app.session.workspace.sources)
        for key in pages:
            app.window.show_page(key)
            yield _grab(app, out, key, "empty", look)
        _fill(app)
        for key in pages:
            with _held(app):
                app.window.show_page(key)
                if key == "import":
                    app.import_files(_files()[:2])
                _pause(0.6)
                yield _grab(app, out, key, "working", look, settled=0.1)
            _come_to_rest(app, key)
            yield _grab(app, out, key, "showing", look)
        if "home" in pages:
            yield from _extras(app, out, look)


def _extras(app: App, out: Path, look: str) -> Iterator[Path]:
    """Parts of the window that are on no page of their own."""
    from ui.messages import Kind

    app.window.show_page("home")
    app._help()
    app.messages.tell(
        "“cases.xlsx” is protected by a password.", "Remove it in Excel and import again.", Kind.ERROR
    )
    yield _grab(app, out, "window", "help_and_error", look)
    app.window.help.close_panel()
    app.window.message_bar.hide()
    app.window.search.begin()
    app.window.search.setText("pri")
    app.window.search.textEdited.emit("pri")
    _pause(0.2)
    path = out / f"search_{look}.png"
    app.window.search.list.grab().save(str(path))
    app.window.search.list.hide()
    app.window.search.clear()
    yield path
    for ask in (app._settings, app._about):
        ask()
        _pause(0.2)
        dialog = next(one for one in app.window.findChildren(_dialog()) if one.isVisible())
        path = out / f"{dialog.metaObject().className().lower()}_{look}.png"
        dialog.grab().save(str(path))
        dialog.reject()
        yield path


def _dialog() -> type:
    from PySide6.QtWidgets import QDialog

    return QDialog


def _fill(app: App) -> None:
    app.open_sample()
    _wait(lambda: bool(app.session.workspace.sources))
    _wait(lambda: app.tasks.idle and not app.session.is_saving)
    app.window.message_bar.hide()


def _come_to_rest(app: App, key: str) -> None:
    _wait(lambda: app.tasks.idle)
    page = app.window.page(key)
    has_charts = any(
        part.inherits("QWebEngineView") and part.isVisible() for part in page.findChildren(_widget())
    )
    _pause(_CHARTS if has_charts else _SETTLED)
    _wait(lambda: app.tasks.idle and not getattr(page, "_drawing", None))
    app.window.message_bar.hide()


def _widget() -> type:
    from PySide6.QtWidgets import QWidget

    return QWidget


@contextmanager
def _held(app: App) -> Iterator[None]:
    """Keep every thread of the task runner busy, so that the page stays in the state of working."""
    go_on = threading.Event()
    for _ in range(app.tasks._pool._max_workers):
        app.tasks._pool.submit(go_on.wait)
    try:
        yield
    finally:
        go_on.set()


def _grab(app: App, out: Path, name: str, state: str, look: str, settled: float = 0.5) -> Path:
    _pause(settled)
    path = out / f"{name}_{state}_{look}.png"
    app.window.grab().save(str(path))
    return path


def _pause(seconds: float) -> None:
    end = time.monotonic() + seconds
    _wait(lambda: time.monotonic() >= end)


def _wait(until: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + _AT_MOST
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the page did not come to rest")
        QApplication.processEvents()
        time.sleep(0.005)


def _files() -> list[Path]:
    from advocacy.sample import SAMPLE

    return sorted(SAMPLE.glob("*.xlsx"))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python main.py pictures", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures")
    parser.add_argument("--scale", type=float, default=1.0, help="scaling of the screen, e.g. 1.5")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH", help="size of the window")
    parser.add_argument("--language", choices=LANGUAGES, default=ENGLISH, help="language of the window")
    parser.add_argument("--look", choices=LOOKS, nargs="+", default=LOOKS, help="light, dark or both")
    parser.add_argument("--only", type=lambda text: text.split(","), default=(), help="pages, by their keys")
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)
