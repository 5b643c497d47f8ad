"""Choosing a finding or a number that is to stand in the brief."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advocacy.brief.claims import What
from advocacy.brief.number_words import bare
from advocacy.workspace import PartKind, Shows
from ui.brief_composer import Composed
from ui.dialogs.choose_dialog import ChooseDialog
from ui.messages import Messages
from ui.widgets.entry_list import Entry


class BriefChoices(QObject):
    """Asks in a dialog over the page; says so where there is nothing to choose.

    Signals:
        finding_chosen: args: code of the finding, the Shows that is wanted of it (None for all)
        number_chosen: args: the claim, the number as typed in whose place it is put ("" for none)
    """

    finding_chosen = Signal(str, object)
    number_chosen = Signal(object, str)

    def __init__(self, messages: Messages, page: QWidget) -> None:
        super().__init__(page)
        self._messages, self._page = messages, page

    def ask_for_finding(self, composed: Composed, wanted: Shows | None, look: str) -> None:
        """Let the user choose among the findings that are not printed, or not in this way."""
        printed = {
            one.key
            for one in composed.parts
            if one.kind is PartKind.FINDING and one.is_shown and (wanted is None or wanted in one.shows)
        }
        entries = [
            Entry(one.code, one.name, (one.headline,)) for one in composed.findings if one.code not in printed
        ]
        if not entries:
            self._messages.tell(
                self.tr("All findings are printed in this way already."),
                self.tr("Go to one in the outline to choose what is printed of it."),
            )
            return
        words = (self.tr("Add a finding"), self.tr("Search the findings"), self.tr("Add"))
        dialog = self._opened(words, entries, look)
        dialog.decided.connect(lambda code: self.finding_chosen.emit(code, wanted))

    def ask_for_number(self, composed: Composed, shown: str, instead_of: str, look: str) -> None:
        """Let the user choose among the numbers the brief prints.

        shown: key of the one at the right, which is first. instead_of: the number as typed in whose place it
        is put, before which those of the same digits come.
        """
        claims, printed = composed.by_key, composed.brief.printed_claims()
        first = [claims[shown]] if shown in claims else []
        if instead_of:
            first = [one for one in printed if bare(one.printed) == bare(instead_of)]
        entries = [
            Entry(one.key, one.printed, (" · ".join(text for text in (one.name, one.group) if text),))
            for one in dict.fromkeys((*first, *printed))
            if one.what not in (What.WORDS, What.CITED)  # these are known only where they stand
        ]
        if not entries:
            self._messages.tell(
                self.tr("The brief prints no number yet."),
                self.tr("Print a finding first: tick it in the outline."),
            )
            return
        words = (self.tr("Insert a number"), self.tr("Search the numbers"), self.tr("Insert"))
        dialog = self._opened(words, entries, look)
        dialog.decided.connect(lambda key: self.number_chosen.emit(claims[key], instead_of))

    def _opened(self, words: tuple[str, str, str], entries: Sequence[Entry], look: str) -> ChooseDialog:
        dialog = ChooseDialog(*words, list(entries), look, self._page)
        dialog.open()
        return dialog
