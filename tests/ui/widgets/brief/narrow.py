"""The side of the brief page as narrow as on a small screen, in words as they are and in longer ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from advocacy import wording
from tests.ui.fitting import clipped
from tests.ui.longer_words import LongerSentences, LongerWords

WIDTH, HEIGHT = 320, 600
LONG_WORD = "Kleinbergbaugenehmigungsverfahrensbeschleunigungsverordnung"


@contextmanager
def longer_words() -> Iterator[None]:
    """While it lasts every text is two fifths longer."""
    translator = LongerWords()
    QApplication.installTranslator(translator)
    wording.use(LongerSentences())
    try:
        yield
    finally:
        wording.use(NullTranslations())
        QApplication.removeTranslator(translator)


def shown(panel: QWidget, qtbot: QtBot) -> QWidget:
    """Return the panel on the screen, as narrow as it may be."""
    qtbot.addWidget(panel)
    panel.resize(WIDTH, HEIGHT)
    panel.show()
    qtbot.waitExposed(panel)
    assert panel.width() == WIDTH, f"the panel grew to {panel.width()}"
    return panel


def texts(panel: QWidget) -> str:
    """Return all that its labels say."""
    said = (label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))
    return "\n".join(said).replace("\N{ZERO WIDTH SPACE}", "")


def cut(panel: QWidget) -> list[str]:
    """Return what is cut in it."""
    return clipped(panel)
