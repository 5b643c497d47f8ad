"""Issues are kept in the words of their import; here they are told in the language that is spoken now.

What is kept is the finished sentence. The catalogues know each sentence in every language, so it is found
there, its values are taken out, and it is said again. What is not found stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from advocacy.issue import Issue
from advocacy.wording import LANGUAGES, language, say, sentences

_PLACE = re.compile(r"\{(\w+)\}")
_OF_THE_PROGRAM = frozenset(  # places filled with words of the program; the others hold what somebody wrote
    ("field", "later", "earlier", "part", "whole", "status", "range", "why")
)
_MOST_UNKNOWN = 20  # of one kind, as of a program whose sentences were others: then the rest is not looked at
_LEAST = 5  # letters of a sentence beside its places; one of fewer would be found in anything


@dataclass(frozen=True)
class _Sentence:
    """One sentence with places, as it is said in one language. letters: of it that stand in no place."""

    english: str
    pattern: re.Pattern[str]
    piece: str  # the longest part between places, looked for first
    letters: int


def retold(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield the issues in the language spoken, in their order."""
    memory = _Memory()
    for issue in issues:
        message, hint = (
            memory.again(issue.message, issue.code),
            memory.again(issue.hint, f"{issue.code} hint"),
        )
        is_same = message == issue.message and hint == issue.hint
        yield issue if is_same else replace(issue, message=message, hint=hint)


class _Memory:
    """A hundred thousand issues are of few kinds: the sentence of the one before is tried first."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[str, _Sentence]] = {}  # by kind the language and the sentence
        self._unknown: Counter[str] = Counter()  # by kind how many were not recognised

    def again(self, text: str, kind: str) -> str:
        """Return the text in the language spoken, as it is where no sentence is recognised in it."""
        if not text or self._unknown[kind] >= _MOST_UNKNOWN:
            return text
        spoken, met = self._met.get(kind, (language(), None))
        for one in dict.fromkeys((spoken, language(), *LANGUAGES)):
            if (english := _whole(one).get(text)) is not None:
                return text if one == language() else say(english)
            match = met.pattern.fullmatch(text) if met and one == spoken else None
            found, match = (met, match) if match else _recognised(text, one)
            if found is not None and match is not None:
                self._met[kind] = one, found
                return text if one == language() else _said(found, match, one)
        self._unknown[kind] += 1
        return text


def _said(found: _Sentence, match: re.Match[str], spoken: str) -> str:
    return say(found.english, **{k: _value(k, v, spoken) for k, v in match.groupdict().items()})


def _value(place: str, text: str, spoken: str) -> str:
    """What fills a place, in the language spoken now where it is the program's own."""
    if place not in _OF_THE_PROGRAM:
        return text
    if (english := _whole(spoken).get(text)) is not None:
        return say(english)
    found, match = _recognised(text, spoken, least=1)
    if found is None or match is None:
        return text
    return _said(found, match, spoken)


def _recognised(
    text: str, spoken: str, least: int = _LEAST
) -> tuple[_Sentence, re.Match[str]] | tuple[None, None]:
    """The sentence that leaves least of the text to its places; of several alike, whose words are known."""
    best: tuple[tuple[int, int], _Sentence, re.Match[str]] | None = None
    for one in _with_places(spoken):
        if one.letters < least or one.piece not in text:
            continue
        match = one.pattern.fullmatch(text)
        if match is None:
            continue
        known = sum(k in _OF_THE_PROGRAM and v in _whole(spoken) for k, v in match.groupdict().items())
        if best is None or (one.letters, known) > best[0]:
            best = (one.letters, known), one, match
    return (best[1], best[2]) if best else (None, None)


@cache
def _whole(spoken: str) -> Mapping[str, str]:
    """By text the English sentence of those without places; of several English ones the first."""
    found: dict[str, str] = {}
    for english, said in sentences(spoken).items():
        if not _PLACE.search(english):
            found.setdefault(said, english)
    return found


@cache
def _with_places(spoken: str) -> tuple[_Sentence, ...]:
    return tuple(
        _sentence(english, said) for english, said in sentences(spoken).items() if _PLACE.search(english)
    )


def _sentence(english: str, said: str) -> _Sentence:
    pieces = _PLACE.split(said)
    literal, names = pieces[::2], pieces[1::2]
    pattern, seen = re.escape(literal[0]), set[str]()
    for name, behind in zip(names, literal[1:], strict=True):
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
        pattern += re.escape(behind)
        seen.add(name)
    letters = sum(letter.isalpha() for piece in literal for letter in piece)
    return _Sentence(english, re.compile(pattern, re.DOTALL), max(literal, key=len), letters)
