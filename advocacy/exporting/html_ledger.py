"""Every number of a brief with what it rests on, gathered by finding, as the foot of a web page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.claim_words import counts_words, what_words
from advocacy.brief.claims import Claim, What
from advocacy.brief.document import Brief
from advocacy.brief.wording import source_line
from advocacy.wording import listed, say


@dataclass(frozen=True)
class Entry:
    """One number. number: in the ledger, from 1."""

    number: int
    key: str
    printed: str
    words: str


@dataclass(frozen=True)
class Account:
    """The numbers of one finding, and what they have in common: base, filters, source, method."""

    code: str
    number: int
    name: str
    lines: tuple[str, ...]
    entries: tuple[Entry, ...]


def accounts(brief: Brief) -> tuple[Account, ...]:
    """Return the numbers that are printed, by finding in the order of their first number."""
    by_code: dict[str, list[Claim]] = {}
    for claim in brief.printed_claims():
        by_code.setdefault(claim.finding, []).append(claim)
    findings = {finding.code: finding for finding in brief.findings}
    number, made = count(1), []
    for place, (code, claims) in enumerate(by_code.items(), 1):
        finding = findings.get(code)
        name = finding.name if finding else Counter(one.name for one in claims).most_common(1)[0][0]
        first = next((one for one in claims if one.base), claims[0])
        entries = tuple(
            Entry(next(number), one.key, one.printed, " · ".join(_words(one, name, first.base)))
            for one in claims
        )
        made.append(Account(code, place, name, tuple(_common(first, finding)), entries))
    return tuple(made)


def _common(claim: Claim, finding: Finding | None) -> Iterator[str]:
    if claim.base:
        yield say("Base: {base}", base=claim.base)
    if claim.filters:
        yield say("only {filters}", filters=listed(claim.filters))
    if finding is not None and (source := source_line(finding)):
        yield source
    if finding is not None and finding.method:
        yield finding.method


def _words(claim: Claim, name: str, base: str) -> Iterator[str]:
    """What is said of one number and not of its neighbours, whose name and base are given."""
    yield what_words(claim.what)
    yield from (words for words in (claim.name, claim.group) if words not in ("", name))
    if claim.what is What.VALUE:
        if claim.interval and claim.interval != numbers.MISSING:
            yield say("95% interval: {interval}", interval=claim.interval)
        if counts := counts_words(claim):
            yield counts
        if claim.flag:
            yield claim.flag
    if claim.base and claim.base != base:
        yield claim.base
    if claim.what in (What.LIMIT, What.WORDS, What.CITED):
        yield claim.recipe
