"""What a keystroke costs until the preview shows it: in the running window, on the example.

Run: python main.py test -m bench -s tests/bench/test_preview_speed.py
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advocacy.workspace import Part, PartKind
from tests.ui.watchdog import Watchdog
from ui.platform import has_web_engine
from ui.warm_up import warm_up

pytestmark = pytest.mark.bench
_PATIENCE = 300_000
_WORDS = "We ask the committee to read this with care."
_PAUSE = 60  # milliseconds between two keys of a fast typist


@pytest.mark.skipif(not has_web_engine(), reason="no web engine on this machine")
@pytest.mark.parametrize("paragraphs", [1, 300])
def test_from_a_key_to_the_preview(app: Any, qtbot: QtBot, paragraphs: int) -> None:
    thread = warm_up()  # as the program does; else the garbage collector looks through all libraries
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=_PATIENCE)
    app.open_sample()
    qtbot.waitUntil(lambda: bool(app.session.workspace.sources) and app.tasks.idle, timeout=_PATIENCE)
    app.window.show_page("brief")
    page = app.window.page("brief")
    qtbot.waitUntil(lambda: page.composed is not None and bool(page.pictures.pictures), timeout=_PATIENCE)
    qtbot.waitUntil(lambda: not page.pictures.is_drawing and app.tasks.idle, timeout=_PATIENCE)
    texts = tuple(Part(PartKind.TEXT, f"more {one}", f"{_WORDS} {_WORDS}") for one in range(paragraphs - 1))
    page.draft.apply("Words", lambda plan: replace(plan, outline=(*texts, *page.composed.parts)))
    page.author.add_words(PartKind.TEXT, ("summary", ""))
    qtbot.wait(2000)
    print(f"\n{len(page.composed.blocks)} blocks, {len(page.composed.brief.marks)} numbers")
    for name, field in (("words", page.side.editors.words.text), ("title", page.bar.title)):
        _measure(name, page, field, qtbot)
    page.keep()
    qtbot.waitUntil(lambda: app.tasks.idle and not app.session.is_saving, timeout=_PATIENCE)


def _measure(name: str, page: Any, field: QWidget, qtbot: QtBot) -> None:
    painted: dict[int, float] = {}
    page.preview.painted.connect(lambda number: painted.setdefault(number, time.perf_counter()))
    field.setFocus()
    typed, watchdog = [], Watchdog()
    watchdog.start()
    for letter in _WORDS:
        began = time.perf_counter()
        qtbot.keyClicks(field, letter)
        typed.append((page.composer.number, began))
        qtbot.wait(_PAUSE)
    qtbot.waitUntil(lambda: typed[-1][0] in painted, timeout=_PATIENCE)
    watchdog.stop()
    # A key that came while another was composed is seen with the next one.
    took = [1000 * min(painted[n] - began for n in painted if n >= number) for number, began in typed]
    print(
        f"{name}: {np.percentile(took, 50):.0f} ms (p50), {np.percentile(took, 95):.0f} ms (p95) "
        f"from key to preview; the window was held {1000 * watchdog.longest:.0f} ms at most"
    )
    for gap in watchdog.gaps:
        print(f"  {gap}")
