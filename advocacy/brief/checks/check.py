"""What a checker finds in a brief, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advocacy.analysis.finding import Finding
from advocacy.brief.document import Block, Brief, Paragraph
from advocacy.brief.venues import Venue
from advocacy.issue import Severity
from advocacy.workspace import BriefPlan, Workspace


@dataclass(frozen=True)
class Check:
    """One thing that breaks a rule of the venue, or that gets evidence dismissed.

    ERROR: the brief would be refused or is wrong; WARNING: an opponent will use it; NOTE: worth a look. part:
    kind and key of the part of the outline it is about, ("cover", field) for the cover, ("", "") for none.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    part: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Checked:
    """A brief with all it was made from. findings: every one the data allow; today: the day of the check."""

    workspace: Workspace
    brief: Brief
    venue: Venue
    findings: Sequence[Finding]
    today: date

    @property
    def plan(self) -> BriefPlan:
        """What the user has decided."""
        return self.workspace.brief

    def own_words(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield every text the user has written, and the part it stands in."""
        for block, part in zip(self.brief.blocks, self.brief.parts, strict=True):
            if isinstance(block, Paragraph) and block.own:
                yield block.text, part
        for ask in self.plan.asks:
            for text in (ask.wording, ask.proposed, ask.cost, ask.success):
                yield text, ("asks", "")

    def blocks(self, kind: type) -> tuple[Block, ...]:
        """Return the blocks of a kind."""
        return tuple(block for block in self.brief.blocks if isinstance(block, kind))
