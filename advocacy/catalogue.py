"""Read a catalogue of translated texts (.po) as `resources/translations/extract.py` writes it.

Babel reads any .po there is, but takes longer for it than the window may take to open; a compiled copy would
be a second file to keep up to date. `tests/test_translations.py` compares the two readers text by text.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator, Mapping
from gettext import NullTranslations, c2py
from pathlib import Path

_PLURALS = "Plural-Forms:"

Key = str | tuple[str, int]  # a text, or the first English form of one in numbers and which form it is


class Texts(NullTranslations):
    """Texts of one language; what is missing is said in English."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        super().__init__()
        self._texts = texts
        header = str(texts.get("", ""))
        rules = [line for line in header.splitlines() if line.startswith(_PLURALS)]
        rule = rules[0].partition("plural=")[2].rstrip(";") if rules else "n != 1"
        self._form = c2py(rule)

    @property
    def sentences(self) -> dict[str, str]:
        """By English text how it is said, those in numbers left out."""
        return {text: said for text, said in self._texts.items() if text and isinstance(text, str)}

    def gettext(self, message: str) -> str:
        return self._texts.get(message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._texts.get((msgid1, self._form(n))) or (msgid1 if n == 1 else msgid2)


def read_catalogue(path: Path) -> dict[Key, str]:
    """Return what is translated in a .po, the header under ""; nothing where there is no such file."""
    return dict(pair for said in _entries(path) for pair in _keyed(said)) if path.exists() else {}


def read_plurals(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the texts in numbers of a .po: the English for one, for several, and the forms translated."""
    for said in _entries(path) if path.exists() else ():
        if "msgid_plural" in said:
            forms = (text for keyword, text in said.items() if keyword.startswith("msgstr[") and text)
            yield said["msgid"], said["msgid_plural"], tuple(forms)


def _entries(path: Path) -> Iterator[dict[str, str]]:
    said: dict[str, str] = {}
    keyword = ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith('"'):
            said[keyword] += _unquoted(line)
        elif line.startswith("msg"):
            keyword, _, text = line.partition(" ")
            said[keyword] = _unquoted(text)
        elif said:
            yield said
            said = {}


def _keyed(said: dict[str, str]) -> Iterator[tuple[Key, str]]:
    text = said["msgid"]
    for keyword, translated in said.items():
        if translated and keyword == "msgstr":
            yield text, translated
        elif translated and keyword.startswith("msgstr["):
            yield (text, int(keyword[7:-1])), translated


def _unquoted(text: str) -> str:
    return str(literal_eval(text)) if "\\" in text else text[1:-1]
