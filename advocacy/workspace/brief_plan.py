"""What the user has decided about the brief."""

from __future__ import annotations

from dataclasses import dataclass, replace


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

    def with_finding(self, code: str) -> BriefPlan:
        """Return the plan with this finding in the brief, behind those chosen."""
        left_out = tuple(other for other in self.left_out if other != code)
        listed = self.findings if not self.findings or code in self.findings else (*self.findings, code)
        if left_out == self.left_out and listed == self.findings:
            return self
        return replace(self, findings=listed, left_out=left_out)
