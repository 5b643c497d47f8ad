"""Nothing is cut: texts as long as German ones, a small screen, screens of 150 and 200 percent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from advocacy.wording import ENGLISH, LANGUAGES
from tests.ui.fitting import clipped
from tests.ui.longer_words import longer, longer_words
from tests.ui.scaled import LONGER

ROOT = Path(__file__).resolve().parents[2]
SMALL_SCREEN = (1366, 768)


@pytest.fixture
def long_words(qapp: QApplication) -> Any:
    with longer_words():
        yield


def test_the_check_finds_what_is_cut(qtbot: QtBot) -> None:
    label, button = QLabel("a long line of words"), QPushButton("a long line of words")
    for part in (label, button):
        qtbot.addWidget(part)
    from PySide6.QtWidgets import QWidget

    root = QWidget()
    qtbot.addWidget(root)
    for part in (label, button):
        part.setParent(root)
        part.setFixedWidth(30)
    root.show()
    assert len(clipped(root)) == 2


def test_words_are_two_fifths_longer() -> None:
    assert len(longer("Import files…")) == round(13 * 1.4)


def test_long_words_fit_on_every_page(long_words: None, app: Any, qtbot: QtBot) -> None:
    app.window.resize(*SMALL_SCREEN)
    found = _on_every_page(app, qtbot)
    app.open_sample()
    qtbot.waitUntil(lambda: bool(app.session.workspace.sources), timeout=300_000)
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=300_000)
    found += _on_every_page(app, qtbot)
    assert not found, "\n".join(found)


def _on_every_page(app: Any, qtbot: QtBot) -> list[str]:
    found = []
    for key in app.window.titles:
        app.window.show_page(key)
        qtbot.wait(50)
        qtbot.waitUntil(lambda: app.tasks.idle, timeout=300_000)
        qtbot.wait(50)
        if app.window.width() > SMALL_SCREEN[0] or app.window.height() > SMALL_SCREEN[1]:
            found.append(f"{key}: the window grew to {app.window.size()}")
        found += [f"{key}: {one}" for one in clipped(app.window)]
    return found


# Each looks at every page and dialog in a process of its own: all but the longest words on the smallest
# screen have their own command.
_SLOW = pytest.mark.soak


@pytest.mark.parametrize("words", [pytest.param(ENGLISH, marks=_SLOW), LONGER])
@pytest.mark.parametrize(
    ("scale", "screen"), [("1.5", (1366, 768)), pytest.param("2", (1920, 1080), marks=_SLOW)]
)
def test_pages_fit_on_a_scaled_screen(
    scale: str, screen: tuple[int, int], words: str, tmp_path: Path
) -> None:
    """The bar of the system takes 40 of the points."""
    size = int(screen[0] / float(scale)), int(screen[1] / float(scale)) - 32
    seen = _seen(size, tmp_path, scale=scale, language=words)
    assert seen["ratio"] == float(scale)
    assert seen["is_folded"]
    assert not seen["clipped"], "\n".join(seen["clipped"])


@_SLOW
@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
def test_pages_fit_in_every_language(language: str, tmp_path: Path) -> None:
    seen = _seen(SMALL_SCREEN, tmp_path, language=language)
    assert not seen["clipped"], "\n".join(seen["clipped"])


def _seen(size: tuple[int, int], folder: Path, scale: str = "1", language: str = ENGLISH) -> dict[str, Any]:
    """Look at every page in a process of its own: Qt reads the scale once."""
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.ui.scaled", *map(str, size), str(folder), language]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_rail_folds_and_unfolds(app: Any, qtbot: QtBot) -> None:
    app.window.resize(1366, 768)
    qtbot.waitUntil(lambda: not app.window.rail.is_folded)
    app.window.resize(1000, 700)
    qtbot.waitUntil(lambda: app.window.rail.is_folded)
    qtbot.waitUntil(lambda: app.window.rail.width() < 64)  # the layout follows
    app.window.resize(1366, 768)
    qtbot.waitUntil(lambda: not app.window.rail.is_folded)
    qtbot.waitUntil(lambda: app.window.rail.width() > 160)
