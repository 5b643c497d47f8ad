"""A challenge: an objection to a finding, what the data answer, and how much the objection hurts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advocacy.analysis import numbers
from advocacy.brief.challenges.number import Number
from advocacy.wording import say


class Verdict(StrEnum):
    """How far the data meet an objection."""

    ANSWERED = "answered"  # the number holds
    PARTLY = "partly"  # the number moves, or part of the objection stands
    OPEN = "open"  # the data cannot answer it, or bear it out


@dataclass(frozen=True)
class Challenge:
    """One objection and its answer, in words, protected.

    objection: the sentence an opponent would say. strength: 0 to 1, how far the number attacked moves or how
    much of it nobody can vouch for; made of numbers that are told, so it tells no more than they do.
    finding: code of the finding attacked. numbers: every number of the answer, as data.
    """

    code: str
    objection: str
    answer: str
    strength: float
    finding: str
    verdict: Verdict
    numbers: tuple[Number, ...] = ()


_HOLDS, _FALLS = 0.10, 0.50  # the program's own: a number that moves less holds, one that moves more does not


def verdict_on(moved: float) -> Verdict:
    """Return the verdict on a number that the objection moves by this much of itself, or of all."""
    if moved < _HOLDS:
        return Verdict.ANSWERED
    return Verdict.PARTLY if moved < _FALLS else Verdict.OPEN


def thresholds() -> str:
    """Return in words from when on a number holds or falls; they stand wherever a verdict is told."""
    return say(
        "A number that moves by less than {holds} holds; where it moves by {falls} or more, or the data "
        "cannot tell, the objection stays open.",
        holds=numbers.percent(_HOLDS),
        falls=numbers.percent(_FALLS),
    )


def challenge(
    code: str,
    finding: str,
    objection: str,
    answer: str,
    strength: float,
    verdict: Verdict,
    *told: Number,
) -> Challenge:
    """Return a challenge with its strength within 0 and 1 and the numbers that are told."""
    known = tuple(one for one in told if one.value is not None)
    within = min(1.0, max(0.0, strength))
    return Challenge(f"challenge.{code}", objection, answer, within, finding, verdict, known)
