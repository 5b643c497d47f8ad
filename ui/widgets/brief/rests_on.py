"""What a part of the brief rests on: its findings, whom they count, and the rows behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.whole_numbers import say_number
from ui.widgets.brief.column import Column, card
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.analysis.finding import Estimate, Finding
    from advocacy.brief.claims import Claim

_MOST_FINDINGS, _MOST_NUMBERS = 8, 12  # that are shown; a summary rests on more than a side has room for


class RestsOn(QWidget):
    """Shows the findings and the numbers of one part.

    Signals:
        rows_wanted: The user wants to see the rows. args: table, positions in it, what they are
        claim_chosen: The user goes to a number. arg: key of the claim
    """

    rows_wanted = Signal(str, object, str)
    claim_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column(self.tr("What the part rests on"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)
        self._shown: object = None

    def show_part(self, findings: Sequence[Finding], claims: Sequence[Claim]) -> None:
        """Show the findings of a part and the claims whose numbers stand in it."""
        if (shown := ([id(one) for one in findings], [claim.key for claim in claims])) != self._shown:
            self._shown = shown
            self._column.show_parts(self._parts(findings, claims))

    def _parts(self, findings: Sequence[Finding], claims: Sequence[Claim]) -> Iterator[QWidget]:
        if not findings and not claims:
            yield words(self.tr("This part rests on no finding."), "heading")
            yield words(self.tr("Its words are yours, or tell how the brief was made."), "muted")
        for finding in findings[:_MOST_FINDINGS]:
            yield self._finding(finding)
        if len(findings) > _MOST_FINDINGS:
            left = len(findings) - _MOST_FINDINGS
            yield words(say_number("{count} more finding", "{count} more findings", left), "muted")
        if claims:
            yield words(self.tr("Numbers in it"), "heading")
        for claim in claims[:_MOST_NUMBERS]:
            yield self._number(claim)
        if len(claims) > _MOST_NUMBERS:
            more = say_number(
                "{count} more number: choose it in the brief.",
                "{count} more numbers: choose them in the brief.",
                len(claims) - _MOST_NUMBERS,
            )
            yield words(more, "muted")

    def _finding(self, finding: Finding) -> QWidget:
        from advocacy.analysis import numbers
        from advocacy.brief.wording import base_line, source_line

        told: list[QWidget] = [words(finding.name, "cardTitle"), words(finding.headline)]
        told += [words(text, "muted") for text in (base_line(finding), source_line(finding)) if text]
        told += [words(text) for text in numbers.remarks(finding)]
        told.append(words(finding.method, "source"))
        told += self._rows(finding)
        return card(told, finding.name)

    def _rows(self, finding: Finding) -> Iterator[QWidget]:
        """A button for everyone, where a finding has that number; else one for its first group."""
        with_rows = [one for one in finding.estimates if one.rows is not None and not one.series]
        for one in with_rows[:1]:
            button = QPushButton(self.tr("Show rows"))
            button.setAccessibleName(self.tr("Show the rows behind “%1”").replace("%1", finding.name))
            button.clicked.connect(partial(self._show_rows, finding, one))
            yield button

    def _number(self, claim: Claim) -> QWidget:
        label = " · ".join(text for text in (claim.name, claim.group) if text)
        button = QPushButton(claim.printed)
        button.setObjectName("link")
        button.setAccessibleName(f"{claim.printed}: {label}")
        button.clicked.connect(partial(self.claim_chosen.emit, claim.key))
        pair = QWidget()
        box = QVBoxLayout(pair)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(button)
        box.addWidget(words(label, "source"))
        return pair

    def _show_rows(self, finding: Finding, one: Estimate) -> None:
        if one.rows is not None:
            named = " · ".join(text for text in (finding.name, one.label) if text)
            self.rows_wanted.emit(one.rows.table, one.rows.positions, named)
