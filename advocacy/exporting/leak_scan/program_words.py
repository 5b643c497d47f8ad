"""What the program itself writes in a brief, which is nobody's name: "mine", "Gold", "March 2024"."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from advocacy.catalogue import read_catalogue
from advocacy.exporting.leak_scan.folding import parts
from advocacy.wording import CATALOGUES, ENGLISH, catalogued, locale, speaking

_PLACE = re.compile(r"\{\w*\}")


class ProgramWords:
    """The words of one language; found when they are first asked for, since most texts raise no question."""

    def __init__(self, language: str) -> None:
        self._language = language

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in the texts of the program, as words are compared."""
        return frozenset(word for text in self._texts for word in parts(text))

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str]]:
        """Every two words that follow each other in the texts of the program."""
        return frozenset(pair for text in self._texts for pair in pairwise(parts(text)))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Texts of the program that are one word, and short months on the scales of charts, as written."""
        return frozenset(text for text in self._texts if len(parts(text)) == 1) | frozenset(self._months)

    def is_month(self, word: str) -> bool:
        """Whether a word, as words are compared, is a month."""
        return word in self._bare_months

    @cached_property
    def _bare_months(self) -> frozenset[str]:
        return frozenset(word for month in self._months for word in parts(month))

    @cached_property
    def _months(self) -> tuple[str, ...]:
        with speaking(self._language):
            named = locale().months["format"]
        return tuple(str(month) for width in ("wide", "abbreviated") for month in named[width].values())

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """In English they are what is translated, whatever the language it is translated into."""
        is_english = self._language == ENGLISH
        found = read_catalogue(CATALOGUES / "brief" / f"{catalogued(self._language)}.po")
        english = (key if isinstance(key, str) else key[0] for key in found if key)
        return tuple(_PLACE.sub(" ", text) for text in (english if is_english else found.values()))
