"""What the objections are computed from, and the one door through which their new numbers pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from advocacy.analysis.finding import Estimate, Finding, State, Unit
from advocacy.analysis.licensing.cases import LicensingCases, licensing_cases
from advocacy.analysis.protection.differencing import tells_of_few
from advocacy.analysis.protection.disclosure import protect
from advocacy.analysis.protection.rounding import BASE
from advocacy.analysis.protection.sentences import is_few
from advocacy.analysis.protection.suppression import rounded
from advocacy.brief.challenges.number import Number, measured_in, of_estimate
from advocacy.wording import say
from advocacy.workspace import Protection, Workspace


@dataclass(frozen=True, eq=False)
class Evidence:
    """findings: those of the brief by their code, protected. cases: None where there is no licensing case."""

    workspace: Workspace
    findings: Mapping[str, Finding]
    cases: LicensingCases | None

    @property
    def k(self) -> int:
        """The smallest group that may be shown."""
        return self.workspace.settings.smallest_group

    @property
    def protection(self) -> Protection:
        return self.workspace.settings.protection

    def attacked(self, *codes: str) -> Finding | None:
        """Return the first of these findings that tells something."""
        return next(
            (found for code in codes if (found := self.findings.get(code)) and says_something(found)), None
        )

    def told(self, label: str, one: Estimate, unit: Unit, *beside: Estimate, currency: str = "") -> Number:
        """Return a number that was made anew, as it may be told.

        beside: numbers over more of the same cases that are told too. Where the two would tell what a few
        people met, this one is hidden. They are compared before anything is hidden or rounded.
        """
        if any(tells_of_few(other, one, self.k) for other in beside):
            one = Estimate(state=State.SUPPRESSED)
        alone = replace(measured_in(unit, currency), estimates=(one,))
        return of_estimate(label, protect(alone, self.k, self.protection).estimates[0], unit, currency)

    def counted(self, label: str, count: int, of: int | None = None) -> Number:
        """Return a count of people or cases as it may be told; of: the whole that is told beside it."""
        if self.protection is Protection.ROUND:
            near = rounded(count)
            few = say("fewer than {k}", k=BASE // 2 + 1) if count and not near else ""
            return self._count(label, None if few else near, few)
        if is_few(count, self.k):
            return self._count(label, None, say("fewer than {k}", k=self.k))
        if of is not None and is_few(of - count, self.k):
            return self._count(label, None, say("nearly all"))
        return self._count(label, count, "")

    def _count(self, label: str, count: int | None, instead: str) -> Number:
        value = None if count is None else float(count)
        return Number(label, Unit.COUNT, value, count or 0, instead=instead)


def evidence(workspace: Workspace, findings: Sequence[Finding]) -> Evidence:
    """Return what the objections are computed from; findings must be protected already."""
    return Evidence(workspace, {one.code: one for one in findings}, licensing_cases(workspace))


def says_something(finding: Finding) -> bool:
    """Whether a finding has a number that is shown, or one that is not reached yet."""
    return any(one.state in (State.SHOWN, State.NOT_REACHED) for one in finding.estimates)


def parts_of(found: Evidence) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """The findings that tell something, by what they are about: "licensing", "cooperatives", "survey"."""
    for stem in ("licensing", "cooperatives", "survey"):
        mine = tuple(
            one
            for code, one in found.findings.items()
            if code.partition(".")[0] == stem and says_something(one)
        )
        if mine:
            yield stem, mine
