"""The numbers of objections and their answers as claims, so that each can be looked up like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from advocacy.analysis.finding import Finding, Unit
from advocacy.brief.challenges.challenge import Challenge
from advocacy.brief.challenges.number import Number, measured_in
from advocacy.brief.claims import Claim, What, claims_of_estimate, key_of


def claims_of_objections(
    challenges: Iterable[Challenge], findings: Mapping[str, Finding]
) -> tuple[Claim, ...]:
    """Return the claims of these objections, in their order. findings: by code, those attacked among them.

    A number is known by the objection and its place in the answer: what it is called differs by language.
    """
    return tuple(claim for one in challenges for claim in _claims(one, findings[one.finding]))


def _claims(one: Challenge, attacked: Finding) -> Iterator[Claim]:
    for place, number in enumerate(one.numbers, start=1):
        yield from _of_number(one, number, attacked, str(place))


def _of_number(one: Challenge, number: Number, attacked: Finding, place: str) -> Iterator[Claim]:
    measured = replace(
        measured_in(number.unit, number.currency),
        code=one.code,
        name=number.label,
        base=attacked.base if number.n else one.objection,
        filters=attacked.filters,
        method=one.answer,
        rounded_to=attacked.rounded_to,
    )
    for claim in claims_of_estimate(measured, number.estimate):
        if claim.what is What.N and (number.unit is Unit.COUNT or not number.n):
            continue  # a count is its own n, and of p there is none
        printed = number.words if claim.what is What.VALUE else claim.printed
        key = key_of(one.code, place, what=claim.what)
        yield replace(claim, key=key, group=one.objection, printed=printed)
