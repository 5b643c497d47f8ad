"""Who submits the brief to whom: the cover block, with what the venue asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from advocacy.workspace import BriefPlan
from ui.widgets.brief.column import Column
from ui.widgets.brief.field import Field
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.claims import Claim
    from advocacy.brief.venues import Venue

_DAYS = ("resolved_on", "deadline")
_LIVE = ("about_us", "interests")  # the brief prints them as paragraphs of the user
_AREAS = {"about_us": 4, "confidential": 3, "interests": 3}  # lines


class CoverForm(QWidget):
    """Edits the cover.

    Signals:
        plan_changed: The user has changed a field. arg: the BriefPlan with it
    """

    plan_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._required = BriefPlan(), frozenset[str]()
        self._fields: dict[str, Field] = {}
        self._speaks = QCheckBox(self.tr("We offer to speak"))
        self._speaks.setToolTip(self.tr("Oral evidence before the committee"))
        self._speaks.setAccessibleName(self.tr("We offer to give oral evidence before the committee"))
        self._speaks.clicked.connect(self._speak)
        self._column = Column(self.tr("Cover"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)

    def show_plan(
        self, plan: BriefPlan, venue: Venue, claims: Mapping[str, Claim] = MappingProxyType({})
    ) -> None:
        """Show what is known, and say what the venue still asks for. claims: what live numbers are now."""
        if not self._fields:  # not before there is a brief: a field takes almost a millisecond
            self._column.show_parts(self._parts())
        self._plan, self._required = plan, frozenset(venue.required)
        for name, field in self._fields.items():
            # What is no day is not in the plan, but is being typed.
            if name not in _DAYS or _is_day(field.text):
                field.show_text(getattr(plan, name), claims)
            self._remark_on(name)
        self._speaks.setChecked(plan.offers_to_speak)

    def go_to(self, name: str) -> None:
        """Put the cursor in a field of the plan."""
        if name in self._fields:
            self._fields[name].setFocus()

    def _parts(self) -> Iterator[QWidget]:
        yield words(self.tr("The words stand on the first page."), "muted")
        for name, label, example in self._questions():
            field = Field(label, _AREAS.get(name, 1), example, is_live=name in _LIVE)
            field.edited.connect(partial(self._edited, name))
            self._fields[name] = field
            yield field
            if name == "contact":
                yield self._speaks

    def _questions(self) -> Iterator[tuple[str, str, str]]:
        """Field of the plan, its name, an example."""
        day = self.tr("YYYY-MM-DD")
        yield "title", self.tr("Title of the brief"), ""
        yield "addressee", self.tr("To whom"), self.tr("The Clerk, Committee on …")
        yield "reference", self.tr("Inquiry or Bill, in full"), ""
        yield "deadline", self.tr("Last day of the call"), day
        yield "submitted_by", self.tr("Submitted by"), self.tr("Name of the association")
        yield "authorised_by", self.tr("Authorised by"), self.tr("Name")
        yield "authorised_office", self.tr("Office of that person"), self.tr("Chair, secretary …")
        yield "resolved_on", self.tr("Day of the resolution"), day
        yield "contact", self.tr("Contact"), self.tr("Address, telephone or e-mail of an office")
        yield "about_us", self.tr("Who you are and whom you represent"), ""
        yield "interests", self.tr("Who pays, and who would gain"), ""
        yield "confidential", self.tr("What is to stay confidential, and why"), ""

    def _edited(self, name: str, text: str) -> None:
        self._remark_on(name)
        if name in _DAYS and not _is_day(text):
            return
        self._plan = replace(self._plan, **{name: text.strip()})
        self.plan_changed.emit(self._plan)

    def _speak(self, offers: bool) -> None:
        self._plan = replace(self._plan, offers_to_speak=offers)
        self.plan_changed.emit(self._plan)

    def _remark_on(self, name: str) -> None:
        field = self._fields[name]
        if name in _DAYS and not _is_day(field.text):
            field.show_remark(self.tr("Write the day as 2025-03-31."), is_fault=True)
        elif name in self._required and not field.text.strip():
            field.show_remark(self.tr("The venue asks for this."))
        else:
            field.show_remark("")


def _is_day(text: str) -> bool:
    from advocacy.brief.cover import day_of

    return not text.strip() or day_of(text) is not None
