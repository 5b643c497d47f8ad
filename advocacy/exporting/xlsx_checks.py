"""What has to agree in a brief, computed again for the annex, so that a reader sees where to begin."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy.brief.claims import What
from advocacy.brief.document import Brief
from advocacy.brief.sections.annexes import rows_of_files
from advocacy.exporting.xlsx_sheet import Column
from advocacy.wording import say

_ALMOST = 1e-9  # of computing with fractions

Check = tuple[str, str, int, int, str]


def checks_columns() -> tuple[Column, ...]:
    """One row for each check."""
    return (
        Column(say("Check"), 60),
        Column(say("Of what"), 44),
        Column(say("Expected"), 11),
        Column(say("Found"), 11),
        Column(say("Agrees"), 9),
    )


def checks(brief: Brief) -> Iterator[Check]:
    """Yield what is checked, of what, what is expected, what is found, and whether they agree."""
    for name, (rows, *parts) in rows_of_files(brief.workspace) if brief.workspace else ():
        yield _check(say("Rows in file = kept + updated + same + set aside"), name, rows, sum(parts))
    ledger = {claim.key for claim in brief.claims}
    printed = {mark.claim for mark in brief.marks}
    whole = say("The whole brief")
    yield _check(say("Every number that is printed is a claim"), whole, len(printed), len(printed & ledger))
    yield _check(say("Numbers in the user's words without a source"), whole, 0, len(brief.unsupported))
    estimates = [one for finding in brief.findings for one in finding.estimates]
    within = [_is_within(one.low, one.value, one.high) for one in estimates if one.value is not None]
    yield _check(say("Every value lies within its interval"), whole, len(within), sum(within))
    told = [claim for claim in brief.claims if claim.what is What.WITH and claim.denominator is not None]
    fewer = [claim.value <= (claim.denominator or 0.0) + _ALMOST for claim in told]
    yield _check(say("No part is larger than its whole"), whole, len(fewer), sum(fewer))


def _is_within(low: float | None, value: float, high: float | None) -> bool:
    return (low is None or low <= value + _ALMOST) and (high is None or value <= high + _ALMOST)


def _check(what: str, of: str, expected: int, found: int) -> Check:
    return what, of, expected, found, say("yes") if expected == found else say("no")
