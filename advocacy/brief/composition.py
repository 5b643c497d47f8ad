"""What every section of a brief is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advocacy.analysis.finding import Definition, Finding
from advocacy.brief.challenges.challenge import Challenge
from advocacy.brief.claims import Claim
from advocacy.brief.venues import Venue
from advocacy.workspace import BriefPlan, Workspace


@dataclass(frozen=True)
class Composition:
    """The workspace, the rules of the venue, and the findings.

    every: all findings the data allow, protected. findings: those that are printed, in the order of the
    outline. claims: of all findings, of the files and of the objections, by key. challenges: the objections
    the data allow, the strongest first. said: remarks that stand in the brief already; once is enough.
    cited: sources of the numbers in the user's words, of the section that is being made.
    """

    workspace: Workspace
    venue: Venue
    every: Sequence[Finding]
    findings: Sequence[Finding]
    definitions: Sequence[Definition]
    claims: Mapping[str, Claim]
    challenges: Sequence[Challenge] = ()
    said: set[str] = field(default_factory=set)
    cited: Mapping[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> BriefPlan:
        """What the user has decided."""
        return self.workspace.brief

    def any_finding(self, code: str) -> Finding | None:
        """Return a finding the data allow, or None."""
        return next((one for one in self.every if one.code == code), None)

    def finding(self, code: str) -> Finding | None:
        """Return a finding that is printed, or None."""
        return next((one for one in self.findings if one.code == code), None)
