"""Look for private values in texts: one pass over the words of each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from advocacy.exporting.leak_scan.folding import cleaned, parts, written_words
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.exporting.leak_scan.piece import APART, Piece
from advocacy.exporting.leak_scan.private_values import HEAD, Private
from advocacy.exporting.leak_scan.program_words import ProgramWords
from advocacy.wording import ENGLISH

_HASH = r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}){1,2}(?![0-9A-Za-z])"  # or a signature; of files, of nobody
_PHONE = re.compile(r"\+?\d(?:[\s().\-/\u00a0\u202f]{0,3}\d){6,}")
_LETTER = re.compile(r"[^\W\d_]")  # without one there is neither a name nor a number with letters
_DIGITS = re.compile(r"\d\D?\d")  # one alone tells nothing
_LONGEST_PHONE = 15  # digits by E.164, zeros in front of them apart
_YEAR = re.compile(r"\s*(?:19|20)\d\d(?!\d)")  # behind a month
_GROUPS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![\w.,])\d{5,}(?:\.\d+)?(?![\w]|[.,]\d)")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)")
_AT_ONCE = 200  # texts
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
    hashes: SHA-256 of the files, in which the number of a case may stand by chance. language: of the program
    in these texts.
    """

    def __init__(
        self,
        private: Private,
        released: Iterable[str] = (),
        own: Iterable[str] = (),
        numbers: Iterable[str] = (),
        hashes: Iterable[str] = (),
        language: str = ENGLISH,
    ) -> None:
        self._private, released = private, tuple(released)
        self._own, self._program = frozenset(own), ProgramWords(language)
        self._numbers = frozenset(numbers)
        broken = (r"\s*".join(one) for one in hashes)  # a narrow cell breaks them over lines
        self._hashes = re.compile("|".join((_HASH, *broken)))
        self._clean: dict[bool, set[str]] = {True: set(), False: set()}
        self._harmless: set[str] = set()  # words with which no private value begins
        self._no_phones: set[str] = set()  # digits that are no telephone number of the records
        named = {leak.key for text in released for leak in self._of(Piece("", text))}
        named.update(part for text in released for part in parts(text) if part in private.rare)
        self._released = frozenset(named)

    def leaks(self, pieces: Iterable[Piece]) -> Iterator[Leak]:
        """Yield what is found, in the order of the texts.

        Many texts are looked through as one first, as hardly any holds anything; then one by one.
        """
        for piece in pieces:
            clean = self._clean[piece.is_prose]
            new = [text for text in dict.fromkeys(piece.text.split(APART)) if text not in clean]
            for start in range(0, len(new), _AT_ONCE):
                some = new[start : start + _AT_ONCE]
                if self._not_released(piece._replace(text=APART.join(some))):
                    for text in some:
                        yield from self._in_one(piece._replace(text=text))
                else:
                    clean.update(some)

    def _in_one(self, piece: Piece) -> list[Leak]:
        found = self._not_released(piece)
        if found:
            bare = self._hashes.sub(" ", cleaned(piece.text))
            found = self._not_released(piece._replace(text=bare))
        if not found:
            self._clean[piece.is_prose].add(piece.text)
        return found

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
        if is_prose and not private.cells.keys().isdisjoint(words):
            for cell in map(parts, text.split(APART)):
                if len(cell) == 1 and cell[0] in private.cells:
                    yield private.cells[cell[0]], cell[0]
        heads = private.heads
        # Most words begin like no private value, and most texts have only such.
        new = set(words).difference(self._harmless)
        suspect = {word for word in new if word[:HEAD] in heads}
        self._harmless |= new - suspect
        for place in [place for place, word in enumerate(words) if word in suspect] if suspect else ():
            if len(words[place]) >= HEAD or "".join(words[place : place + 2])[:HEAD] in heads:
                found = self._from(words, place)
                yield from ((kind, run) for kind, run in found if not self._is_phrase(run, text))
        if is_prose and not private.rare.isdisjoint(words):
            yield from ((Kind.NAME, word) for word in self._names(text))

    def _from(self, words: list[str], place: int) -> Iterator[tuple[Kind, str]]:
        """The private values that begin at this word, written together or apart."""
        runs, run, ahead = self._private.runs, words[place], place + 1
        while True:
            if run in runs and not self._is_chance(run, words[place:ahead]):
                yield runs[run], run
            longest = self._private.heads.get(run[:HEAD], 0)
            if ahead >= len(words) or len(run) >= longest:
                return
            run += words[ahead]
            ahead += 1

    def _is_chance(self, run: str, words: Sequence[str]) -> bool:
        """Whether words of the program spell a name but end elsewhere than its parts: "mine", "Mi Ne"."""
        one, _ = self._private.pairs.get(run, ("", ""))
        return bool(
            one and len(one) not in accumulate(map(len, words)) and self._program.words.issuperset(words)
        )

    def _is_phrase(self, run: str, text: str) -> bool:
        """Whether a name is only a phrase of the program here, never written as a name: "base and"."""
        pair = self._private.pairs.get(run)
        if pair is None or pair not in self._program.phrases:
            return False
        written = re.findall(rf"(?<!\w)({pair[0]})\W+({pair[1]})(?!\w)", text, re.IGNORECASE)
        return bool(written) and not any(one[0].isupper() and other[0].isupper() for one, other in written)

    def _names(self, text: str) -> Iterator[str]:
        """Words few people bear that are written as names: with a capital, inside a sentence or alone."""
        for cell in text.split(APART):
            written = written_words(cell)
            for found in written:
                (word,) = parts(found[0]) or ("",)
                if word not in self._private.rare or word in self._own or not found[0][:1].isupper():
                    continue
                if self._program.is_month(word) and _YEAR.match(cell, found.end()):
                    continue
                before = cell[: found.start()].rstrip(" \"'“‘«([")
                is_alone = len(written) == 1 and found[0] not in self._program.labels
                if is_alone or (before and before[-1] not in _ENDS_A_SENTENCE):
                    yield word

    def _in_digits(self, text: str, words: list[str]) -> Iterator[tuple[Kind, str]]:
        private = self._private
        if private.phones:
            for found in set(_PHONE.findall(text)).difference(self._no_phones):
                keys = private.phones.intersection(_windows(found))
                yield from ((Kind.PHONE, key) for key in keys)
                if not keys:
                    self._no_phones.add(found)
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
            if len(run.lstrip("0")) > _LONGEST_PHONE:  # a share, or whatever else was computed
                break
            if len(run) >= 7:
                yield run[-9:].lstrip("0")
