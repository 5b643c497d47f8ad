"""Every text of the program two fifths longer, as German would make it: finds what has no room to grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from advocacy import wording
from advocacy.analysis import definitions

_MORE = 0.4
_FILLING = "äßüxö"


def longer(text: str) -> str:
    """Return the text with filling letters at its end, in words of a usual length."""
    count = round(len(text) * _MORE)
    filling = "".join(" " if i % 9 == 8 else _FILLING[i % len(_FILLING)] for i in range(count))
    return f"{text}{filling}"


class LongerWords(QTranslator):
    """Stands in for the translation of the window."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return longer(source)

    def isEmpty(self) -> bool:
        return False


class LongerSentences(NullTranslations):
    """Stands in for the translation of what the core says."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


@contextmanager
def longer_words() -> Iterator[None]:
    """While it lasts every text is longer; what was kept of such texts is forgotten afterwards."""
    translator = LongerWords()
    QApplication.installTranslator(translator)
    wording.use(LongerSentences())
    try:
        yield
    finally:
        wording.use(NullTranslations())
        QApplication.removeTranslator(translator)
        definitions._in.cache_clear()
