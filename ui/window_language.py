"""The language of the window: its texts, the words of Qt, numbers and dates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from advocacy import wording
from advocacy.resources import RESOURCES
from advocacy.wording import ENGLISH, LANGUAGES

AS_THE_SYSTEM = "system"
# Places that write numbers as briefs and charts do (advocacy.wording.locale); Spain has "1234", not "1.234".
_LOCALES = {"en": "en_GB", "fr": "fr_FR", "es": "es_CO", "pt": "pt_BR", "sw": "sw_KE"}
_OF_QT = {"fr": "qtbase_fr", "es": "qtbase_es", "pt": "qtbase_pt_BR"}


class Translations(QTranslator):
    """Gives Qt the texts of the catalogues; what they lack is asked of the words that Qt comes with."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = wording.catalogue_of(language)

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # None, not "": an empty text would be shown
        said = self._texts.gettext(source) if source else source
        return said if said != source else None

    def isEmpty(self) -> bool:
        return False


def language_for(chosen: str) -> str:
    """Return the code of a language of the program for what the user chose, or for that of the system."""
    if chosen in LANGUAGES:
        return chosen
    spoken = QLocale.system().name().partition("_")[0]
    return spoken if spoken in LANGUAGES else ENGLISH


def speak(application: QApplication, language: str) -> None:
    """Say everything in this language from now on: what is made later, not what is on the screen."""
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    wording.speak_usually(language)
    QLocale.setDefault(_locale_of_cells(language))
    if language == ENGLISH:
        return
    of_qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language in _OF_QT and of_qt.load(_OF_QT[language], folder):
        application.installTranslator(of_qt)
    application.installTranslator(Translations(language, application))  # the last one is asked first


def number_locale() -> QLocale:
    """Return how numbers are written in the language that is spoken here and now."""
    return _locale(wording.language())


@cache
def _locale(language: str) -> QLocale:
    return QLocale(_LOCALES[language])


def _locale_of_cells(language: str) -> QLocale:
    """English stands for every language the program does not know: there days stay as the system has them."""
    system = QLocale.system()
    known = system.name().partition("_")[0] in LANGUAGES and system.language() != QLocale.Language.English
    return _locale(language) if language != ENGLISH or known else system


def help_file(page: str) -> Path:
    """Return the help of a page in the language spoken, or in English where it is not translated yet."""
    translated = RESOURCES / "help" / wording.language() / f"{page}.md"
    return translated if translated.exists() else RESOURCES / "help" / f"{page}.md"
