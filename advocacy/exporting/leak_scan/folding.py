"""Texts as they are compared: without case, accents, spaces, signs and what cannot be seen."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+|\d+")
_PLAIN_WORD, _PLAIN_DIGIT = re.compile("[a-z]+|[0-9]+"), re.compile("[0-9]")
_WITHOUT_SIGNS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f]")


def cleaned(text: str) -> str:
    """Return the text with one way to write each letter, and without letters that cannot be seen."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def written_words(text: str) -> list[re.Match[str]]:
    """Return the runs of letters and of digits of a cleaned text, as they are written."""
    return list(_WORD.finditer(text))


def parts(text: str) -> list[str]:
    """Return the words and numbers of a text as they are compared: "É" and "e" are the same."""
    if text.isascii():
        bare = text.translate(_WITHOUT_SIGNS)  # and split in half the time of looking for words
        return _PLAIN_WORD.findall(bare) if _PLAIN_DIGIT.search(bare) else bare.split()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)))
    return _WORD.findall(bare.casefold())


def compact(text: str) -> str:
    """Return the letters and digits only: "NA-0001" and "na 0001" are the same."""
    return "".join(parts(text))
