"""Look for private values in texts: one pass over the words of each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from advocacy.exporting.leak_scan.folding import cleaned, parts, written_words
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.exporting.leak_scan.piece import Piece
from advocacy.exporting.leak_scan.private_values import HEAD, Private

_HASH = r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}){1,2}(?![0-9A-Za-z])"  # or a signature; of files, of nobody
_PHONE = re.compile(r"\+?\d(?:[\s().\-/\u00a0\u202f]{0,3}\d){6,}")
_LETTER = re.compile(r"[^\W\d_]")  # without one there is neither a name nor a number with letters
_DIGITS = re.compile(r"\d\D?\d")  # one alone tells nothing
_LONGEST_PHONE = 15  # digits, code and zeros with it
_GROUPS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![\w.,])\d{5,}(?:\.\d+)?(?![\w]|[.,]\d)")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)")
_ENDS_A_SENTENCE = ".!?:;·•“«(\n|"


class Leak(NamedTuple):
    """What was found where; key tells it from others and must never be printed."""

    kind: Kind
    place: str
    key: str


class Scan:
    """Looks texts through; the same text is looked through once.

    released: texts that may leave though they name somebody: who submits the brief, statements that their
    authors and a reader have released. own: words of the program itself. numbers: those that findings print.
    hashes: SHA-256 of the files, in which the number of a case may stand by chance.
    """

    def __init__(
        self,
        private: Private,
        released: Iterable[str] = (),
        own: Iterable[str] = (),
        numbers: Iterable[str] = (),
        hashes: Iterable[str] = (),
    ) -> None:
        self._private, released = private, tuple(released)
        self._own = frozenset(own)
        self._numbers = frozenset(numbers)
        broken = (r"\s*".join(one) for one in hashes)  # a narrow cell breaks them over lines
        self._hashes = re.compile("|".join((_HASH, *broken)))
        self._clean: set[tuple[str, bool]] = set()
        self._harmless: set[str] = set()  # words with which no private value begins
        named = {leak.key for text in released for leak in self._of(Piece("", text))}
        named.update(part for text in released for part in parts(text) if part in private.rare)
        self._released = frozenset(named)

    def leaks(self, pieces: Iterable[Piece]) -> Iterator[Leak]:
        """Yield what is found, in the order of the texts."""
        for piece in pieces:
            seen = (piece.text, piece.is_prose)
            if seen in self._clean:
                continue
            found = self._not_released(piece)
            if found:
                bare = self._hashes.sub(" ", cleaned(piece.text))
                found = self._not_released(piece._replace(text=bare))
            if found:
                yield from found
            else:
                self._clean.add(seen)

    def _not_released(self, piece: Piece) -> list[Leak]:
        return [leak for leak in self._of(piece) if leak.key not in self._released]

    def _of(self, piece: Piece) -> Iterator[Leak]:
        text = cleaned(piece.text)
        words = parts(text)
        if _LETTER.search(text):
            found = self._in_words(text, words, piece.is_prose)
            yield from (Leak(kind, piece.place, key) for kind, key in found)
        if _DIGITS.search(text):
            yield from (Leak(kind, piece.place, key) for kind, key in self._in_digits(text, words))

    def _in_words(self, text: str, words: list[str], is_prose: bool) -> Iterator[tuple[Kind, str]]:
        private = self._private
        if len(words) == 1 and is_prose and words[0] in private.cells:
            yield private.cells[words[0]], words[0]
        heads = private.heads
        # Most words begin like no private value, and most texts have only such.
        new = [word for word in words if word not in self._harmless]
        self._harmless.update(word for word in new if word[:HEAD] not in heads)
        if not self._harmless.issuperset(new):
            for place, (word, after) in enumerate(pairwise((*words, ""))):
                if word[:HEAD] in heads and (len(word) >= HEAD or (word + after)[:HEAD] in heads):
                    yield from self._from(words, place)
        if is_prose and not private.rare.isdisjoint(words):
            yield from ((Kind.NAME, word) for word in self._names(text))

    def _from(self, words: list[str], place: int) -> Iterator[tuple[Kind, str]]:
        """The private values that begin at this word, written together or apart."""
        runs, run, ahead = self._private.runs, words[place], place + 1
        while True:
            if run in runs:
                yield runs[run], run
            longest = self._private.heads.get(run[:HEAD], 0)
            if ahead >= len(words) or len(run) >= longest:
                return
            run += words[ahead]
            ahead += 1

    def _names(self, text: str) -> Iterator[str]:
        """Words few people bear that are written as names: with a capital, inside a sentence or alone."""
        written = written_words(text)
        for found in written:
            (word,) = parts(found[0]) or ("",)
            if word not in self._private.rare or word in self._own or not found[0][:1].isupper():
                continue
            before = text[: found.start()].rstrip(" \"'“‘«([")
            if len(written) == 1 or (before and before[-1] not in _ENDS_A_SENTENCE):
                yield word

    def _in_digits(self, text: str, words: list[str]) -> Iterator[tuple[Kind, str]]:
        private = self._private
        if private.phones:
            for found in _PHONE.finditer(text):
                yield from ((Kind.PHONE, key) for key in _windows(found[0]) if key in private.phones)
        if not private.identities.isdisjoint(words):
            for found in _NUMBER.finditer(text):  # identities are never grouped; counts are
                if found[0] in private.identities and found[0] not in self._numbers:
                    yield Kind.IDENTITY, found[0]
        if private.amounts:
            for pattern in (_NUMBER, _GROUPED):
                for found in pattern.finditer(text):
                    digits = re.sub(r"\D", "", found[0])
                    if digits in private.amounts and digits not in self._numbers:
                        yield Kind.AMOUNT, digits
        if private.sites.are_in(text):
            yield Kind.PLACE, text


def _windows(text: str) -> Iterator[str]:
    """The ways to read a run of groups of digits as a telephone number, without code and leading zero."""
    groups = _GROUPS.findall(text)
    for start in range(len(groups)):
        run = ""
        for group in groups[start:]:
            run += group
            if len(run) >= 7:
                yield run[-9:].lstrip("0")
            if len(run) > _LONGEST_PHONE:
                break
