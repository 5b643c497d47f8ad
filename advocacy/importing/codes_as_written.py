"""Codes as people write them: "Refusé", "REJECTED" and "2 - refused" are one code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from advocacy.importing.plain_words import plain, without_brackets
from advocacy.schema import code_list

_STRONG = re.compile(r"\s*[;|\n\u2022]\s*")
_WEAK = re.compile(r"\s*(?:[,/+&]|\bet\b|\band\b|\be\b)\s*", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^\d+\s*[.):=-]\s*")
YES = {"yes", "y", "oui", "o", "true", "vrai", "1", "x", "ok", "sim", "si", "ndiyo"}
NO = {"no", "n", "non", "false", "faux", "0", "nao", "hapana"}


def to_code(text: str, list_name: str) -> str:
    """Return the code a text means in this list; "" where it means none."""
    words = _words(list_name)
    for attempt in (text, without_brackets(text), _LEADING_NUMBER.sub("", text)):
        if code := words.get(plain(attempt)):
            return code
    return ""


def to_codes(text: str, list_name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of a cell that may name several, and the parts that mean none of the list."""
    codes: list[str] = []
    unknown: list[str] = []
    for piece in filter(None, _STRONG.split(text.strip())):
        if code := to_code(piece, list_name):
            codes.append(code)
            continue
        parts = [part for part in _WEAK.split(piece) if part]
        found = [to_code(part, list_name) for part in parts]
        if not any(found):  # "fees distance", as survey tools write codes
            parts = piece.split()
            found = [to_code(part, list_name) for part in parts]
            if not all(found):
                unknown.append(piece)
                continue
        codes.extend(code for code in found if code)
        unknown.extend(part for part, code in zip(parts, found, strict=True) if not code)
    return tuple(dict.fromkeys(codes)), tuple(unknown)


def to_yes_or_no(text: str) -> bool | None:
    """Return what a yes-or-no answer means; None where it is neither."""
    word = plain(text)
    return True if word in YES else False if word in NO else None


@cache
def _words(list_name: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    codes = code_list(list_name).codes
    for code in codes:
        words.setdefault(plain(code.code), code.code)
    for code in codes:
        for label in code.labels.values():
            words.setdefault(plain(label), code.code)
        for synonyms in code.synonyms.values():
            for synonym in synonyms:
                words.setdefault(plain(synonym), code.code)
    return words
