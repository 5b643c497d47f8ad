"""How the people of a survey were chosen, as its organiser says it in five plain answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SamplePlan:
    """Five answers and where the survey keeps what follows from them; None and "" mean not said.

    everybody: every member was asked. by_chance: a draw decided who was asked. whole_groups: whole
    cooperatives or places were chosen first, then people in them. themselves: people could decide on their
    own to take part, by a link, a call or a meeting. members: how many people the survey is to speak for.

    weight, stratum, group: columns of the survey with the weight of each person, the part of the membership
    that was drawn from separately, and the cooperative or place that was chosen as a whole. margins: pairs of
    a column of the survey and the field of the member register ("gender", "age", "region", "cooperative")
    whose groups the answers are to be weighted to.
    """

    everybody: bool | None = None
    by_chance: bool | None = None
    whole_groups: bool | None = None
    themselves: bool | None = None
    members: int | None = None
    weight: str = ""
    stratum: str = ""
    group: str = ""
    margins: tuple[tuple[str, str], ...] = ()
