"""Statements that may be quoted, and what in them could tell who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from babel.dates import get_month_names

from advocacy.analysis.filtering import CASES
from advocacy.analysis.finding import SourceRows
from advocacy.analysis.licensing.cases import LicensingCases, licensing_cases
from advocacy.analysis.statistics.survival import kaplan_meier
from advocacy.importing.plain_words import plain
from advocacy.schema import Sensitivity, schemas
from advocacy.wording import say
from advocacy.workspace import Workspace

QUOTABLE = ("public", "anonymous")  # of the code list consent; whatever else stands there is not quoted
_ATTRIBUTED_BY = (("gender", "region"), ("region",), ("gender",))  # the first that holds enough people
_LANGUAGES = ("en", "fr", "es", "pt", "sw")
_SHORT = 3  # letters; shorter words of a name ("de", "A.") are met in any text
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+|https?://|www\.", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d(?:[\s().\-/]*\d){6,}")
_COORDINATES = re.compile(r"-?\d{1,3}[.,]\d{3,}\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}|\d\s*°")
_DAY = re.compile(r"\b\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}\b|\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d")
_NAME = re.compile(r"(?<=[^\s.!?:…\"“”«»])\s+[\"“«(]*([^\W\d_]*[A-ZÀ-ÞĀ-Ž][^\W\d_]+)")


@dataclass(frozen=True)
class Quote:
    """Words of one person who allowed them to be quoted without name.

    attribution: of whom, in words; a group of the smallest group at least. doubts: what could tell who it is,
    in words; a person must look at the quote again before it leaves the program, with doubts most of all.
    """

    text: str
    attribution: str
    consent: str
    doubts: tuple[str, ...]
    rows: SourceRows

    @property
    def needs_a_second_look(self) -> bool:
        """Whether something in the words could tell who said them."""
        return bool(self.doubts)


def quotes(workspace: Workspace) -> tuple[Quote, ...]:
    """Return the statements of the kept cases that people allowed to be quoted, in order of the rows."""
    cases = licensing_cases(workspace)
    if cases is None or not {"statement", "consent"} <= set(cases.frame.columns):
        return ()
    names = _names(workspace)
    return tuple(_quote(cases, row, names) for row in _quotable(cases))


def typical_quotes(workspace: Workspace, most: int = 4) -> tuple[Quote, ...]:
    """Return the quotes of the cases whose wait is nearest to the median, the nearest first.

    Only cases in the middle half of the waits; pending ones have waited until the data date. None where the
    median is not reached: no case is typical then.
    """
    cases = licensing_cases(workspace)
    if cases is None or not cases.timed.any():
        return ()
    middle = kaplan_meier(cases.waited[cases.timed], cases.decided[cases.timed]).median
    if middle is None:
        return ()
    least, longest = np.percentile(cases.waited[cases.timed], [25, 75])
    place = {int(position): row for row, position in enumerate(cases.positions)}
    near = []
    for quote in quotes(workspace):
        row = place[int(quote.rows.positions[0])]
        waited = float(cases.waited[row])
        if cases.timed[row] and least <= waited <= longest:
            near.append((abs(waited - middle), row, quote))
    return tuple(quote for _, _, quote in sorted(near, key=lambda one: one[:2])[:most])


def rule_of_choice() -> str:
    """How typical cases are chosen, for the brief."""
    return say(
        "Quoted are cases whose wait is nearest to the median, from the middle half of all waits; not the "
        "worst ones. Everybody quoted has allowed it."
    )


def doubts(text: str, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what in a text could tell who said it, in words. names: plain words that stand for people."""
    words = set(plain(text).split())
    found = {
        say("a name or number of the records"): bool(words & set(names)),
        say("an address"): bool(_ADDRESS.search(text)),
        say("a telephone or identity number"): bool(_PHONE.search(text)),
        say("coordinates"): bool(_COORDINATES.search(text)),
        say("a date"): bool(_DAY.search(text)) or bool(words & _months()),
        say("an amount or another number"): bool(_NUMBER.search(text)),
        say("a word with a capital letter, perhaps a name"): bool(_NAME.search(text)),
    }
    return tuple(said for said, is_met in found.items() if is_met)


def _quotable(cases: LicensingCases) -> Iterator[int]:
    allowed = cases.frame["consent"].isin(QUOTABLE).to_numpy(dtype=bool)
    for row in np.flatnonzero(allowed & cases.frame["statement"].notna().to_numpy()):
        if str(cases.frame["statement"].iloc[row]).strip():
            yield int(row)


def _quote(cases: LicensingCases, row: int, names: Sequence[str]) -> Quote:
    text = " ".join(str(cases.frame["statement"].iloc[row]).split())
    mask = np.zeros(len(cases), dtype=bool)
    mask[row] = True
    return Quote(
        text,
        _attribution(cases, row),
        str(cases.frame["consent"].iloc[row]),
        doubts(text, names),
        cases.rows(mask),
    )


def _attribution(cases: LicensingCases, row: int) -> str:
    """Of whom a quote is: the first kind of people that is known and holds enough of them."""
    for fields in _ATTRIBUTED_BY:
        if not all(cases.has(field) for field in fields):
            continue
        alike, labels = np.ones(len(cases), dtype=bool), []
        for field in fields:
            groups = cases.groups(field)
            number = int(groups.number[row])
            alike &= groups.rows(number) if number >= 0 else False
            labels.append(groups.labels[number] if number >= 0 else "")
        if alike.sum() >= cases.workspace.settings.smallest_group:
            return say("Applicant ({kind})", kind=", ".join(labels))
    return say("Applicant")


def _names(workspace: Workspace) -> tuple[str, ...]:
    """The plain words by which the records name people, cooperatives, cases and partners."""
    found: set[str] = set()
    for table in workspace.tables:
        schema = schemas().get(table.name)
        if schema is None:
            continue
        for field in schema.fields:
            tells = field.sensitivity is not Sensitivity.OPEN or field.name in {
                *schema.primary_key,
                "name",
                "cooperative",
            }
            if (
                tells
                and field.name in table.frame.columns
                and (table.name, field.name) != (CASES, "statement")
            ):
                for value in table.frame[field.name].dropna().unique():
                    found.update(word for word in plain(str(value)).split() if len(word) >= _SHORT)
    return tuple(sorted(found - _COMMON))


@cache
def _months() -> frozenset[str]:
    names = (get_month_names(width, locale=locale) for locale in _LANGUAGES for width in ("wide",))
    return frozenset(word for months in names for name in months.values() for word in plain(name).split()) - {
        "may",  # a common word in English
        "wa",
        "mwezi",
    }


# Words of fields that are no names: answers to yes-or-no questions and what every cooperative is called.
_COMMON = frozenset({"true", "false", "the", "and", "les", "des", "cooperative", "mining", "miners", "group"})
