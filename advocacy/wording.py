"""Every sentence the program says passes through here, so that it can be translated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, reduce
from gettext import NullTranslations
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from advocacy.catalogue import Texts, read_catalogue, read_plurals
from advocacy.resources import RESOURCES

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"  # the language the sentences are written in; it needs no catalogue
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {ENGLISH: "English", "fr": "Français", "es": "Español", "pt": "Português", "sw": "Kiswahili"}
)
CATALOGUES = RESOURCES / "translations"  # a folder for what a brief says, one for the rest of the window

_FOLDERS = ("window", "brief")  # of a text of both, the words of the brief

# A context of its own for each thread: a brief in French, composed beside the window, is not heard in it.
_spoken: ContextVar[str] = ContextVar("language")
_usual = ENGLISH
_english: NullTranslations = NullTranslations()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language as long as the context lasts, in this thread only; English where it is unknown.

    Not for use around a `yield`: who receives what is yielded would go on in that language.
    """
    token = _spoken.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak_usually(language: str) -> None:
    """Speak this language in every thread wherever nothing else is asked; English where it is unknown."""
    global _usual
    _usual = language if language in LANGUAGES else ENGLISH


def use(catalogue: NullTranslations) -> None:
    """Put a catalogue in the place of plain English, as a test does to hear what passes by `say`."""
    global _english
    _english = catalogue


def language() -> str:
    """Return the code of the language that is spoken here and now: "en"."""
    return _spoken.get(_usual)


def locale() -> Locale:
    """Return how numbers and days are written in the language.

    Portuguese is CLDR's "pt": 1.234,5. "pt_PT" would have spaces ("1 234,5"), and "1234" in places, but the
    words of plotly.js are "pt-BR" alone, and a chart must write the number of the sentence beside it.
    """
    return _locale(language())


def say(sentence: str, /, **values: object) -> str:
    """Return the sentence in the language spoken, its {places} filled.

    The English sentence is the key: `say("Row {row} is empty.", row=14)`.
    Values are put in as they are; they are never read as places.
    """
    translated = _catalogue().gettext(sentence)
    return translated.format(**values) if values else translated


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for one or for many, {count} filled: "1 row", "7 rows", "4,833 rows".

    A count among the values is written in place of the one that decides the grammar.
    """
    return _catalogue().ngettext(one, many, count).format(**{"count": _grouped(count), **values})


def labelled(label: str) -> str:
    """Return a label with the colon that leads on: "To: ", in French with a space before it."""
    return say("{label}:", label=label) + " "


def listed(parts: Iterable[str]) -> str:
    """Return parts that may hold commas as one list: "gold, washed; tin"."""
    first, *more = (*parts,) or ("",)
    return reduce(lambda one, other: say("{one}; {other}", one=one, other=other), more, first)


def either(words: Sequence[str]) -> str:
    """Return a list of which one holds: "gold, sand or salt"."""
    return _list(words, "or")


def together(words: Sequence[str]) -> str:
    """Return a list of which all hold: "gold, sand and salt"."""
    return _list(words, "standard")


def say_later(sentence: str, /) -> str:
    """Return a sentence as it is, marked for the catalogues: `say` is called with it where it is needed."""
    return sentence


def _grouped(count: int) -> str:
    if abs(count) < 1000:
        return str(count)
    from babel.numbers import format_decimal

    return str(format_decimal(count, locale=locale()))


def _list(words: Sequence[str], style: Literal["or", "standard"]) -> str:
    from babel.lists import format_list

    return str(format_list(list(words), style, locale=locale()))


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse("en_GB" if language == ENGLISH else language)


def _catalogue() -> NullTranslations:
    return catalogue_of(language())


def catalogue_of(language: str) -> NullTranslations:
    """Return the texts of a language; what they lack is said in English."""
    return _english if language == ENGLISH else _translated(language)


def catalogued(language: str) -> str:
    """Return in which language's catalogues the sentences stand: the English ones in those of any other."""
    return language if language != ENGLISH else next(one for one in LANGUAGES if one != ENGLISH)


def sentences(language: str) -> Mapping[str, str]:
    """Return every sentence of the program, by its English text as it is said in the language."""
    said = _translated(catalogued(language)).sentences
    return {one: one for one in said} if language == ENGLISH else said


def sentences_in_numbers(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield every sentence in numbers: its English for one, for several, and a form of it in the language."""
    for name in _FOLDERS:
        for one, many, forms in read_plurals(CATALOGUES / name / f"{catalogued(language)}.po"):
            said = (one, many) if language == ENGLISH else forms
            yield from ((one, many, form) for form in said)


@cache
def _translated(language: str) -> Texts:
    """The texts of a language, read when it is first spoken."""
    texts: dict[str | tuple[str, int], str] = {}
    for name in _FOLDERS:
        texts |= read_catalogue(CATALOGUES / name / f"{language}.po")
    return Texts(texts)
