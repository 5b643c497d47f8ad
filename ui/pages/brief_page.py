"""Brief: the outline on the left, the brief as it will look in the middle, what it rests on at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

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
    words_of,
)
from advocacy.brief.venues import venue, venues
from advocacy.exporting.export import FORMATS
from advocacy.wording import LANGUAGES, say, speaking
from advocacy.workspace import Ask, BriefPlan, PartKind, Shows
from ui.brief_composer import BriefComposer, Composed
from ui.brief_draft import BriefDraft
from ui.brief_evidence_menu import BriefEvidenceMenu
from ui.brief_export import BriefExport
from ui.brief_pictures import BriefPictures
from ui.brief_review import BriefReview, Review
from ui.dialogs.choose_dialog import ChooseDialog
from ui.messages import Kind, Messages
from ui.session import Session
from ui.tasks import TaskRunner
from ui.widgets.brief.evidence_side import EvidenceSide
from ui.widgets.brief.outline_list import COVER
from ui.widgets.brief.outline_side import OutlineSide
from ui.widgets.brief.preview import Preview
from ui.widgets.brief.top_bar import TopBar
from ui.widgets.empty_state import EmptyState, WorkingState
from ui.widgets.entry_list import Entry

_NOTHING, _WORKING, _FILLED = 0, 1, 2
_WRITTEN = {  # parts that have words of the user, and what these are
    PartKind.HEADING,
    PartKind.TEXT,
    PartKind.SUMMARY,
    PartKind.WHO,
    PartKind.FINDING,
    PartKind.COUNTER,
    PartKind.LIMITS,
    PartKind.METHOD,
}
Named = tuple[str, str]


class BriefPage(QWidget):
    """Joins the parts of the page; knows what each signal means for the plan.

    Signals:
        rows_wanted: The user wants to see rows. args: table, positions in it, what they are
        previewed: The brief is on the screen
        exported: arg: the paths that are written
    """

    import_wanted = Signal()
    rows_wanted = Signal(str, object, str)
    previewed = Signal()
    exported = Signal(list)

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        messages: Messages,
        look: str = "light",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._messages, self._look = session, tasks, messages, look
        self._stale = True
        self._part: Named = COVER
        self._claim = ""
        self.composed: Composed | None = None
        self.draft = BriefDraft(session, self)
        self.composer = BriefComposer(tasks, self)
        self.pictures = BriefPictures(self)
        self.review = BriefReview(tasks, self)
        self.export = BriefExport(session, tasks, messages, self.composer, self.pictures, self)
        self.bar, self.outline, self.side = TopBar(FORMATS), OutlineSide(), EvidenceSide()
        self.preview = Preview(look)
        self.evidence = BriefEvidenceMenu(self.bar.data_menu, session, tasks, self, messages.tell_error)
        self._stack = QStackedWidget()
        self._lay_out()
        self._join()
        self._changed()

    def export_to(self, paths: list[Path]) -> None:
        """Write the brief to these files; the suffix of each decides its format."""
        self.keep()
        self._compose()
        self.export.write(paths)

    def print_page(self) -> None:
        """The brief on paper is its PDF: tagged, with page numbers, the same on every machine."""
        if self._session.workspace.tables:
            self._choose_export((".pdf",))

    def keep(self) -> None:
        """Keep what is being typed."""
        self.draft.keep()

    def set_look(self, look: str) -> None:
        """Lay the paper on the ground of the light or the dark look."""
        self._look = look
        self.preview.set_look(look)

    def close_page(self) -> None:
        """Let the web pages go before the application ends."""
        self.pictures.close()
        self.preview.close_page()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self.keep()

    # --- from the plan to the screen ---

    def _changed(self) -> None:
        workspace = self.draft.workspace
        self.bar.show_plan(workspace.brief)
        self.evidence.show_workspace(workspace)
        if not workspace.tables:
            self._stack.setCurrentIndex(_NOTHING)
            self.composed = None
        elif not self.isVisible():
            self._stale = True
        else:
            self._stale = False
            if self._stack.currentIndex() == _NOTHING:
                self._stack.setCurrentIndex(_WORKING)
            self._compose()

    def _compose(self) -> None:
        if self.draft.workspace.tables:
            self.composer.compose(self.draft.workspace)

    def _show(self, composed: Composed) -> None:
        if not self.draft.workspace.tables:
            return
        self.composed = composed
        self.preview.show_blocks(composed.blocks, composed.brief.language, composed.number)
        self.outline.show_parts(composed.parts, composed.labels)
        self._stack.setCurrentIndex(_FILLED)
        if self._part != COVER and part_of(self._plan, composed.findings, self._part) is None:
            self._part, self._claim = COVER, ""
        self._show_part()
        self.pictures.draw({key: figure for key, (_, figure) in composed.figures.items()})
        self.review.look_at(composed)

    def _show_part(self, *, reveal: bool = False) -> None:
        """Show the part that is chosen everywhere: outline, preview, editor, what it rests on."""
        if self.composed is None:
            return
        self.outline.choose(self._part)
        self.preview.choose(self._part, self._claim, reveal=reveal)
        self._show_editor(self.composed)
        claim = self.composed.by_key.get(self._claim)
        finding = next((one for one in self._findings if claim and one.code == claim.finding), None)
        self.side.claim.show_claim(claim, finding.headline if finding else "")
        self.side.show_number(claim is not None)
        claims = self.composed.claims_in(self._part)
        codes = dict.fromkeys([self._part[1], *(one.finding for one in claims)])
        by_code = {one.code: one for one in self._findings}
        with speaking(self.composed.brief.language):  # the findings are told in it
            self.side.rests_on.show_part([by_code[code] for code in codes if code in by_code], claims)

    def _show_editor(self, composed: Composed) -> None:
        editors, name = self.side.editors, self._part
        if name == COVER:
            editors.show_cover(self._plan)
            return
        kind = PartKind(name[0])
        part = part_of(self._plan, composed.findings, name)
        title = self.outline.list.title_of(name)
        if kind is PartKind.ASKS:
            editors.show_asks(self._plan)
        elif part is None or kind not in _WRITTEN:
            editors.show_nothing(title)
        else:
            is_finding = kind is PartKind.FINDING
            editors.words.show_words(
                name,
                title,
                words_of(self._plan, part),
                composed.by_key,
                made=composed.words_made(name) if is_finding else "",
                shows=part.shows if is_finding else None,
            )
            editors.setCurrentWidget(editors.words)

    def _show_review(self, review: Review) -> None:
        checking = review.checking
        self.side.checks.show_checks(checking, venue(review.composed.workspace.brief.venue))
        self.side.show_count(self.side.checks, self.tr("Checks"), len(checking.found))

    # --- from the user to the plan ---

    @property
    def _plan(self) -> BriefPlan:
        return self.draft.plan

    @property
    def _findings(self) -> tuple[Finding, ...]:
        return self.composed.findings if self.composed else ()

    def choose_part(self, name: Named, claim: str = "", *, reveal: bool = True) -> None:
        """Go to a part, and to a number in it."""
        self._part, self._claim = name, claim
        self._show_part(reveal=reveal)

    def _claim_clicked(self, key: str, part: Named) -> None:
        self.choose_part(part if part[0] in _parts() else self._part, key, reveal=False)

    def _part_clicked(self, part: Named) -> None:
        if part[0] in _parts():
            self.choose_part(part, reveal=False)

    def _outline_change(self, change: Callable[..., BriefPlan], *args: Any) -> None:
        found = self._findings
        self.draft.apply(self.tr("Outline of the brief"), lambda plan: change(plan, found, *args))

    def _add_words(self, kind: PartKind) -> None:
        plan, name = with_own(self._plan, self._findings, kind, self._part)
        self.draft.apply(self.tr("Words of the brief"), lambda _: plan)
        self.choose_part(name)
        self.side.editors.words.text.setFocus()

    def _add_kind(self, kind: PartKind) -> None:
        self._outline_change(with_kind, kind, self._part)
        self.choose_part((kind.value, ""))

    def _add_ask(self) -> None:
        self._add_kind(PartKind.ASKS)
        self.side.editors.asks.setFocus()

    def _add_finding(self, wanted: Shows | None) -> None:
        """Let the user choose a finding; of one that is printed only what is wanted is added."""
        entries = [
            Entry(one.code, one.name, (one.headline,))
            for one in self._findings
            if (part := part_of(self._plan, self._findings, (PartKind.FINDING.value, one.code)))
            and not (part.is_shown and (wanted is None or wanted in part.shows))
        ]
        dialog = ChooseDialog(
            self.tr("Add a finding"),
            self.tr("Search the findings"),
            self.tr("Add"),
            entries,
            self._look,
            self,
        )
        dialog.decided.connect(lambda code: self._take_finding(code, wanted))
        dialog.open()

    def _take_finding(self, code: str, wanted: Shows | None) -> None:
        name = (PartKind.FINDING.value, code)
        part = part_of(self._plan, self._findings, name)
        if part is None:
            return
        shows = tuple(Shows) if wanted is None else (wanted, *(part.shows if part.is_shown else ()))
        self._outline_change(with_shows, name, shows)
        self.choose_part(name)

    def _words_edited(self, name: Named, text: str) -> None:
        found = self._findings
        self.draft.type(self.tr("Words of the brief"), lambda plan: with_words(plan, found, name, text))

    def _insert_number(self) -> None:
        """Let the user choose among the numbers the brief prints, else all."""
        if self.composed is None:
            return
        claims = self.composed.by_key
        chosen = [claims[self._claim]] if self._claim in claims else []
        entries = [
            Entry(one.key, one.printed, (" · ".join(text for text in (one.name, one.group) if text),))
            for one in dict.fromkeys((*chosen, *self.composed.brief.printed_claims()))
            if one.what.value not in ("words", "cited")
        ]
        dialog = ChooseDialog(
            self.tr("Insert a number"),
            self.tr("Search the numbers"),
            self.tr("Insert"),
            entries,
            self._look,
            self,
        )
        dialog.decided.connect(lambda key: self.side.editors.words.text.insert_claim(claims[key]))
        dialog.open()

    def _choose_venue(self, code: str) -> None:
        found = self._findings
        self.draft.apply(self.tr("What the brief is written for"), lambda plan: for_venue(plan, found, code))

    def _type_field(self, **changed: Any) -> None:
        self.draft.type(self.tr("Words of the brief"), lambda plan: replace(plan, **changed))

    def _asks_edited(self, text: str) -> None:
        self._type_field(asks=_asks(self._plan, text))

    def _choose_export(self, suffixes: Sequence[str]) -> None:
        self.keep()
        self._compose()
        self.export.choose(suffixes)

    def _refused(self, part: Named) -> None:
        self.choose_part(part if part[0] in _parts() else COVER)
        self.side.editors.words.text.setFocus()

    def _not_drawn(self, why: str) -> None:
        self.preview.show_undrawn()
        self._messages.tell(why, self.tr("The brief shows tables instead."), Kind.WARNING)

    # --- the page ---

    def _lay_out(self) -> None:
        empty = EmptyState(
            self.tr("Nothing to write about yet"),
            self.tr("Import files first; the brief then writes itself as far as the data allow."),
            self.tr("Import files…"),
        )
        empty.wanted.connect(self.import_wanted)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        for part in (self.outline, self.preview, self.side):
            self._split.addWidget(part)
        self.preview.setMinimumWidth(200)
        self._split.setSizes([230, 600, 330])
        self._split.setStretchFactor(1, 1)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self._split, 1)
        for state in (empty, WorkingState(), filled):
            self._stack.addWidget(state)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _join(self) -> None:
        self.draft.changed.connect(self._changed)
        self.composer.composed.connect(self._show)
        self.pictures.drawn.connect(self.preview.show_picture)
        self.pictures.failed.connect(self._not_drawn)
        self.review.reviewed.connect(self._show_review)
        self.export.exported.connect(self.exported)
        self.export.refused.connect(self._refused)
        self._join_bar()
        self._join_outline()
        self._join_preview()
        self._join_side()

    def _join_bar(self) -> None:
        self.bar.offer(
            [(code, say(one.name)) for code, one in venues().items()],
            list(LANGUAGES.items()),
        )
        self.bar.title_edited.connect(lambda text: self._type_field(title=text.strip()))
        self.bar.venue_chosen.connect(self._choose_venue)
        self.bar.language_chosen.connect(
            lambda code: self.draft.apply(
                self.tr("Language of the brief"), lambda plan: replace(plan, language=code)
            )
        )
        self.bar.export_wanted.connect(self._choose_export)

    def _join_outline(self) -> None:
        parts = self.outline.list
        parts.part_chosen.connect(self.choose_part)
        parts.order_changed.connect(lambda names: self._outline_change(with_order, names))
        parts.shown_changed.connect(lambda name, shown: self._outline_change(with_shown, name, shown))
        parts.removed.connect(lambda name: self._outline_change(without, name))
        self.outline.text_wanted.connect(self._add_words)
        self.outline.part_wanted.connect(self._add_kind)
        self.outline.finding_wanted.connect(self._add_finding)
        self.outline.ask_wanted.connect(self._add_ask)

    def _join_preview(self) -> None:
        self.preview.claim_clicked.connect(self._claim_clicked)
        self.preview.part_clicked.connect(self._part_clicked)
        self.preview.step_wanted.connect(self.outline.list.step)
        self.preview.painted.connect(lambda _: self.previewed.emit())

    def _join_side(self) -> None:
        editors, side = self.side.editors, self.side
        editors.words.edited.connect(self._words_edited)
        editors.words.reset.connect(lambda name: self._outline_change(with_words, name, ""))
        editors.words.shows_chosen.connect(lambda name, shows: self._outline_change(with_shows, name, shows))
        editors.words.number_wanted.connect(self._insert_number)
        editors.words.claim_chosen.connect(lambda key: self.choose_part(self._part, key, reveal=False))
        editors.addressee_edited.connect(lambda text: self._type_field(addressee=text.strip()))
        editors.submitted_by_edited.connect(lambda text: self._type_field(submitted_by=text.strip()))
        editors.asks_edited.connect(self._asks_edited)
        side.whole_part_wanted.connect(lambda: self.choose_part(self._part, reveal=False))
        side.claim.rows_wanted.connect(self.rows_wanted)
        side.rests_on.rows_wanted.connect(self.rows_wanted)
        side.rests_on.claim_chosen.connect(lambda key: self.choose_part(self._part, key, reveal=False))
        side.checks.part_wanted.connect(lambda kind, key: self._go_to((kind, key)))

    def _go_to(self, part: Named) -> None:
        """Go to what a check is about; a field of the cover is on the cover."""
        self.choose_part(part if part[0] in _parts() and part[0] != COVER[0] else COVER)


def _parts() -> set[str]:
    """What the name of a part begins with."""
    return {COVER[0], *(kind.value for kind in PartKind)}


def _asks(plan: BriefPlan, text: str) -> tuple[Ask, ...]:
    """The requests as typed, one a line; what else is known of a request stays with it."""
    known = {ask.wording: ask for ask in plan.asks}
    return tuple(known.get(line) or Ask(line) for line in text.splitlines() if line.strip())
