"""The catalogues: nothing untranslated, nothing that would break or change a sentence."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from advocacy.catalogue import read_catalogue
from advocacy.resources import RESOURCES
from advocacy.wording import CATALOGUES, ENGLISH, LANGUAGES

OTHERS = tuple(code for code in LANGUAGES if code != ENGLISH)
SETS = ("brief", "window")
_PLACE = re.compile(r"\{[^{}]*\}|%\d")
_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|\\n|\*\*")
_KEY = re.compile(r"&(?=\w)(?!\w+;)")


def _catalogue(name: str, language: str) -> Catalog:
    with (CATALOGUES / name / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield English and translated text of each form that is translated."""
    if message.pluralizable:
        one, many = message.id
        said = message.string
        yield from ((many if form else one, text) for form, text in enumerate(said) if text)
    elif message.string:
        yield message.id, message.string


def _messages(name: str, language: str) -> Iterator[tuple[str, str]]:
    for message in _catalogue(name, language):
        if message.id:
            yield from _pairs(message)


@pytest.fixture(scope="module")
def extraction() -> dict:
    return runpy.run_path(str(RESOURCES / "translations" / "extract.py"))


@pytest.mark.parametrize("name", SETS)
def test_catalogues_have_the_texts_of_the_program(name: str, extraction: dict) -> None:
    """After a text was added or changed: python resources/translations/extract.py"""
    wanted = {message.id for message in extraction["extracted"](name) if message.id}
    for language in OTHERS:
        assert {message.id for message in _catalogue(name, language) if message.id} == wanted, language


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_everything_is_translated(name: str, language: str, extraction: dict) -> None:
    is_translated = extraction["is_translated"]
    left = [one.id for one in _catalogue(name, language) if one.id and not is_translated(one.string)]
    assert not left


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_plural_forms_are_those_of_the_language(name: str, language: str) -> None:
    catalogue = _catalogue(name, language)
    assert catalogue.num_plurals == 2
    for message in catalogue:
        if message.id and message.pluralizable and any(message.string):
            assert len(message.string) == 2 and all(message.string), message.id


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_places_are_kept(name: str, language: str) -> None:
    for english, said in _messages(name, language):
        wanted, found = (set(_PLACE.findall(text)) for text in (english, said))
        assert found == wanted, (english, said)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_numbers_in_words_are_kept(name: str, language: str) -> None:
    """A year, a number of a law or "95%" is the same in every language."""
    for english, said in _messages(name, language):
        assert Counter(_DIGITS.findall(said)) == Counter(_DIGITS.findall(english)), (english, said)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_the_interval_is_called_the_same_everywhere(name: str, language: str) -> None:
    """The ledger knows by these words that 95 is no number of the data."""
    interval = _catalogue("brief", language).get("95% interval").string
    for english, said in _messages(name, language):
        if interval and "95% interval" in english:
            assert interval.casefold() in said.casefold(), (english, said)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_there_is_no_new_markup_and_no_loose_space(name: str, language: str) -> None:
    for english, said in _messages(name, language):
        assert Counter(_MARKUP.findall(said)) == Counter(_MARKUP.findall(english)), (english, said)
        assert said[:1].isspace() == english[:1].isspace(), (english, said)
        assert said[-1:].isspace() == english[-1:].isspace(), (english, said)
        assert "  " not in said or "  " in english, said


@pytest.mark.parametrize("language", OTHERS)
def test_keys_and_dots_are_kept(language: str) -> None:
    """An & before a letter is its key in the menu; "…" says that a question follows."""
    for english, said in _messages("window", language):
        assert len(_KEY.findall(said)) == len(_KEY.findall(english)), (english, said)
        assert said.endswith("…") == english.endswith("…"), (english, said)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", SETS)
def test_the_quick_reader_reads_what_babel_reads(name: str, language: str) -> None:
    read = read_catalogue(CATALOGUES / name / f"{language}.po")
    wanted = {}
    for message in _catalogue(name, language):
        if message.id and message.pluralizable:
            wanted |= {(message.id[0], form): text for form, text in enumerate(message.string) if text}
        elif message.id and message.string:
            wanted[message.id] = message.string
    assert {key: text for key, text in read.items() if key} == wanted
