"""Numbers in a sentence: where they stand, and which of them are no statement about the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w.,])(?<![^\W\d_][-−])[-−]?\d+(?:[.,\u00a0\u202f\u2019]\d+)*(?:[\s\u00a0\u202f]?%)?(?![\w])"
)
_YEARS = range(1800, 2200)
# A number behind one of these names a place in a law or a document; in the languages of briefs.
_NAMING_WORDS = """
    section sections sec s. clause clauses cl. article articles art. act acts no no. nos. number part parts
    chapter regulation regulations rule rules schedule paragraph paragraphs para paras page pages form annex
    appendix figure figures table tables bill law decree si cap cap.
    alinéa loi décret n° nº numéro chapitre partie annexe formulaire tableau règlement projet
    artículo artículos ley decreto sección capítulo parte anexo formulario cuadro página inciso número
    artigo artigos lei seção secção formulário quadro tabela
    kifungu vifungu sheria namba sura sehemu kiambatisho fomu jedwali ukurasa kanuni
"""
_NAMING = frozenset(_NAMING_WORDS.split())


@dataclass(frozen=True)
class NumberWord:
    """A number as written: 12 in "12%" is the digits, is_percent tells of the sign."""

    start: int
    end: int
    text: str
    digits: str
    is_percent: bool

    @property
    def value(self) -> float:
        """The number; a sign before three digits groups them, where no other sign speaks against it."""
        text = self.digits.replace("−", "-")
        signs = [c for c in text if not c.isdigit() and c != "-"]
        if not signs:
            return float(text)
        whole, sign, rest = text.rpartition(signs[-1])
        is_part = whole.lstrip("-") == "0"  # "0,043" has nothing to group
        is_grouping = (
            not is_part
            and len(rest) == 3
            and sign in "., \u00a0\u202f\u2019"
            and signs.count(sign) == len(signs)
        )
        digits = re.sub(r"[^\d-]", "", whole)
        return float(f"{digits}{rest}") if is_grouping else float(f"{digits}.{rest}")


def number_words(text: str, apart: Iterable[str] = ()) -> Iterator[NumberWord]:
    """Yield the numbers of a text that state something.

    Left out are years, what names a place in a law or a document, and numbers inside the phrases of apart:
    names of groups and files, days, the interval's "95%"; a phrase may begin a sentence or stand within one.
    """
    covered = [
        (found.start(), found.end())
        for phrase in dict.fromkeys(apart)
        if any(c.isdigit() for c in phrase)
        for found in re.finditer(re.escape(phrase), text, re.IGNORECASE)
    ]
    for found in _NUMBER.finditer(text):
        if any(start <= found.start() and found.end() <= end for start, end in covered):
            continue
        written = found[0].rstrip()
        digits = written.rstrip("%").rstrip()
        word = NumberWord(found.start(), found.start() + len(written), written, digits, written.endswith("%"))
        if not word.is_percent and (_is_year(digits) or _is_named(text[: found.start()])):
            continue
        yield word


def bare(printed: str) -> tuple[str, bool]:
    """Return the digits of a printed value and whether it is a percentage; "214 days" → ("214", False)."""
    found = _NUMBER.search(printed)
    if not found:
        return "", False
    return found[0].rstrip("%").rstrip(), found[0].endswith("%")


def _is_year(digits: str) -> bool:
    return digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS


def _is_named(before: str) -> bool:
    if re.search(r"\w\($", before):  # of "s. 41(2)"
        return True
    words = before.lower().split()
    return bool(words) and words[-1].strip("(“\"'") in _NAMING
