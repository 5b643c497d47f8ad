"""Every number of the findings as a claim: what it is, what it rests on, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote

from advocacy.analysis import numbers
from advocacy.analysis.finding import Estimate, Finding, SourceRows, State, Unit
from advocacy.analysis.reliability import FEW, Reliability, reliability, threshold_of_wide
from advocacy.wording import say
from advocacy.workspace import Workspace

WORKSPACE = "workspace"  # stands for the finding of what is counted in the files themselves
_COMPANION = "companion"
_SAFE = " ./:,;()&'+-_*!?"  # letters and digits are safe by themselves


class What(StrEnum):
    """Which number of an estimate a claim is."""

    VALUE = "value"
    LOW = "low"  # lower end of the 95 % interval
    HIGH = "high"
    WITH = "with"  # the numerator
    OF = "of"  # the denominator
    N = "n"
    PENDING = "pending"
    MISSING = "missing"
    LIMIT = "limit"  # what the law or another reference says, beside the finding
    WORDS = "words"  # a number that only the sentence of the finding says
    CITED = "cited"  # a number the user took from elsewhere


_TOLD_BY = {"{value}": (What.VALUE,), "{interval}": (What.LOW, What.HIGH), "{n}": (What.N,)}


@dataclass(frozen=True)
class Claim:
    """One number that a brief prints or may print, protected already.

    key: "code|group|series|what", the same in every brief about the same question. printed: the number as
    written, with its unit. interval, flag and state are in words. rows: by reference, never in a document.
    """

    key: str
    finding: str  # code
    name: str  # of the finding
    group: str  # label; "" for everyone
    what: What
    value: float
    printed: str
    unit: str = ""
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    missing: int | None = None
    pending: int | None = None
    interval: str = ""
    base: str = ""
    filters: tuple[str, ...] = ()
    recipe: str = ""  # the method in words: what is done to which rows
    flag: str = ""
    state: str = ""
    rows: SourceRows | None = field(default=None, compare=False, repr=False)


def key_of(code: str, group: str = "", series: str = "", what: str = What.VALUE) -> str:
    """Return the key of a claim; what would part it or end a place in a text is written as in a URL."""
    return "|".join(quote(piece, safe=_SAFE) for piece in (code, group, series, what))


def claims_of(findings: Iterable[Finding]) -> tuple[Claim, ...]:
    """Return the claims of protected findings, in their order."""
    return tuple(claim for finding in findings for claim in _claims(finding))


def claims_of_files(workspace: Workspace) -> tuple[Claim, ...]:
    """Return what can be said of the files, together and each: their rows, and what became of them."""
    accounts = workspace.reconciliations
    rows = sum(account.rows_in_file for account in accounts)
    aside = sum(len(account.set_aside) for account in accounts)
    counted = [
        ("files", say("Files imported"), "", len(workspace.sources)),
        ("rows", say("Rows in the files"), "", rows),
        ("aside", say("Rows set aside"), "", aside),
    ]
    for account in accounts:
        label = f"{account.source} {account.sheet}".strip()
        for code, name, count in (
            ("rows", say("Rows in file"), account.rows_in_file),
            ("kept", say("Kept"), account.kept),
            ("updated", say("Updated"), account.updated),
            ("same", say("Same"), account.unchanged),
            ("aside", say("Set aside"), len(account.set_aside)),
        ):
            counted.append((f"{code} {label}", name, label, count))
    return tuple(
        Claim(
            key_of(WORKSPACE, code, what=What.N),
            WORKSPACE,
            name,
            label,
            What.N,
            float(count),
            numbers.plain(count),
            Unit.COUNT.value,
            n=count,
            base=label or say("All files of the workspace"),
            recipe=say("Counted in the account of every file."),
        )
        for code, name, label, count in counted
    )


def of_finding(finding: Finding) -> Claim:
    """Return a claim about everyone without a number of its own, for those that only words tell."""
    return _about(finding, finding.overall or Estimate())


def claims_of_estimate(finding: Finding, one: Estimate) -> Iterator[Claim]:
    """Yield the claims of one protected estimate of a finding."""
    return _of_estimate(finding, one, one.group, one.label)


def beside_in_words(finding: Finding) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each sentence beside a finding that tells further numbers, and the keys of those claims."""
    for place, (said, companion) in enumerate(
        zip(numbers.remarks(finding), finding.companions, strict=False)
    ):
        told = [what for name, whats in _TOLD_BY.items() if name in companion.sentence for what in whats]
        yield said, frozenset(key_of(finding.code, f"{_COMPANION} {place}", what=what) for what in told)


def _claims(finding: Finding) -> Iterator[Claim]:
    for one in finding.estimates:
        yield from claims_of_estimate(finding, one)
    for place, companion in enumerate(finding.companions):
        measured = replace(finding, unit=companion.unit)
        yield from _of_estimate(measured, companion.estimate, f"{_COMPANION} {place}", finding.name)
    if finding.reference is not None:
        limit = _about(finding, Estimate())
        yield replace(
            limit,
            key=key_of(finding.code, what=What.LIMIT),
            what=What.LIMIT,
            value=finding.reference,
            printed=numbers.value(finding.reference, finding),
            n=None,
            recipe=finding.reference_label,
        )


def _of_estimate(finding: Finding, one: Estimate, group: str, label: str) -> Iterator[Claim]:
    if one.state in (State.SUPPRESSED, State.NO_DATA):
        return
    about = replace(_about(finding, one), group=label)
    as_measured = {What.VALUE: one.value, What.LOW: one.low, What.HIGH: one.high}
    people: dict[What, float | None] = {What.N: one.n, What.PENDING: one.pending, What.MISSING: one.missing}
    if finding.unit is Unit.SHARE:
        people = {What.WITH: one.numerator, What.OF: one.denominator, **people}
    for numbered, unit in ((as_measured, finding.unit.value), (people, Unit.COUNT.value)):
        for what, value in numbered.items():
            if value is None:
                continue
            yield replace(
                about,
                key=key_of(finding.code, group, one.series, what),
                what=what,
                value=float(value),
                printed=numbers.value(value, finding) if numbered is as_measured else numbers.plain(value),
                unit=unit,
            )


def _about(finding: Finding, one: Estimate) -> Claim:
    """What all claims about one estimate have in common."""
    return Claim(
        key="",
        finding=finding.code,
        name=finding.name,
        group=one.label,
        what=What.WORDS,
        value=0.0,
        printed="",
        unit=finding.unit.value,
        numerator=one.numerator,
        denominator=one.denominator,
        n=one.n,
        missing=one.missing,
        pending=one.pending,
        interval=numbers.interval(one, finding),
        base=finding.base,
        filters=finding.filters,
        recipe=finding.method,
        flag=_flag(one, finding),
        state=_state(finding, one),
        rows=one.rows,
    )


def _state(finding: Finding, one: Estimate) -> str:
    if finding.rounded_to:
        return say("counts rounded to {base}", base=finding.rounded_to)
    if one.state is State.NOT_REACHED:
        return say("not reached: more than half are still waiting")
    return say("shown: no small group in it")


def _flag(one: Estimate, finding: Finding) -> str:
    kind = reliability(one, finding.unit)
    if kind is Reliability.FEW:
        return say("rests on fewer than {few}", few=FEW)
    if kind is Reliability.WIDE:
        return say("wide interval ({threshold})", threshold=threshold_of_wide(finding.unit))
    return ""
