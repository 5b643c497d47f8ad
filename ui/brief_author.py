"""What the author does to the brief, as changes of its plan: each named, each undone as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from advocacy.analysis.finding import Finding
from advocacy.brief.outline_changes import (
    for_venue,
    part_of,
    with_kind,
    with_order,
    with_own,
    with_shown,
    with_shows,
    with_words,
    without,
)
from advocacy.workspace import Ask, BriefPlan, Cited, PartKind, Shows
from ui.brief_draft import BriefDraft

Named = tuple[str, str]


class BriefAuthor(QObject):
    """Turns acts into changes. findings: those of the brief that is shown, which the outline is made with.

    Signals:
        made: A part is new or printed again, and the author goes on with it. arg: its name
    """

    made = Signal(object)

    def __init__(self, draft: BriefDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.findings: tuple[Finding, ...] = ()

    # --- typed: a step when the author pauses ---

    def type_words(self, name: Named, text: str) -> None:
        """Write the words of a part."""
        found = self.findings
        self._type(lambda plan: with_words(plan, found, name, text))

    def type_title(self, text: str) -> None:
        """Write the title."""
        self._type(lambda plan: replace(plan, title=text.strip()))

    def type_plan(self, typed: BriefPlan) -> None:
        """Write what a form has made of the plan; what else has changed meanwhile stays."""
        names = (field.name for field in fields(BriefPlan))
        before = self._draft.plan
        changed = {one: getattr(typed, one) for one in names if getattr(typed, one) != getattr(before, one)}
        self._type(lambda plan: replace(plan, **changed))

    def type_asks(self, asks: tuple[Ask, ...]) -> None:
        """Write the requests."""
        self._type(lambda plan: replace(plan, asks=asks))

    def type_source(self, name: Named, number: str, whence: str) -> None:
        """Write where a number in the words of a part comes from; "" takes it back."""

        def change(plan: BriefPlan) -> BriefPlan:
            cited = Cited(number, whence, *name)
            others = tuple(one for one in plan.cited if one._replace(whence=whence) != cited)
            is_told = whence or any(one.number == number and not one.kind for one in others)
            return replace(plan, cited=(*others, cited) if is_told else others)

        self._type(change)

    def type_method(self, stated: tuple[tuple[str, str], ...]) -> None:
        """Write what the data do not tell of how they were collected."""
        self._type(lambda plan: replace(plan, method=stated))

    # --- done: a step of its own ---

    def order(self, names: Sequence[Named]) -> None:
        """Put the parts in this order."""
        self._outline(with_order, names)

    def show(self, name: Named, shown: bool) -> None:
        """Print a part or leave it out."""
        self._outline(with_shown, name, shown)

    def remove(self, name: Named) -> None:
        """Take a part out."""
        self._outline(without, name)

    def choose_shows(self, name: Named, shows: Sequence[Shows]) -> None:
        """Choose what is printed of a finding."""
        self._outline(with_shows, name, shows)

    def reset(self, name: Named) -> None:
        """Give a part the words of the data again."""
        self._outline(with_words, name, "")

    def add_words(self, kind: PartKind, behind: Named) -> None:
        """Add words of the author behind a part."""
        plan, name = with_own(self._draft.plan, self.findings, kind, behind)
        self._draft.apply(self.tr("Words of the brief"), lambda _: plan)
        self.made.emit(name)

    def add_kind(self, kind: PartKind, behind: Named) -> None:
        """Print a part that stands in a brief once."""
        self._outline(with_kind, kind, behind)
        self.made.emit((kind.value, ""))

    def add_finding(self, code: str, wanted: Shows | None) -> None:
        """Print a finding. wanted: only this of it, beside what is printed of it already; None: all."""
        name = (PartKind.FINDING.value, code)
        part = part_of(self._draft.plan, self.findings, name)
        if part is not None:
            there = part.shows if part.is_shown else ()
            self._outline(with_shows, name, tuple(Shows) if wanted is None else (wanted, *there))
            self.made.emit(name)

    def add_ask(self, behind: Named) -> None:
        """Add a request without words yet."""
        found = self.findings

        def change(plan: BriefPlan) -> BriefPlan:
            return with_kind(replace(plan, asks=(*plan.asks, Ask(""))), found, PartKind.ASKS, behind)

        self._draft.apply(self.tr("Requests of the brief"), change)
        self.made.emit((PartKind.ASKS.value, ""))

    def choose_venue(self, code: str) -> None:
        """Write for this venue."""
        found = self.findings
        self._draft.apply(self.tr("What the brief is written for"), lambda plan: for_venue(plan, found, code))

    def choose_language(self, code: str) -> None:
        """Write in this language."""
        self._draft.apply(self.tr("Language of the brief"), lambda plan: replace(plan, language=code))

    def release(self, names: Sequence[str]) -> None:
        """Let these quotes leave the program."""
        self._draft.apply(self.tr("Cases in the brief"), lambda plan: replace(plan, quoted=tuple(names)))

    def answer(self, codes: Sequence[str]) -> None:
        """Answer these objections in the brief; where it has no place for that, it gets one."""
        found, behind = self.findings, (PartKind.LIMITS.value, "")

        def change(plan: BriefPlan) -> BriefPlan:
            answered = replace(plan, objections=tuple(codes))
            return with_kind(answered, found, PartKind.COUNTER, behind) if codes else answered

        self._draft.apply(self.tr("Objections answered"), change)

    def _type(self, change: Callable[[BriefPlan], BriefPlan]) -> None:
        self._draft.type(self.tr("Words of the brief"), change)

    def _outline(self, change: Callable[..., BriefPlan], *args: Any) -> None:
        found = self.findings
        self._draft.apply(self.tr("Outline of the brief"), lambda plan: change(plan, found, *args))
