"""What a survey may claim: how people were chosen decides the words, the intervals and the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advocacy.wording import say
from advocacy.workspace.sample_plan import SamplePlan

_HALF = 0.5  # share of members who answered, above which a census that asked everybody speaks for them


class Sampling(StrEnum):
    """How the people were chosen."""

    EVERYBODY = "everybody"  # all members were asked
    BY_CHANCE = "by_chance"
    GROUPS_BY_CHANCE = "groups_by_chance"  # whole cooperatives by chance, then people in them
    CHOSEN = "chosen"  # by the organiser, not by chance
    THEMSELVES = "themselves"  # whoever wanted to answer
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Claim:
    """What may be said. of_members: "of the members" rather than "of those who answered".

    has_interval: whether a margin of error means anything. verb: what the answers do. caveat: what must stand
    beside every number.
    """

    sampling: Sampling
    of_members: bool
    has_interval: bool
    verb: str
    caveat: str


def sampling(plan: SamplePlan) -> Sampling:
    """Return how the people were chosen. The answer that allows less wins where two contradict each other."""
    if plan.themselves:
        return Sampling.THEMSELVES
    if plan.everybody:
        return Sampling.EVERYBODY
    if plan.by_chance:
        return Sampling.GROUPS_BY_CHANCE if plan.whole_groups else Sampling.BY_CHANCE
    return Sampling.UNKNOWN if plan.by_chance is None else Sampling.CHOSEN


def _of_everybody(share: float | None) -> str:
    """What stands beside answers where all members were asked; share: of them that answered."""
    if share is None:
        return say(
            "All members were asked; how many of all answered is not known, so it speaks for those who did."
        )
    if share < _HALF:
        return say("All members were asked and fewer than half answered; it speaks for those who did.")
    return say(
        "All members were asked and half or more answered; those who did not may differ from those who did."
    )


def claim(plan: SamplePlan, answered: int) -> Claim:
    """Return what answers of so many people may claim."""
    how = sampling(plan)
    if how in (Sampling.BY_CHANCE, Sampling.GROUPS_BY_CHANCE):
        return Claim(
            how,
            True,
            True,
            say("show"),
            say("People were drawn by chance; those who did not answer may differ from those who did."),
        )
    if how is Sampling.EVERYBODY:
        share = answered / plan.members if plan.members else None
        many = share is not None and share >= _HALF
        return Claim(
            how,
            many,
            False,
            say("show") if many else say("suggest"),
            _of_everybody(share),
        )
    words = {
        Sampling.CHOSEN: say(
            "The people were chosen, not drawn: shares are of those who answered, with no margin of error."
        ),
        Sampling.THEMSELVES: say(
            "People decided themselves to take part: shares are of those who answered, not of all members, "
            "and have no margin of error."
        ),
        Sampling.UNKNOWN: say(
            "How people were chosen is not recorded: shares are of those who answered, not of all members."
        ),
    }
    return Claim(how, False, False, say("suggest"), words[how])
