"""What a claim is and rests on, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from advocacy.analysis import numbers
from advocacy.brief.claims import Claim, What
from advocacy.schema import schemas
from advocacy.wording import say, say_count


def what_words(what: What) -> str:
    """Return which number of an estimate a claim is."""
    return _WHAT[what]()


def claim_name(claim: Claim) -> str:
    """Return the name of the finding, the group and, where it is not the value itself, which number."""
    what = "" if claim.what is What.VALUE else what_words(claim.what)
    return " · ".join(part for part in (claim.name, claim.group, what) if part)


def group_words(claim: Claim) -> str:
    """Return the group a claim is about; a number from elsewhere is about none of ours."""
    return "" if claim.what is What.CITED else claim.group or say("All")


def counts_words(claim: Claim) -> str:
    """Return the counts behind a claim: "196 of 1,297 · n = 1,297 · 13 missing · 518 pending"."""
    said = []
    if claim.numerator is not None and claim.denominator is not None:
        said.append(
            say(
                "{numerator} of {denominator}",
                numerator=numbers.plain(claim.numerator),
                denominator=numbers.plain(claim.denominator),
            )
        )
    if claim.n:
        said.append(say("n = {n}", n=numbers.plain(claim.n)))
    if claim.missing:
        said.append(say("{missing} missing", missing=numbers.plain(claim.missing)))
    if claim.pending:
        said.append(say("{pending} pending", pending=numbers.plain(claim.pending)))
    return " · ".join(said)


def rows_words(claim: Claim) -> str:
    """Return how many rows of which table a claim rests on; "" where that is not known."""
    if claim.rows is None:
        return ""
    schema = schemas().get(claim.rows.table)
    many = len(claim.rows.positions)
    return say_count(
        "{number} row of “{table}”",
        "{number} rows of “{table}”",
        many,
        number=numbers.plain(many),
        table=schema.title() if schema else claim.rows.table,
    )


_WHAT: Mapping[What, Callable[[], str]] = MappingProxyType(
    {
        What.VALUE: lambda: say("the value itself"),
        What.LOW: lambda: say("lower end of the interval"),
        What.HIGH: lambda: say("upper end of the interval"),
        What.WITH: lambda: say("how many it is true of"),
        What.OF: lambda: say("of how many"),
        What.N: lambda: say("how many stand behind it"),
        What.PENDING: lambda: say("how many are pending"),
        What.MISSING: lambda: say("how many are missing"),
        What.LIMIT: lambda: say("what it is held against"),
        What.WORDS: lambda: say("told in a sentence"),
        What.CITED: lambda: say("cited, not computed here"),
    }
)
