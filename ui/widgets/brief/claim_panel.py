"""What one number of the brief rests on: who is counted, how, how sure, and in which rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.whole_numbers import say_number
from ui.widgets.brief.column import Column
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.changes import Change
    from advocacy.brief.claims import Claim


class ClaimPanel(QWidget):
    """Shows one claim.

    Signals:
        rows_wanted: The user wants to see the rows. args: table, positions in it, what they are
    """

    rows_wanted = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim: Claim | None = None
        self._column = Column(self.tr("What the number rests on"))
        self._rows = QPushButton(self.tr("Show rows"))
        self._rows.clicked.connect(self._show_rows)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._column, 1)
        box.addWidget(self._rows)
        self.show_claim(None)

    def show_claim(self, claim: Claim | None, headline: str = "", change: Change | None = None) -> None:
        """Show a claim; None: say how to get to one.

        headline: the sentence of its finding. change: what an earlier brief printed in its place.
        """
        self._claim = claim
        self._column.show_parts(self._nothing() if claim is None else self._parts(claim, headline, change))
        rows = 0 if claim is None or claim.rows is None else len(claim.rows.positions)
        self._rows.setVisible(bool(rows))
        if claim is not None:
            spoken = say_number(
                "Show the {count} row behind {number}",
                "Show the {count} rows behind {number}",
                rows,
                number=claim.printed,
            )
            self._rows.setAccessibleName(spoken)

    def _nothing(self) -> Iterator[QWidget]:
        yield words(self.tr("No number is chosen."), "heading")
        how = self.tr("Choose a number in the brief to see whom it counts, how, and in which rows.")
        yield words(how, "muted")

    def _parts(self, claim: Claim, headline: str, change: Change | None) -> Iterator[QWidget]:
        yield words(claim.printed, "figure")
        yield words(" · ".join(part for part in (claim.name, claim.group) if part), "cardTitle")
        if change is not None and change.is_stale:
            yield words(self._stale(claim, change), "warning")
        for label, text in self._facts(claim, headline):
            if text:
                yield _fact(label, text)

    def _stale(self, claim: Claim, change: Change) -> str:
        said = self.tr("The earlier brief says %1; the data have changed since, now it is %2.")
        return said.replace("%1", change.before).replace("%2", claim.printed)

    def _facts(self, claim: Claim, headline: str) -> Iterator[tuple[str, str]]:
        from advocacy.brief.claim_words import counts_words, rows_words, what_words
        from advocacy.brief.claims import What

        yield self.tr("Which number"), what_words(claim.what)
        if claim.what is What.CITED:
            yield self.tr("Where it comes from"), claim.recipe
            return
        yield self.tr("Counted"), counts_words(claim)
        yield self.tr("95% interval"), "" if claim.interval == "–" else claim.interval
        yield self.tr("Who is counted"), claim.base
        yield self.tr("Filter"), "; ".join(claim.filters) or self.tr("None: all that is known is counted.")
        yield self.tr("Finding"), headline
        yield self.tr("How it is made"), claim.recipe
        yield self.tr("Reliability"), claim.flag or self.tr("No warning: enough people, narrow interval.")
        yield self.tr("Protection"), claim.state
        yield self.tr("Rows"), rows_words(claim)

    def _show_rows(self) -> None:
        if self._claim is not None and self._claim.rows is not None:
            rows = self._claim.rows
            named = " · ".join(part for part in (self._claim.name, self._claim.group) if part)
            self.rows_wanted.emit(rows.table, rows.positions, f"{named}: {self._claim.printed}")


def _fact(label: str, text: str) -> QWidget:
    """A label above its text, heard as one."""
    pair = QWidget()
    box = QVBoxLayout(pair)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(words(label, "source"))
    box.addWidget(words(text, spoken=f"{label}: {text}"))
    return pair
