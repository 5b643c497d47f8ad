"""Sentences that were written down, such as the history of a workspace, said again in another language.

What is written down stays as it was said; its sentence is found again among the texts of the program, in
whatever language it was, and what filled its places is put into the sentence of the language spoken now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from advocacy.catalogue import read_catalogue, read_plurals
from advocacy.wording import CATALOGUES, ENGLISH, LANGUAGES, language, say, say_count, speaking

_PLACE = re.compile(r"\{(\w+)\}")
_LEAST_LETTERS = 6  # of a sentence beside its places; "{name}: {text}" would be found in anything
_BEGINNING = 3  # letters by which sentences are looked up
_OURS = ("said", "field")  # what fills these is the program's too; all else is of the user
_FOLDERS = ("window", "brief")
_MOST_KEPT = 20_000


class _Form(NamedTuple):
    """A sentence as one language has it. one: its English words; many: those for several, "" for none."""

    words: str
    pieces: tuple[str, ...]  # what stands between its places
    one: str
    many: str

    @property
    def letters(self) -> int:
        return sum(map(len, self.pieces))


def said_again(text: str) -> str:
    """Return a sentence of the program in the language spoken now; words of users stay as they are."""
    return _said(text, language())


@lru_cache(maxsize=_MOST_KEPT)
def _said(text: str, into: str) -> str:
    found = [
        (form, match)
        for spoken in LANGUAGES
        for form in (*_forms(spoken).get(text[:_BEGINNING], ()), *_forms(spoken).get("", ()))
        if all(piece in text for piece in form.pieces) and (match := _pattern(form.words).fullmatch(text))
    ]
    if not found:
        return text
    form, match = max(found, key=lambda one: one[0].letters)  # "{what}: {used} of {most}" is found in others
    told = match.groupdict()
    told |= {name: _said(told[name], into) for name in _OURS if name in told}
    with speaking(into):
        return _filled(form, told)


def _filled(form: _Form, values: dict[str, str]) -> str:
    digits = re.sub(r"\D", "", values.get("count", ""))
    if form.many and digits:
        del values["count"]  # it is grouped anew
        return say_count(form.one, form.many, int(digits), **values)
    return say(form.one, **values)


@cache
def _forms(spoken: str) -> Mapping[str, Sequence[_Form]]:
    """The sentences of a language by how they begin; under "" those that begin with a place."""
    found: dict[str, list[_Form]] = {}
    for words, one, many in _texts(spoken):
        form = _Form(words, tuple(filter(None, _PLACE.split(words)[::2])), one, many)
        if form.letters >= (_LEAST_LETTERS if "{" in words else 1):
            beginning = words[:_BEGINNING]
            found.setdefault("" if "{" in beginning else beginning, []).append(form)
    return found


def _texts(spoken: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text of a language, and what it is in English: for one, and for several."""
    kept_in = next(one for one in LANGUAGES if one != ENGLISH) if spoken == ENGLISH else spoken
    for folder in _FOLDERS:
        path = CATALOGUES / folder / f"{kept_in}.po"
        plurals = read_plurals(path)
        for key, translated in read_catalogue(path).items():
            one = key if isinstance(key, str) else key[0]
            if not one:
                continue
            many = plurals.get(one, "") if not isinstance(key, str) else ""
            if spoken != ENGLISH:
                yield translated, one, many
            else:
                yield from ((form, one, many) for form in filter(None, dict.fromkeys((one, many))))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """The sentence, anything in its places; a place that stands in it twice holds the same."""
    pattern, end, names = "", 0, set[str]()
    for found in _PLACE.finditer(words):
        pattern += re.escape(words[end : found.start()])
        pattern += f"(?P={found[1]})" if found[1] in names else f"(?P<{found[1]}>.+?)"
        names.add(found[1])
        end = found.end()
    return re.compile(pattern + re.escape(words[end:]), re.DOTALL)
