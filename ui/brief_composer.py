"""From the workspace to the brief on the screen: one composition at a time, the newest wish next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from advocacy.brief.claims import What
from advocacy.brief.document import Paragraph
from advocacy.brief.live import filled, template
from advocacy.brief.number_words import number_words
from advocacy.progress import Progress, part, told_in
from advocacy.wording import speaking
from advocacy.workspace import Part, PartKind, Workspace
from ui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from advocacy.analysis.finding import Finding
    from advocacy.brief.challenges.challenge import Challenge
    from advocacy.brief.claims import Claim
    from advocacy.brief.document import Brief
    from advocacy.brief.kept import Kept
    from advocacy.exporting.preview import PreviewBlock, Previews

Named = tuple[str, str]  # kind and key of a part


@dataclass(frozen=True)
class Composed:
    """A brief and all that the page shows of it.

    labels: of findings and of the user's words what they are called in the outline. figures: finding and
    figure of each chart, by the key of its picture. number: which wish it fulfils.
    """

    workspace: Workspace
    brief: Brief
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...]
    labels: Mapping[Named, str]
    challenges: tuple[Challenge, ...]
    blocks: tuple[PreviewBlock, ...]
    figures: Mapping[str, tuple[str, Any]]
    number: int = 0

    def claims_in(self, name: Named) -> tuple[Claim, ...]:
        """Return the claims whose number stands in a part, in the order of the text."""
        inside = {number for number, one in enumerate(self.brief.parts) if one == name}
        keys = dict.fromkeys(mark.claim for mark in self.brief.marks if mark.block in inside)
        return tuple(self.by_key[key] for key in keys)

    def words_made(self, name: Named) -> str:
        """Return the sentence of a part that is made from the data, with places for its numbers."""
        for number, (block, named) in enumerate(zip(self.brief.blocks, self.brief.parts, strict=True)):
            if named == name and isinstance(block, Paragraph) and not block.own:
                marks = [(one.start, one.end, one.claim) for one in self.brief.marks if one.block == number]
                return template(block.text, marks, self.by_key)
        return ""

    def numbers_from_elsewhere(self, name: Named) -> tuple[tuple[str, str], ...]:
        """Return the numbers of the author in a part that no data tell, each with its source or "".

        They stand as in the text, with or without a source: whoever names one does not lose the place.
        """
        open_ = (one for one in self.brief.unsupported if one.number and self.brief.parts[one.block] == name)
        found = {one.number: "" for one in open_}
        found |= {one.printed: one.recipe for one in self.claims_in(name) if one.what is What.CITED}
        placed = zip(self.brief.blocks, self.brief.parts, strict=True)
        own = "\n".join(one.text for one, part in placed if part == name and isinstance(one, Paragraph))
        in_order = dict.fromkeys(word.text for word in number_words(own))
        return tuple((number, found[number]) for number in in_order if number in found)

    @cached_property
    def by_key(self) -> Mapping[str, Claim]:
        """Every claim by its key."""
        return {claim.key: claim for claim in self.brief.claims}


class BriefComposer(QObject):
    """Composes in a thread what is wished last; what did not change since the last time is kept.

    Signals:
        composed: A brief is ready. arg: Composed
    """

    composed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk = _Desk()
        self._task: Task | None = None
        self._wanted: Workspace | None = None
        self.number = 0  # of the last wish
        tasks.ended.connect(self._ended)

    @property
    def is_idle(self) -> bool:
        """Whether the last wish is fulfilled."""
        return self._task is None

    def compose(self, workspace: Workspace) -> int:
        """Compose the brief of this workspace as soon as the one under way is done; return its number."""
        self.number += 1
        self._wanted = workspace
        if self._task is None:
            self._start()
        return self.number

    def _start(self) -> None:
        workspace, self._wanted = self._wanted, None
        assert workspace is not None
        self._task = self._tasks.run(
            self.tr("Composing the brief"),
            self._desk.compose,
            workspace,
            self.number,
            on_done=self.composed.emit,
        )

    def _ended(self, task: Task) -> None:
        """Done, failed or stopped by the user: what was wished meanwhile is next."""
        if task is self._task:
            self._task = None
            if self._wanted is not None:
                self._start()


class _Desk:
    """What lies ready from one composition to the next; touched by one thread at a time."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None
        self._findings: tuple[Finding, ...] = ()
        self._kept: Kept | None = None
        self._previews: Previews | None = None

    def compose(self, workspace: Workspace, number: int, progress: Progress) -> Composed:
        """Compose in the language of the plan, which is not that of the window."""
        spoken = workspace.brief.language
        told = told_in(progress, spoken)
        with speaking(spoken):
            return self._composed(workspace, number, told)

    def _composed(self, workspace: Workspace, number: int, progress: Progress) -> Composed:
        from advocacy.brief.compose import compose
        from advocacy.brief.document import Figure
        from advocacy.brief.kept import Kept
        from advocacy.brief.outline import outline
        from advocacy.exporting.preview import Previews

        self._find(workspace, progress)
        self._kept, self._previews = self._kept or Kept(), self._previews or Previews()
        brief = compose(workspace, self._findings, self._kept)
        blocks = self._previews.blocks(brief)
        figures = {
            shown.picture: (block.finding.code, block.figure)
            for block, shown in zip(brief.blocks, blocks[1:], strict=True)
            if isinstance(block, Figure)
        }
        parts = outline(workspace.brief, self._findings)
        labels = _labels(parts, self._findings, self._kept.by_key)
        return Composed(
            workspace, brief, self._findings, parts, labels, self._kept.challenges, blocks, figures, number
        )

    def _find(self, workspace: Workspace, progress: Progress) -> None:
        """The findings, anew where the data or the language are others."""
        from advocacy.analysis.findings import findings
        from advocacy.brief.kept import same_data

        before = self._workspace
        is_same = before is not None and same_data(before, workspace)
        if before is None or not is_same or before.brief.language != workspace.brief.language:
            self._findings = findings(workspace, part(progress, 0.0, 0.9))
        self._workspace = workspace


def _labels(
    parts: tuple[Part, ...], findings: tuple[Finding, ...], claims: Mapping[str, Claim]
) -> Mapping[Named, str]:
    names = {finding.code: finding.name for finding in findings}
    own = {
        (one.kind.value, one.key): filled(one.text, claims).text
        for one in parts
        if one.kind in (PartKind.TEXT, PartKind.HEADING)
    }
    return {**own, **{(PartKind.FINDING.value, code): name for code, name in names.items()}}
