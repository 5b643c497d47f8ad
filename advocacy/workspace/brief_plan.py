"""What the user has decided about the brief."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BriefPlan:
    """Cover block, the findings chosen and the user's own words.

    findings: codes of findings in the order they are printed; empty means all that the data allow.
    """

    title: str = ""
    addressee: str = ""
    submitted_by: str = ""
    summary: str = ""
    asks: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
