"""Which table a sheet is, and which of its columns is which field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from advocacy.importing.codes_as_written import to_code
from advocacy.importing.plain_words import plain, without_brackets
from advocacy.importing.workbook import Cell
from advocacy.schema import TableSchema, schemas

CERTAIN, BY_PART, ALIKE = 1.0, 0.9, 0.75  # confidence: the very words; one of two languages; spelled alike
BY_VALUES = 0.6  # confidence: told by what stands in the column
_VALUES_LOOKED_AT, _MOST_VALUES, _NEARLY_ALL = 500, 30, 0.8
_ALIKE_ENOUGH = 90  # of 100, rapidfuzz token_sort_ratio
_FEW = 3  # columns known at least, where they are neither certain nor half of all
_ENOUGH = 1.0  # evidence for a table; a field that several tables have counts for less
_HARDLY_ANY, _MUCH = 0.15, 2.0  # of many columns so few are known; evidence asked for then
_TWO_LANGUAGES = re.compile(r"\s*[/|\n]\s*|\s+[–—-]\s+")


@dataclass(frozen=True)
class ColumnMapping:
    """A proposal: per heading the field ("" where none fits) and how sure it is, 0 to 1."""

    schema: TableSchema
    confidence: float
    fields: tuple[str, ...]
    confidences: tuple[float, ...]


def is_known_heading(heading: str) -> bool:
    """Whether a heading is the name of a field in any table."""
    if len(heading) > 120:
        return False
    return any(_certain(name, heading) for name in schemas())


def best_mapping(headings: Sequence[str], sheet: str = "") -> ColumnMapping | None:
    """Return the table whose fields the headings cover best; None where none fits.

    The name of the sheet counts as a hint.
    """
    found = [mapping_to(schema, headings) for schema in schemas().values()]
    ranked = sorted(
        ((_evidence(mapping) + _hint(mapping.schema, sheet), mapping) for mapping in found),
        key=lambda m: -m[0],
    )
    if not ranked:
        return None
    evidence, mapping = ranked[0]
    mapped = sum(bool(name) for name in mapping.fields)
    certain = sum(confidence == CERTAIN for confidence in mapping.confidences)
    enough = certain >= 2 or mapped >= _FEW or 2 * mapped >= len(headings)
    # A survey of sites has a name, a region and a mineral too, and thirty questions.
    needed = _MUCH if mapped < _HARDLY_ANY * len(headings) else _ENOUGH
    if not enough or mapped < min(2, len(headings)) or evidence < needed:
        return None
    runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
    confidence = min(1.0, 0.5 + 0.5 * (evidence - runner_up) / max(evidence, 1e-9))
    return ColumnMapping(mapping.schema, confidence, mapping.fields, mapping.confidences)


def mapping_to(
    schema: TableSchema, headings: Sequence[str], choices: Mapping[str, str] | None = None
) -> ColumnMapping:
    """Map headings to the fields of one table; choices say what the user decided for a heading."""
    choices = choices or {}
    fields = [""] * len(headings)
    confidences = [0.0] * len(headings)
    taken = {name for name in choices.values() if name}
    offers = sorted(
        (
            (-confidence, place, name)
            for place, heading in enumerate(headings)
            if heading not in choices
            for name, confidence in _offers(schema.name, heading)
        ),
    )
    for minus, place, name in offers:
        if not fields[place] and name not in taken:
            fields[place], confidences[place] = name, -minus
            taken.add(name)
    for place, heading in enumerate(headings):
        if heading in choices:
            fields[place], confidences[place] = choices[heading], CERTAIN
    return ColumnMapping(schema, 1.0, tuple(fields), tuple(confidences))


def with_values(
    mapping: ColumnMapping, columns: Sequence[Sequence[Cell]], decided: Collection[int] = ()
) -> ColumnMapping:
    """Return the mapping with columns told by what stands in them, where their headings say nothing.

    A column fits a field with a list of codes if nearly all of its different texts are codes of the list and
    at least two are met. decided: places of the columns the user has decided about.
    """
    fields, confidences = list(mapping.fields), list(mapping.confidences)
    free = [f for f in mapping.schema.fields if f.codelist and not f.many and f.name not in fields]
    for place, cells in enumerate(columns):
        if fields[place] or place in decided:
            continue
        texts = list({cell for cell in cells[:_VALUES_LOOKED_AT] if isinstance(cell, str) and cell.strip()})
        if not 2 <= len(texts) <= _MOST_VALUES:
            continue
        for field in free:
            codes = [to_code(text, field.codelist) for text in texts]
            known = [code for code in codes if code]
            if len(set(known)) >= 2 and len(known) >= _NEARLY_ALL * len(texts):
                fields[place], confidences[place] = field.name, BY_VALUES
                free.remove(field)
                break
    return ColumnMapping(mapping.schema, mapping.confidence, tuple(fields), tuple(confidences))


def _offers(schema: str, heading: str) -> list[tuple[str, float]]:
    certain = _certain(schema, heading)
    if certain:
        return [(certain, CERTAIN)]
    parts = [_certain(schema, part) for part in _TWO_LANGUAGES.split(heading) if part]
    named = list(dict.fromkeys(name for name in parts if name))
    if named:
        return [(name, BY_PART) for name in named]
    words = plain(without_brackets(heading))
    if len(words) < 5:
        return []
    alike = process.extract(
        words, list(_names(schema)), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE_ENOUGH, limit=3
    )
    return [(_names(schema)[match], ALIKE * score / 100) for match, score, _ in alike]


def _certain(schema: str, heading: str) -> str:
    names = _names(schema)
    return names.get(plain(heading)) or names.get(plain(without_brackets(heading))) or ""


@cache
def _names(schema: str) -> Mapping[str, str]:
    """Every way to write a field of this table, as plain words, with the field it means."""
    names: dict[str, str] = {}
    fields = schemas()[schema].fields
    for field in fields:
        names.setdefault(plain(field.name), field.name)
    for field in fields:
        for title in field.titles.values():
            names.setdefault(plain(title), field.name)
    for field in fields:
        for words in field.synonyms.values():
            for word in words:
                names.setdefault(plain(word), field.name)
    return names


@cache
def _rarity() -> Mapping[str, float]:
    """How much a field says about the table: 1 where only one table has it."""
    count: dict[str, int] = {}
    for schema in schemas().values():
        for field in schema.fields:
            count[field.name] = count.get(field.name, 0) + 1
    return {name: 1 / times for name, times in count.items()}


def _evidence(mapping: ColumnMapping) -> float:
    rarity = _rarity()
    return sum(
        confidence * rarity[name]
        for name, confidence in zip(mapping.fields, mapping.confidences, strict=True)
        if name
    )


def _hint(schema: TableSchema, sheet: str) -> float:
    words = plain(sheet)
    titles = {plain(schema.name), *(plain(title) for title in schema.titles.values())}
    return 1.0 if words and any(title and (title in words or words == title) for title in titles) else 0.0
