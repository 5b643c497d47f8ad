"""Spellings that may mean the same thing: suggested with their counts, never applied unasked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from advocacy.importing.plain_words import plain
from advocacy.importing.table import Table
from advocacy.schema import FieldType, schemas

_ALIKE = 87  # of 100, rapidfuzz ratio; two letters in ten
_WORD_ALIKE = 65  # of 100, and the same first letter: "eastern" and "western" have 86
_ROMAN = re.compile(r"[ivx]+")
_SHORTEST = 5  # letters; shorter names differ by a letter and mean different places
_MOST_KINDS = 3_000  # more different values are no names of places or offices
_FIELDS = ("region", "district", "authority", "association", "cooperative", "licence_type", "country")


@dataclass(frozen=True)
class Alike:
    """Values of one field that look like one. written counts the rows of each; meant is the commonest."""

    table: str
    field: str
    meant: str
    written: Mapping[str, int]


def alike(tables: Iterable[Table]) -> tuple[Alike, ...]:
    """Suggest spellings to merge, the most rows first.

    Values of the same words in another order (fingerprint) come together, and values that differ by few
    letters and begin alike (blocking): every value is compared with those of its first letter only. Values
    that differ in a number, a single letter or a whole word are never alike: "Zone 1" is not "Zone 2",
    "Class A" not "Class B", "Lake Region North" not "Lake Region South". Capitals, accents and spaces are
    folded everywhere and need no suggestion.
    """
    found: list[Alike] = []
    for table in tables:
        schema = schemas().get(table.name)
        for name in _FIELDS if schema else ():
            field = schema.field(name) if schema else None
            if field is None or name not in table.frame.columns or field.codelist:
                continue
            if field.type is FieldType.STRING:
                found += [Alike(table.name, name, *one) for one in _clusters(table.frame[name].dropna())]
    return tuple(sorted(found, key=lambda one: -sum(one.written.values())))


def _clusters(values: Iterable[object]) -> list[tuple[str, dict[str, int]]]:
    counts: Counter[str] = Counter(str(value) for value in values)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for value, count in counts.items():
        if plain(value):
            spelled[plain(value)][value] = count
    if not 1 < len(spelled) <= _MOST_KINDS:
        return []
    parent = {words: words for words in spelled}

    def root(words: str) -> str:
        while parent[words] != words:
            words = parent[words]
        return words

    for one, other in _pairs(spelled):
        parent[root(one)] = root(other)
    together: dict[str, list[str]] = defaultdict(list)
    for words in spelled:
        together[root(words)].append(words)
    clusters = []
    for members in together.values():
        if len(members) > 1:
            commonest = {
                spelled[words].most_common(1)[0][0]: sum(spelled[words].values()) for words in members
            }
            ranked = dict(sorted(commonest.items(), key=lambda item: (-item[1], item[0])))
            clusters.append((next(iter(ranked)), ranked))
    return clusters


def _pairs(spelled: Iterable[str]) -> Iterable[tuple[str, str]]:
    prints: dict[str, str] = {}
    blocks: dict[str, list[str]] = defaultdict(list)
    for words in spelled:
        fingerprint = " ".join(sorted(set(words.split())))
        if fingerprint in prints:
            yield words, prints[fingerprint]
        prints.setdefault(fingerprint, words)
        blocks[words[0]].append(words)
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                if min(len(one), len(other)) >= _SHORTEST and _is_like(one, other):
                    yield one, other


def _is_like(one: str, other: str) -> bool:
    if _marks(one) != _marks(other) or not fuzz.ratio(one, other, score_cutoff=_ALIKE):
        return False
    words, others = one.split(), other.split()
    if len(words) != len(others):  # one is written apart, or has a word more
        return True
    pairs = zip(words, others, strict=True)
    return all(word[0] == like[0] and fuzz.ratio(word, like) >= _WORD_ALIKE for word, like in pairs)


def _marks(words: str) -> tuple[str, ...]:
    """What tells places of one name apart: digits, single letters, Roman numbers."""
    digits = "".join(c for c in words if c.isdigit())
    return (digits, *(word for word in words.split() if len(word) == 1 or _ROMAN.fullmatch(word)))
