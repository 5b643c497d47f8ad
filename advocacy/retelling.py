"""Issues and the history are kept as they were said; here they are told in the language spoken now.

What is kept is the finished sentence. The catalogues know each sentence in every language, so it is found
there, its values are taken out, and it is said again. What is not found stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from advocacy.issue import Issue
from advocacy.wording import LANGUAGES, language, say, say_count, sentences, sentences_in_numbers, speaking

_PLACE = re.compile(r"\{(\w+)\}")
_OF_THE_PROGRAM = frozenset(  # places filled with words of the program; the others hold what somebody wrote
    ("field", "later", "earlier", "part", "whole", "status", "range", "why", "said")
)
_MOST_UNKNOWN = 20  # of one kind, as of a program whose sentences were others: then the rest is not looked at
_LEAST = 5  # letters of a sentence beside its places; one of fewer would be found in anything
_LEAST_SIGNS = 7  # letters and signs of one, where its language is not known
_MOST_KEPT = 20_000


@dataclass(frozen=True)
class _Sentence:
    """One sentence with places, as it is said in one language. letters: of it that stand in no place.

    signs: the same, with what is no letter. many: its English for several, "" where it is not in numbers.
    """

    english: str
    said: str
    piece: str  # the longest part between places, looked for first
    letters: int
    signs: int
    many: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The sentence, anything in its places; made when it is needed, as hardly any is."""
        pieces = _PLACE.split(self.said)
        literal, names = pieces[::2], pieces[1::2]
        pattern, seen = re.escape(literal[0]), set[str]()
        for name, behind in zip(names, literal[1:], strict=True):
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            pattern += re.escape(behind)
            seen.add(name)
        return re.compile(pattern, re.DOTALL)


def learn() -> None:
    """Read the sentences of every language now: it takes a twentieth of a second, which a thread has."""
    for spoken in LANGUAGES:
        _whole(spoken)
        _with_places(spoken)


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


def said_again(text: str) -> str:
    """Return one sentence of the program in the language spoken now; words of users stay as they are."""
    return _again(text, language())


@lru_cache(maxsize=_MOST_KEPT)
def _again(text: str, into: str) -> str:
    with speaking(into):
        for spoken in LANGUAGES:
            if (english := _whole(spoken).get(text)) is not None:
                return say(english)
        tried = [(*_recognised(text, spoken, least=1), spoken) for spoken in LANGUAGES]
        found = [one for one in tried if one[0] is not None and one[0].signs >= _LEAST_SIGNS]
        if not found:
            return text
        sentence, match, spoken = max(found, key=lambda one: one[0].signs if one[0] else 0)
        return _said(sentence, match, spoken) if sentence and match else text


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
    values = {k: _value(k, v, spoken) for k, v in match.groupdict().items()}
    digits = re.sub(r"\D", "", values.get("count", ""))
    if found.many and digits:
        del values["count"]  # it is grouped anew
        return say_count(found.english, found.many, int(digits), **values)
    return say(found.english, **values)


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
    whole = [
        _sentence(english, said) for english, said in sentences(spoken).items() if _PLACE.search(english)
    ]
    counted = [_sentence(one, said, many) for one, many, said in sentences_in_numbers(spoken)]
    return (*whole, *counted)


def _sentence(english: str, said: str, many: str = "") -> _Sentence:
    literal = _PLACE.split(said)[::2]
    letters = sum(letter.isalpha() for piece in literal for letter in piece)
    return _Sentence(english, said, max(literal, key=len), letters, sum(map(len, literal)), many)
