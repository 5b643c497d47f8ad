"""Countries however they are named: one name for each, so that files in different languages pool."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

from advocacy.importing.plain_words import plain

_LANGUAGES = ("en", "fr", "es", "pt", "sw")
_ALSO = {  # names in common use that the Common Locale Data Repository gives otherwise
    "CD": ("democratic republic of the congo", "democratic republic of congo", "dr congo", "drc", "rdc"),
    "CG": ("republic of the congo", "republic of congo", "republique du congo"),
    "CI": ("ivory coast",),
    "CV": ("cabo verde",),
    "SZ": ("swaziland",),
    "TZ": ("united republic of tanzania", "tanzania united republic of"),
    "BO": ("plurinational state of bolivia", "bolivia plurinational state of"),
    "VE": ("bolivarian republic of venezuela",),
    "LA": ("lao pdr",),
    "MM": ("burma",),
    "GM": ("the gambia",),
}
_SEVERAL = frozenset({"congo", "kongo"})  # names of two countries: left as written


def country_name(text: str) -> str:
    """Return the English name of the country meant; the text itself, trimmed, where that is not certain.

    Known are the names in five languages and the ISO 3166 codes of two and three letters. Nothing is guessed
    by likeness: the likest name of one Congo is the other.
    """
    code = country_code(text)
    return str(Locale("en").territories[code]) if code else text.strip()


def country_code(text: str) -> str:
    """Return the ISO 3166 code of two letters of the country meant; "" where that is not certain."""
    return _codes().get(plain(text.strip()), "")


@cache
def _codes() -> dict[str, str]:
    named: dict[str, set[str]] = {}
    territories = {str(code) for code in Locale("en").territories if len(str(code)) == 2}
    territories = {code for code in territories if code.isalpha()}
    for language in _LANGUAGES:
        names = Locale(language).territories
        for code in territories:
            if code in names:
                named.setdefault(plain(str(names[code])), set()).add(code)
    for code in territories:
        named.setdefault(plain(code), set()).add(code)
    for alias, meant in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(meant) == 1 and meant[0] in territories:
            named.setdefault(plain(alias), set()).add(str(meant[0]))
    for code, words in _ALSO.items():
        for name in words:
            named[name] = {code}
    return {
        name: next(iter(codes)) for name, codes in named.items() if len(codes) == 1 and name not in _SEVERAL
    }
