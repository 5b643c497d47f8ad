"""The side of the brief page as narrow as on a small screen, in words as they are and in longer ones."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fitting import clipped
from tests.ui.longer_words import longer_words

WIDTH, HEIGHT = 320, 600
__all__ = ["cut", "longer_words", "shown", "texts"]
LONG_WORD = "Kleinbergbaugenehmigungsverfahrensbeschleunigungsverordnung"


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
