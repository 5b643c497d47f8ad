"""The ledger of a brief: every number that stands in it, and the claim behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding, Unit
from advocacy.analysis.protection.rounding import BASE
from advocacy.analysis.reliability import FEW, threshold_of_wide
from advocacy.brief.claims import WORKSPACE, Claim, What, beside_in_words, key_of, of_finding
from advocacy.brief.document import (
    AskBox,
    Block,
    Bullets,
    CaseBox,
    DataTable,
    Figure,
    Heading,
    Mark,
    Note,
    Paragraph,
    Unsupported,
    pieces,
)
from advocacy.brief.live import gone
from advocacy.brief.number_words import NumberWord, bare, number_words
from advocacy.brief.own_numbers import own_numbers
from advocacy.brief.wording import source_line
from advocacy.wording import say

_ORDER = tuple(What)  # a number that may be several things is the first of them


@dataclass(frozen=True)
class Ledger:
    """The claims of a brief, those that only words tell included, and where each number stands."""

    claims: tuple[Claim, ...]
    marks: tuple[Mark, ...]
    unsupported: tuple[Unsupported, ...]


def ledger(
    blocks: Sequence[Block],
    findings: Sequence[Finding],
    claims: Sequence[Claim],
    *,
    cited: Sequence[tuple[str, str]] = (),
    smallest_group: int = 5,
) -> Ledger:
    """Return the ledger of the blocks. claims: of the findings and of the files.

    cited: numbers in the user's words that come from elsewhere, as typed, and whence. A number of the data
    that is no estimate (a ratio a sentence makes) becomes a claim of its own, known by its sentence; one of
    the user that is neither live nor cited is unsupported.
    """
    found = Books(findings, claims, smallest_group).ledger(blocks, dict(cited))
    return replace(found, claims=(*claims, *found.claims))


class Books:
    """What is known of findings and claims; makes a ledger of any blocks, of a whole brief or of a part."""

    def __init__(
        self,
        findings: Sequence[Finding],
        claims: Sequence[Claim],
        smallest_group: int = 5,
        attacked: Mapping[str, str] = MappingProxyType({}),
        days: Iterable[date] = (),
    ) -> None:
        """attacked: by the code of an objection the code of the finding it is raised against.

        days: when the files came in; a day of the calendar is no number of the data.
        """
        self._days = tuple(numbers.day(day) for day in days)
        self._findings = {finding.code: finding for finding in findings}
        self._k, self._attacked = smallest_group, attacked
        self._by_digits: dict[tuple[str, str, bool], list[Claim]] = {}
        self._names: dict[str, dict[str, None]] = {}
        for claim in claims:
            self._by_digits.setdefault((claim.finding, *bare(claim.printed)), []).append(claim)
            if claim.finding in attacked:
                self._names.setdefault(claim.finding, {})[claim.name] = None
        self._apart: dict[str, tuple[str, ...]] = {}
        self._beside: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}

    def ledger(self, blocks: Sequence[Block], cited: Mapping[str, str]) -> Ledger:
        """Return the ledger of these blocks; of claims it has only those that are not the findings' own."""
        told: dict[str, Claim] = {}
        marks: list[Mark] = []
        unsupported: list[Unsupported] = []
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph) and block.own:
                marks += _own(number, block, cited, told, unsupported)
            else:
                marks += self._made(number, block, told)
        return Ledger(tuple(told.values()), tuple(marks), tuple(unsupported))

    def _made(self, number: int, block: Block, told: dict[str, Claim]) -> Iterator[Mark]:
        for piece, text, codes, labels in _readings(block):
            if not codes or not any(c.isdigit() for c in text):
                continue
            codes = (*codes, *(self._attacked[code] for code in codes if code in self._attacked))
            for word in number_words(text, self._phrases(codes)):
                claim = self._claim(word, text, codes, labels)
                if claim.what is What.WORDS:
                    told.setdefault(claim.key, claim)
                length = len(claim.printed)
                whole = text[word.start : word.start + length] == claim.printed
                end = word.start + length if whole else word.end
                yield Mark(number, piece, word.start, end, claim.key)

    def _claim(self, word: NumberWord, text: str, codes: Sequence[str], labels: Sequence[str]) -> Claim:
        for code in codes:
            if found := self._by_digits.get((code, word.digits, word.is_percent)):
                named, told = (*labels, text), self._told_beside(word, text, code)
                return min(
                    found, key=lambda claim: (claim.key not in told, *_distance(claim, word, text, named))
                )
        return self._in_words(word, text, codes[0])

    def _told_beside(self, word: NumberWord, text: str, code: str) -> frozenset[str]:
        """The keys of the claims told by the sentence beside a finding in which the number stands."""
        if code not in self._beside:
            finding = self._findings.get(code)
            self._beside[code] = tuple(beside_in_words(finding)) if finding else ()
        for said, keys in self._beside[code]:
            start = text.find(said)
            if start >= 0 and start <= word.start < start + len(said):
                return keys
        return frozenset()

    def _in_words(self, word: NumberWord, text: str, code: str) -> Claim:
        """A number that no estimate is: the sentence that tells it is what it is recomputed with."""
        finding = self._findings.get(self._attacked.get(code, code))
        made = of_finding(finding) if finding else Claim("", code, say("The files"), "", What.WORDS, 0.0, "")
        return replace(
            made,
            key=key_of(code, f"{word.text} {_short_hash(text)}", what=What.WORDS),
            value=word.value / 100 if word.is_percent else word.value,
            printed=word.text,
            recipe=text,
        )

    def _phrases(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Words with digits in them that state no number about the data."""
        return tuple(phrase for code in codes for phrase in self._of(code))

    def _of(self, code: str) -> tuple[str, ...]:
        if code not in self._apart:
            own = _phrases(self._findings.get(code), self._k)
            self._apart[code] = (*own, *self._days, *self._names.get(code, ()))
        return self._apart[code]


def _own(
    number: int,
    block: Paragraph,
    cited: Mapping[str, str],
    told: dict[str, Claim],
    unsupported: list[Unsupported],
) -> Iterator[Mark]:
    """The numbers in the user's words."""
    text = block.text
    for start, end, key in block.live:
        yield Mark(number, 0, start, end, key)
    for word, whence in own_numbers(text, block.live, cited):
        if whence:
            claim = _from_elsewhere(word, whence)
            told.setdefault(claim.key, claim)
            yield Mark(number, 0, word.start, word.end, claim.key)
        else:
            unsupported.append(Unsupported(number, word.text, text))
    if gone() in text:
        unsupported.append(Unsupported(number, "", text))


def _readings(block: Block) -> Iterator[tuple[int, str, tuple[str, ...], tuple[str, ...]]]:
    """Yield number and text of each piece with numbers of the data, whose they are, and labels near."""
    texts = pieces(block)
    match block:
        case Paragraph() | Note():
            yield 0, texts[0], _codes(block.finding), ()
        case Bullets():
            for piece, (text, code) in enumerate(zip(texts, block.findings, strict=False)):
                yield piece, text, _codes(code), ()
        case Figure():
            for piece in (1, 2):
                yield piece, texts[piece], (block.finding.code,), ()
        case DataTable():
            codes = (*_codes(block.finding), *block.also)
            yield 1, texts[1], codes, ()
            wide, piece = len(block.header), 2 + len(block.header)
            for row in block.rows:
                for column, cell in enumerate(row):
                    is_label = column == 0 and not block.numeric[0]
                    if not is_label:
                        yield piece, cell, codes, (row[0], block.header[column])
                    piece += 1
                assert len(row) == wide
        case Heading() | CaseBox() | AskBox():
            return


def _codes(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _distance(claim: Claim, word: NumberWord, text: str, named: Sequence[str]) -> tuple[int, int, int]:
    """How far a claim is from a number: what the words name, then the unit behind it, then what it is."""
    as_written = len(claim.printed) if text.startswith(claim.printed, word.start) else 0
    return _remoteness(claim, named), -as_written, _ORDER.index(claim.what)


def _remoteness(claim: Claim, named: Sequence[str]) -> int:
    """How far a claim is from words: its group is named, or it is about everyone, or about another."""
    if claim.group and any(claim.group == text for text in named[:-1]):
        return 0 if claim.finding != WORKSPACE or claim.name in named else 1
    if not claim.group:
        return 2 if len(named) == 1 else 3
    return 1 if claim.group in named[-1] else 4


def _phrases(finding: Finding | None, k: int) -> Iterable[str]:
    yield say("95% interval")
    yield say("fewer than {k}", k=k)
    yield say("fewer than {k}", k=BASE // 2 + 1)
    yield say("Fewer than {few} stand behind", few=FEW)
    yield say("fewer than {k}", k=FEW)
    yield threshold_of_wide(Unit.SHARE)
    if finding is None:
        return
    yield from finding.sources
    yield from finding.filters
    yield from (one.label for one in finding.estimates)
    yield from (label for _, label in finding.series_labels)
    yield from (label for side in finding.cross_labels for _, label in side)
    if finding.data_date:
        yield numbers.day(finding.data_date)
    yield source_line(finding)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _from_elsewhere(word: NumberWord, whence: str) -> Claim:
    return Claim(
        key_of("cited", f"{word.text} {_short_hash(whence)}", what=What.CITED),
        "cited",
        say("Taken from elsewhere"),
        "",
        What.CITED,
        word.value / 100 if word.is_percent else word.value,
        word.text,
        recipe=whence,
    )
