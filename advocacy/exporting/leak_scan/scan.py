"""Look for private values in texts: one pass over the words of each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from advocacy.exporting.leak_scan.folding import cleaned, folded, written_words
from advocacy.exporting.leak_scan.kinds import Kind
from advocacy.exporting.leak_scan.piece import Piece
from advocacy.exporting.leak_scan.private_values import HEAD, Private

_PHONE = re.compile(r"\+?\d(?:[\s().\-/\u00a0\u202f]{0,3}\d){6,}")
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
    """

    def __init__(
        self,
        private: Private,
        released: Iterable[str] = (),
        own: Iterable[str] = (),
        numbers: Iterable[str] = (),
    ) -> None:
        self._private = private
        self._own = frozenset(own)
        self._numbers = frozenset(numbers)
        self._clean: set[tuple[str, bool]] = set()
        self._released: frozenset[str] = frozenset()
        self._released = frozenset(leak.key for text in released for leak in self._of(Piece("", text)))

    def leaks(self, pieces: Iterable[Piece]) -> Iterator[Leak]:
        """Yield what is found, in the order of the texts."""
        for piece in pieces:
            seen = (piece.text, piece.is_prose)
            if seen in self._clean:
                continue
            found = [leak for leak in self._of(piece) if leak.key not in self._released]
            if found:
                yield from found
            else:
                self._clean.add(seen)

    def _of(self, piece: Piece) -> Iterator[Leak]:
        text = cleaned(piece.text)
        place = piece.place
        yield from (Leak(kind, place, key) for kind, key in self._in_words(text, piece.is_prose))
        if any(letter.isdigit() for letter in text):
            yield from (Leak(kind, place, key) for kind, key in self._in_digits(text))

    def _in_words(self, text: str, is_prose: bool) -> Iterator[tuple[Kind, str]]:
        written = written_words(text)
        words = [folded(one[0]) for one in written]
        private, count = self._private, len(words)
        if count == 1 and is_prose and words[0] in private.cells:
            yield private.cells[words[0]], words[0]
        for place, word in enumerate(words):
            if len(word) >= HEAD:
                longest = private.heads.get(word[:HEAD])
                if longest and word in private.runs:
                    yield private.runs[word], word
                run, ahead = word, place + 1
            else:
                run, ahead = word, place + 1
                while len(run) < HEAD and ahead < count:
                    run += words[ahead]
                    ahead += 1
                longest = private.heads.get(run[:HEAD])
                if longest and run in private.runs:
                    yield private.runs[run], run
            if longest:
                while ahead < count and len(run) < longest:
                    run += words[ahead]
                    ahead += 1
                    if run in private.runs:
                        yield private.runs[run], run
            if is_prose and word in private.rare and self._is_name(text, written, place, word):
                yield Kind.NAME, word

    def _is_name(self, text: str, written: list[re.Match[str]], place: int, word: str) -> bool:
        """Whether a word that few people bear is written as a name: capital, inside a sentence or alone."""
        if word in self._own or not written[place][0][:1].isupper():
            return False
        before = text[: written[place].start()].rstrip(" \"'“‘«([")
        return len(written) == 1 or bool(before and before[-1] not in _ENDS_A_SENTENCE)

    def _in_digits(self, text: str) -> Iterator[tuple[Kind, str]]:
        private = self._private
        if private.phones:
            for found in _PHONE.finditer(text):
                yield from ((Kind.PHONE, key) for key in _windows(found[0]) if key in private.phones)
        if private.numbers:
            for pattern in (_NUMBER, _GROUPED):
                for found in pattern.finditer(text):
                    digits = re.sub(r"\D", "", found[0])
                    kind = private.numbers.get(digits)
                    if kind is Kind.IDENTITY and pattern is _GROUPED:
                        continue  # identities are never grouped; counts are
                    if kind is not None and digits not in self._numbers:
                        yield kind, digits
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
            if len(run) > 15:
                break
