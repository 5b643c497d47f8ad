"""What stays of a brief while its author writes: a section is made anew only where what it reads changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from types import MappingProxyType

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.challenges.challenge import Challenge
from advocacy.brief.challenges.panel import challenges
from advocacy.brief.claims import Claim, claims_of, claims_of_files
from advocacy.brief.composition import Composition
from advocacy.brief.document import Block, Mark, Paragraph, Unsupported
from advocacy.brief.ledger import Books, Ledger
from advocacy.brief.objection_claims import claims_of_objections
from advocacy.brief.own_numbers import sources_of
from advocacy.brief.sections import SECTIONS
from advocacy.workspace import BriefPlan, Part, PartKind, Workspace

Named = tuple[str, str]  # kind and key of a part of the outline
_NOT_DATA = {"brief", "history", "exported"}  # fields of a workspace that no finding is made from


def same_data(one: Workspace, other: Workspace) -> bool:
    """Whether two workspaces differ in nothing that a finding is made from; it is made in words."""
    if one.brief.language != other.brief.language:
        return False
    names = (field.name for field in fields(Workspace) if field.name not in _NOT_DATA)
    return all(getattr(one, name) is getattr(other, name) for name in names)


@dataclass(frozen=True)
class Section:
    """The blocks of one part and their ledger, whose block numbers begin with 0. said: remarks made here."""

    name: Named
    blocks: tuple[Block, ...]
    ledger: Ledger = Ledger((), (), ())
    said: frozenset[str] = frozenset()

    def marks(self, first: int) -> Iterator[Mark]:
        """Yield the marks where the section begins with this block."""
        return (Mark(first + m.block, m.piece, m.start, m.end, m.claim) for m in self.ledger.marks)

    def unsupported(self, first: int) -> Iterator[Unsupported]:
        """Yield what nothing stands behind, where the section begins with this block."""
        return (replace(one, block=first + one.block) for one in self.ledger.unsupported)


class Kept:
    """The claims of the findings, and the last state of every section, for the next composition."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None
        self._findings: Sequence[Finding] = ()
        self._books = Books((), ())
        self._sections: dict[Named, tuple[Hashable, Section]] = {}
        self.challenges: tuple[Challenge, ...] = ()
        self.claims: tuple[Claim, ...] = ()
        self.by_key: Mapping[str, Claim] = MappingProxyType({})

    def look_at(self, workspace: Workspace, findings: Sequence[Finding]) -> None:
        """Begin a composition; with other data, or in another language, nothing of before is kept."""
        before = self._workspace
        is_same = before is not None and findings is self._findings and same_data(before, workspace)
        if not is_same:
            by_code = {finding.code: finding for finding in findings}
            self.challenges = challenges(workspace, findings)
            of_objections = claims_of_objections(self.challenges, by_code)
            self.claims = (*claims_of(findings), *claims_of_files(workspace), *of_objections)
            self.by_key = {claim.key: claim for claim in self.claims}
            attacked = {one.code: one.finding for one in self.challenges}
            imported = {datetime.fromisoformat(one.imported_at).date() for one in workspace.sources}
            k = workspace.settings.smallest_group
            self._books = Books(findings, self.claims, k, attacked, sorted(imported))
            self._sections.clear()
        self._workspace, self._findings = workspace, findings

    def section(self, made: Composition, part: Part) -> Section:
        """Return the section of a part."""
        name = (part.kind.value, part.key)
        reads = _reads(made, part)
        key, section = self._sections.get(name, (None, None))
        if section is None or key != reads:
            section = self._made(made, part, name)
            self._sections[name] = (reads, section)
        made.said.update(section.said)
        return section

    def _made(self, made: Composition, part: Part, name: Named) -> Section:
        before = frozenset(made.said)
        made = replace(made, cited=sources_of(made.plan, name))
        blocks = tuple(_numbered(block, made) for block in SECTIONS[part.kind](made, part))
        ledger = self._books.ledger(blocks, made.cited)
        return Section(name, blocks, ledger, frozenset(made.said) - before)


def _numbered(block: Block, made: Composition) -> Block:
    """Where the venue has no numbers, no paragraph has one."""
    is_plain = isinstance(block, Paragraph) and block.numbered and not made.venue.is_numbered
    return replace(block, numbered=False) if is_plain and isinstance(block, Paragraph) else block


def _reads(made: Composition, part: Part) -> Hashable:
    """All that the section of a part is made from, beside the data."""
    of_plan = _OF_PLAN.get(part.kind)
    return (
        part,
        made.venue.code,
        tuple(sources_of(made.plan, (part.kind.value, part.key)).items()),
        of_plan(made.plan) if of_plan else (),
        tuple(one.code for one in made.findings) if part.kind in _OF_CHOSEN else (),
        _heard(made, part.key) if part.kind is PartKind.FINDING else (),
    )


def _heard(made: Composition, code: str) -> Hashable:
    """Which remarks on a finding stand in the brief before it."""
    one = made.finding(code)
    return tuple(said in made.said for said in numbers.remarks(one)) if one else ()


_OF_CHOSEN = {
    PartKind.SUMMARY,
    PartKind.ASKS,
    PartKind.COUNTER,
    PartKind.LIMITS,
    PartKind.METHOD,
    PartKind.DEFINITIONS,
}
_OF_PLAN: Mapping[PartKind, Callable[[BriefPlan], Hashable]] = {
    PartKind.SUMMARY: lambda plan: plan.summary,
    PartKind.WHO: lambda plan: (plan.about_us, plan.interests),
    PartKind.ASKS: lambda plan: plan.asks,
    PartKind.CASES: lambda plan: plan.quoted,
    PartKind.COUNTER: lambda plan: plan.objections,
    PartKind.METHOD: lambda plan: (
        plan.method,
        plan.submitted_by,
        [one.is_shown for one in plan.outline if one.kind is PartKind.QUESTIONS],
    ),
}
