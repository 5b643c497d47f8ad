"""What breaks a rule of the venue or gets evidence dismissed, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from advocacy.issue import Severity
from ui.widgets.brief.column import Column, card
from ui.widgets.brief.fold import Fold
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.checks import Check, Checking
    from advocacy.brief.venues import Venue


class ChecksPanel(QWidget):
    """Lists what was found, the heaviest first, and folded what is kept.

    Signals:
        part_wanted: The user goes to what a check is about. args: kind and key of the part, as `Check.part`
    """

    part_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Checking, Venue] | None = None
        self._fold: Fold | None = None
        self._column = Column(self.tr("Checks"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)
        self._column.show_parts([words(self.tr("The brief is not checked yet."), "muted")])

    def show_checks(self, checking: Checking, venue: Venue) -> None:
        """Show what was found. The same again leaves everything as it is, the focus too."""
        if self._shown == (checking, venue):
            return
        was_open = self._fold is not None and self._fold.is_open
        self._shown = (checking, venue)
        self._column.show_parts(self._parts(checking, venue), from_top=False)
        if self._fold is not None and was_open:
            self._fold.line.setChecked(True)

    def _parts(self, checking: Checking, venue: Venue) -> Iterator[QWidget]:
        if not checking.found:
            yield words(self.tr("No rule is broken, and nothing gets it dismissed."), "cardTitle")
        for severity, title in (
            (Severity.ERROR, self.tr("To be mended before it goes out")),
            (Severity.WARNING, self.tr("An opponent will use it")),
            (Severity.NOTE, self.tr("Worth a look")),
        ):
            found = [one for one in checking.found if one.severity is severity]
            if found:
                yield words(f"{title} ({len(found)})", "cardTitle")
                yield from (self._check(one) for one in found)
        title = self.tr("Rules kept: %1").replace("%1", str(len(checking.kept)))
        self._fold = Fold(title, partial(self._kept, checking, venue))
        yield self._fold

    def _check(self, check: Check) -> QWidget:
        parts: list[QWidget] = [words(check.message, "fault" if check.severity is Severity.ERROR else "")]
        if check.hint:
            parts.append(words(check.hint, "muted"))
        if check.part[0]:
            go = QPushButton(self.tr("Go there"))
            go.setObjectName("link")
            go.setAccessibleName(self.tr("Go to: %1").replace("%1", check.message))
            go.clicked.connect(partial(self.part_wanted.emit, *check.part))
            parts.append(go)
        return card(parts, check.message)

    def _kept(self, checking: Checking, venue: Venue) -> Iterator[QWidget]:
        from advocacy.wording import say

        yield from (words(f"✓ {said}", spoken=said) for said in checking.kept)
        if venue.advice:
            yield words(self.tr("What the venue asks for"), "cardTitle")
            for source, advice in groupby(venue.advice, key=lambda one: one.source):
                named = self.tr("Source: %1").replace("%1", source)
                yield card([*(words(say(one.text)) for one in advice), words(named, "source")], named)
