"""Every sentence the program says passes through here, so that it can be translated."""

from __future__ import annotations

from gettext import NullTranslations

_catalogue: NullTranslations = NullTranslations()


def use(catalogue: NullTranslations) -> None:
    """Speak the language of this catalogue from now on."""
    global _catalogue
    _catalogue = catalogue


def say(sentence: str, /, **values: object) -> str:
    """Return the sentence in the current language, its {places} filled.

    The English sentence is the key: `say("Row {row} is empty.", row=14)`.
    Values are put in as they are; they are never read as places.
    """
    translated = _catalogue.gettext(sentence)
    return translated.format(**values) if values else translated


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for one or for many, with {count} filled: "1 row", "7 rows"."""
    return _catalogue.ngettext(one, many, count).format(count=count, **values)
