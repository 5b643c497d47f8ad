"""Brief: the outline on the left, the brief as it will look in the middle, what it rests on at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from advocacy.brief.outline_changes import part_of, words_of
from advocacy.brief.venues import venue, venues
from advocacy.exporting.export import FORMATS
from advocacy.wording import LANGUAGES, say, speaking
from advocacy.workspace import PartKind, Shows
from ui.brief_author import BriefAuthor
from ui.brief_cards import BriefCards
from ui.brief_choices import BriefChoices
from ui.brief_composer import BriefComposer, Composed
from ui.brief_draft import BriefDraft
from ui.brief_evidence_menu import BriefEvidenceMenu
from ui.brief_export import BriefExport
from ui.brief_pictures import BriefPictures
from ui.brief_review import BriefReview, Review
from ui.brief_template import BriefTemplate
from ui.messages import Kind, Messages
from ui.session import Session
from ui.tasks import TaskRunner
from ui.when_seen import WhenSeen
from ui.widgets.brief.evidence_side import EvidenceSide
from ui.widgets.brief.outline_list import COVER
from ui.widgets.brief.outline_side import OutlineSide
from ui.widgets.brief.preview import Preview
from ui.widgets.brief.top_bar import TopBar
from ui.widgets.empty_state import EmptyState, WorkingState

_NOTHING, _WORKING, _FILLED = 0, 1, 2
_WRITTEN = {  # parts that may have words of the user
    PartKind.HEADING,
    PartKind.TEXT,
    PartKind.SUMMARY,
    PartKind.WHO,
    PartKind.FINDING,
    PartKind.COUNTER,
    PartKind.LIMITS,
}
_NAMES = {COVER[0], *(kind.value for kind in PartKind)}  # what the name of a part begins with
Named = tuple[str, str]


class BriefPage(QWidget):
    """Joins the parts of the page: what the author does, what is composed, what is shown.

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
        self._review: Review | None = None
        self.composed: Composed | None = None
        self.draft = BriefDraft(session, self)
        self.author = BriefAuthor(self.draft, self)
        self.composer = BriefComposer(tasks, self)
        self.pictures = BriefPictures(self)
        self.review = BriefReview(tasks, self)
        self.export = BriefExport(session, tasks, messages, self.composer, self.pictures, self)
        self.cards = BriefCards(tasks, messages, self)
        self.choices = BriefChoices(messages, self)
        self.bar, self.outline, self.side = TopBar(FORMATS), OutlineSide(), EvidenceSide(look)
        self.preview = Preview(look)
        self.evidence = BriefEvidenceMenu(self.bar.data_menu, session, tasks, self, messages.tell_error)
        self.template = BriefTemplate(self.bar.template_menu, session, tasks, messages, self)
        self._stack = QStackedWidget()
        self._reviewed = [
            (WhenSeen(panel), show)
            for panel, show in (
                (self.side.checks, self._show_checks),
                (self.side.challenges, self._show_challenges),
                (self.side.changes, self._show_changes),
                (self.side.editors.cases, self._show_cases),
                (self.side.editors.method, self._show_method),
            )
        ]
        self._lay_out()
        self._join()
        self._changed()

    def export_to(self, paths: list[Path]) -> None:
        """Write the brief to these files; the suffix of each decides its format."""
        self.keep()
        if self.draft.workspace.tables:
            self._compose()
            self.export.write(paths)

    def print_page(self) -> None:
        """The brief on paper is its PDF: tagged, with page numbers, the same on every machine."""
        if self._session.workspace.tables:
            self._choose_export((".pdf",))

    @property
    def would_be_lost(self) -> str:
        """What closing the window now would lose, in a sentence; "" for nothing."""
        return self.export.would_be_lost or self.cards.would_be_lost

    def keep(self) -> None:
        """Keep what is being typed."""
        self.draft.keep()

    def set_look(self, look: str) -> None:
        """Lay the paper on the ground of the light or the dark look."""
        self._look = look
        self.preview.set_look(look)
        self.side.changes.set_look(look)

    def close_page(self) -> None:
        """Let the web pages go before the application ends."""
        self.pictures.close()
        self.cards.close()
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
        self.bar.show_template(workspace.template.file if workspace.template else "")
        for menu in (self.evidence, self.template):
            menu.show_workspace(workspace)
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
        before, self.composed = self.composed, composed
        self.author.findings = composed.findings
        self.preview.show_blocks(composed.blocks, composed.brief.language, composed.number)
        self.outline.show_parts(composed.parts, composed.labels)
        self._stack.setCurrentIndex(_FILLED)
        if self._part != COVER and part_of(self.draft.plan, composed.findings, self._part) is None:
            self._part, self._claim = COVER, ""
        was_seen = before is None or self._part in before.brief.parts
        self._show_part(reveal=not was_seen and self._part in composed.brief.parts)
        self.pictures.draw({key: figure for key, (_, figure) in composed.figures.items()})
        self.review.look_at(composed)

    def _show_part(self, *, reveal: bool = False) -> None:
        """Show the part that is chosen everywhere: outline, preview, editor, what it rests on."""
        if self.composed is None:
            return
        self.outline.choose(self._part)
        self.preview.choose(self._part, self._claim, reveal=reveal)
        self._show_editor(self.composed)
        self._show_claim(self.composed)
        claims = self.composed.claims_in(self._part)
        codes = dict.fromkeys([self._part[1], *(one.finding for one in claims)])
        by_code = {one.code: one for one in self.composed.findings}
        with speaking(self.composed.brief.language):  # the findings are told in it
            self.side.rests_on.show_part([by_code[code] for code in codes if code in by_code], claims)

    def _show_claim(self, composed: Composed) -> None:
        claim = composed.by_key.get(self._claim)
        finding = next((one for one in composed.findings if claim and one.code == claim.finding), None)
        since = self._review.changes if self._review else ()
        change = next((one for one in since if one.key == self._claim), None)
        self.side.claim.show_claim(claim, finding.headline if finding else "", change)
        self.side.show_number(claim is not None)

    def _show_editor(self, composed: Composed) -> None:
        editors, plan, kind = self.side.editors, self.draft.plan, self._part[0]
        own = kind in (PartKind.TEXT, PartKind.HEADING)  # these are called by their first words
        parts = self.outline.list
        title = parts.kind_label(PartKind(kind)) if own else parts.title_of(self._part)
        part = part_of(plan, composed.findings, self._part)
        if self._part == COVER:
            editors.cover.show_plan(plan, venue(plan.venue), composed.by_key)
            editors.setCurrentWidget(editors.cover)
        elif kind == PartKind.ASKS:
            editors.asks.show_asks(plan.asks, composed.brief.findings)
            editors.setCurrentWidget(editors.asks)
        elif kind == PartKind.CASES:
            editors.setCurrentWidget(editors.cases)
        elif kind == PartKind.METHOD:
            editors.setCurrentWidget(editors.method)
        elif part is None or part.kind not in _WRITTEN:
            editors.show_nothing(title)
        else:
            is_finding = part.kind is PartKind.FINDING
            editors.words.show_words(
                self._part,
                title,
                words_of(plan, part),
                composed.by_key,
                made=composed.words_made(self._part) if is_finding else "",
                shows=part.shows if is_finding else None,
            )
            editors.show_words()
        typed = editors.words.text.typed_numbers if editors.is_words else frozenset()
        self.side.cited.show_numbers(composed.numbers_from_elsewhere(self._told_in), typed)

    @property
    def _told_in(self) -> Named:
        """The part in which the words stand that are edited: those of the cover in that on who submits."""
        return (PartKind.WHO.value, "") if self._part == COVER else self._part

    def _type_source(self, number: str, whence: str) -> None:
        self.author.type_source(self._told_in, number, whence)

    def _show_review(self, review: Review) -> None:
        self._review = review
        side = self.side
        for panel, show in self._reviewed:
            panel.fill(partial(show, review))
        side.show_count(side.checks, len(review.checking.found))
        side.show_count(side.changes, sum(one.is_stale for one in review.changes))
        if self.composed is not None:
            self._show_claim(self.composed)

    def _show_checks(self, review: Review) -> None:
        self.side.checks.show_checks(review.checking, venue(review.composed.workspace.brief.venue))

    def _show_challenges(self, review: Review) -> None:
        self.side.challenges.show_challenges(review.composed.challenges, review.answered)

    def _show_changes(self, review: Review) -> None:
        earlier = review.composed.workspace.exported
        self.side.changes.show_changes(earlier, review.earlier, review.changes)

    def _show_cases(self, review: Review) -> None:
        self.side.editors.cases.show_quotes(review.quotes, self.draft.plan.quoted)

    def _show_method(self, review: Review) -> None:
        stated = dict(self.draft.plan.method)  # not as it was looked at: the user may be typing
        items = [replace(one, stated=stated.get(one.code, "")) for one in review.items]
        self.side.editors.method.show_items(items)

    # --- from the user to the screen and the plan ---

    def choose_part(self, name: Named, claim: str = "", *, reveal: bool = True) -> None:
        """Go to a part, and to a number in it; what is no part is on the cover."""
        self._part = name if name[0] in _NAMES and name[0] != COVER[0] else COVER
        self._claim = claim
        self._show_part(reveal=reveal)

    def _choose_claim(self, key: str, part: Named = ("", "")) -> None:
        """Go to a number; where it stands is known of one that was clicked."""
        self.choose_part(part if part[0] in _NAMES else self._part, key, reveal=False)

    def _find_claim(self, key: str) -> None:
        """Go to the first place a number stands in."""
        if self.composed is not None:
            marks = (one for one in self.composed.brief.marks if one.claim == key)
            first = next(marks, None)
            part = self.composed.brief.parts[first.block] if first else self._part
            self.choose_part(part, key)

    def _check_wanted(self, kind: str, key: str) -> None:
        """Go to what a check is about: a part, or a field of the cover."""
        self._write_in((kind, key))
        if kind == COVER[0]:
            self.side.editors.cover.go_to(key)

    def _go_on_with(self, name: Named) -> None:
        """Let the user write on where something was added."""
        self.choose_part(name)
        self.side.editors.take_focus()
        if name[0] == PartKind.ASKS:
            self.side.editors.asks.write_last()

    def _ask_for_finding(self, wanted: Shows | None) -> None:
        if self.composed is not None:
            self.choices.ask_for_finding(self.composed, wanted, self._look)

    def _ask_for_number(self, instead_of: str = "") -> None:
        if self.composed is not None:
            self.choices.ask_for_number(self.composed, self._claim, instead_of, self._look)

    def _choose_export(self, suffixes: Sequence[str]) -> None:
        self.keep()
        self._compose()
        self.export.choose(suffixes)

    def _choose_cards(self) -> None:
        if self.composed is not None:
            self.cards.choose(self.composed.brief)

    def _write_in(self, part: Named) -> None:
        """Let the user write in a part; a number that lacks its source is asked about first."""
        self.choose_part(part)
        if not self.side.cited.ask():
            self.side.editors.take_focus()

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
        self._split.setSizes([250, 590, 330])
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
        self.export.refused.connect(self._write_in)
        self._join_bar()
        self._join_outline()
        self._join_preview()
        self._join_editors()
        self._join_side()

    def _join_bar(self) -> None:
        self.bar.offer([(code, say(one.name)) for code, one in venues().items()], list(LANGUAGES.items()))
        self.bar.title_edited.connect(self.author.type_title)
        self.bar.venue_chosen.connect(self.author.choose_venue)
        self.bar.language_chosen.connect(self.author.choose_language)
        self.bar.export_wanted.connect(self._choose_export)
        self.bar.cards_wanted.connect(self._choose_cards)

    def _join_outline(self) -> None:
        parts, author = self.outline.list, self.author
        parts.part_chosen.connect(self.choose_part)
        parts.order_changed.connect(author.order)
        parts.shown_changed.connect(author.show)
        parts.removed.connect(author.remove)
        self.outline.text_wanted.connect(lambda kind: author.add_words(kind, self._part))
        self.outline.part_wanted.connect(lambda kind: author.add_kind(kind, self._part))
        self.outline.ask_wanted.connect(lambda: author.add_ask(self._part))
        self.outline.finding_wanted.connect(self._ask_for_finding)
        self.choices.finding_chosen.connect(author.add_finding)
        author.made.connect(self._go_on_with)

    def _join_preview(self) -> None:
        self.preview.claim_clicked.connect(self._choose_claim)
        self.preview.part_clicked.connect(partial(self.choose_part, reveal=False))
        self.preview.step_wanted.connect(self.outline.list.step)
        self.preview.painted.connect(lambda _: self.previewed.emit())

    def _join_editors(self) -> None:
        editors, author = self.side.editors, self.author
        editors.words.edited.connect(author.type_words)
        editors.words.reset.connect(author.reset)
        editors.words.shows_chosen.connect(author.choose_shows)
        editors.words.number_wanted.connect(lambda: self._ask_for_number())
        self.choices.number_chosen.connect(editors.words.text.insert_claim)
        editors.words.claim_chosen.connect(self._choose_claim)
        editors.cover.plan_changed.connect(author.type_plan)
        editors.asks.asks_changed.connect(author.type_asks)
        editors.method.stated_changed.connect(author.type_method)
        self.side.cited.cited.connect(self._type_source)
        self.side.cited.live_wanted.connect(self._ask_for_number)
        editors.cases.released_changed.connect(author.release)
        editors.cases.rows_wanted.connect(self.rows_wanted)

    def _join_side(self) -> None:
        side = self.side
        side.whole_part_wanted.connect(lambda: self.choose_part(self._part, reveal=False))
        side.claim.rows_wanted.connect(self.rows_wanted)
        side.rests_on.rows_wanted.connect(self.rows_wanted)
        side.rests_on.claim_chosen.connect(self._choose_claim)
        side.checks.part_wanted.connect(self._check_wanted)
        side.challenges.answers_changed.connect(self.author.answer)
        side.challenges.finding_wanted.connect(lambda code: self.choose_part((PartKind.FINDING.value, code)))
        side.changes.earlier_chosen.connect(self.review.compare_with)
        side.changes.claim_wanted.connect(self._find_claim)
