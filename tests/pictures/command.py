"""Pictures of every page, state, dialog and look, for people who review how the program looks.

Run: python main.py pictures --out DIR [--scale 1.5 --size 911x480] [--only home,dialogs] [--look dark]
     [--language fr] [--longer] [--bare] [--files FILE…]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy.wording import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from ui.app import App

LOOKS = ("light", "dark")


def run(arguments: Sequence[str]) -> int:
    """Make the pictures; return the exit code."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from tests.ui.bare import no_web_engine

    with no_web_engine() if options.bare else nullcontext():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui import platform

    platform.prepare()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Groundswell")
    from tests.ui.longer_words import longer_words

    with tempfile.TemporaryDirectory() as folder, longer_words() if options.longer else nullcontext():
        from ui.app import App
        from ui.settings import Remembered

        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        remembered = Remembered(store)
        remembered.language = options.language
        app = App(application, remembered, Path(folder) / "own")
        app.window.resize(*options.size)
        app.window.show()
        for path in _pictures(app, options):
            print(path, flush=True)
        app.close()
        app.window.close()
    return 0


def _pictures(app: App, options: argparse.Namespace) -> Iterator[Path]:
    """Every look, and in it the example from nothing to all, or the files that were named."""
    from tests.pictures import dialogs, guide, maps, pages, states

    for look in options.look:
        app.set_look(look)
        album = pages.Album(app, options.out, look)
        if options.files:
            yield from pages.of_files(album, options.files)
            continue
        yield from pages.of_example(album, options.only)
        if "guide" in options.only:
            yield from guide.of_guide(album)
        for name, pictures in (
            ("dialogs", dialogs.of_example),
            ("states", states.of_states),
            ("maps", maps.of_maps),  # the last: they need other data
        ):
            if not options.only or name in options.only:
                yield from pictures(album)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python main.py pictures", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures")
    parser.add_argument("--scale", type=float, default=1.0, help="scaling of the screen, e.g. 1.5")
    parser.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH", help="size of the window")
    parser.add_argument(
        "--only",
        type=_names,
        default=(),
        help="pages by their keys, dialogs, states, maps, or guide for those of README.md",
    )
    parser.add_argument("--language", choices=LANGUAGES, default=ENGLISH, help="language of the window")
    parser.add_argument("--look", type=_names, default=LOOKS, help="light or dark")
    parser.add_argument("--longer", action="store_true", help="every text two fifths longer")
    parser.add_argument("--bare", action="store_true", help="as on a machine without a web engine")
    parser.add_argument("--files", type=Path, nargs="+", default=(), help="import these instead")
    return parser.parse_args(arguments)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)
