"""What an opponent will say, the strongest first, and what the data answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.widgets.brief.column import Column, card
from ui.widgets.brief.fold import Fold
from ui.widgets.brief.words import words

if TYPE_CHECKING:
    from advocacy.brief.challenges.challenge import Challenge


_OPEN = 6  # objections that are not folded away; a card takes two milliseconds


class ChallengesPanel(QWidget):
    """Lists the objections; each can be answered in the brief or left out of it.

    Signals:
        answers_changed: The user wants other objections answered. arg: their codes, a tuple
        finding_wanted: The user goes to the finding attacked. arg: its code
    """

    answers_changed = Signal(object)
    finding_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._challenges: tuple[Challenge, ...] | None = None
        self._answered: frozenset[str] = frozenset()
        self._weaker: Fold | None = None
        self._column = Column(self.tr("Objections"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column)
        self._column.show_parts([words(self.tr("The objections are not worked out yet."), "muted")])

    def show_challenges(self, challenges: Sequence[Challenge], answered: Collection[str]) -> None:
        """Show the objections. answered: codes of those that stand in the brief."""
        shown = (tuple(challenges), frozenset(answered))
        if shown == (self._challenges, self._answered):
            return
        self._challenges, self._answered = shown
        was_open = self._weaker is not None and self._weaker.is_open
        self._weaker = None
        self._column.show_parts(self._parts(shown[0]), from_top=False)
        if self._weaker is not None and was_open:
            self._weaker.line.setChecked(True)

    def _parts(self, challenges: tuple[Challenge, ...]) -> Iterator[QWidget]:
        from advocacy.brief.challenges.challenge import thresholds

        if not challenges:
            yield words(self.tr("The data allow no number yet, so there is nothing to attack."), "muted")
            return
        how = self.tr("Strongest first: by how far the number would move, or how much nobody can vouch for.")
        yield words(f"{how} {thresholds()}", "muted")
        yield from (self._challenge(one) for one in challenges[:_OPEN])
        if weaker := challenges[_OPEN:]:
            title = self.tr("Weaker objections: %1").replace("%1", str(len(weaker)))
            self._weaker = Fold(title, lambda: (self._challenge(one) for one in weaker))
            yield self._weaker

    def _challenge(self, one: Challenge) -> QWidget:
        percent = round(100 * one.strength)
        strength = self.tr("Strength %1 of 100").replace("%1", str(percent))
        is_answered = one.code in self._answered
        return card(
            (
                words(f"“{one.objection}”", "cardTitle"),
                words(f"{strength} · {self._verdict(one)}", "source"),
                _bar(percent, strength),
                words(one.answer),
                self._button(one, is_answered),
                self._link(one),
            ),
            one.objection,
        )

    def _verdict(self, one: Challenge) -> str:
        from advocacy.brief.challenges.challenge import Verdict

        return {
            Verdict.ANSWERED: self.tr("answered: the number holds"),
            Verdict.PARTLY: self.tr("answered in part"),
            Verdict.OPEN: self.tr("open: the data cannot answer it"),
        }[one.verdict]

    def _button(self, one: Challenge, is_answered: bool) -> QPushButton:
        button = QPushButton(
            self.tr("Take out of the brief") if is_answered else self.tr("Answer in the brief")
        )
        button.setAccessibleName(f"{button.text()}: {one.objection}")
        button.clicked.connect(partial(self._answer, one.code))
        return button

    def _link(self, one: Challenge) -> QPushButton:
        link = QPushButton(self.tr("Go to the finding"))
        link.setObjectName("link")
        link.setAccessibleName(self.tr("Go to the finding attacked by: %1").replace("%1", one.objection))
        link.clicked.connect(partial(self.finding_wanted.emit, one.finding))
        return link

    def _answer(self, code: str) -> None:
        """Tell the answers wanted, the one of this button added or taken out, in the order of the panel."""
        wanted = self._answered ^ {code}
        self.answers_changed.emit(tuple(one.code for one in self._challenges or () if one.code in wanted))


def _bar(percent: int, spoken: str) -> QProgressBar:
    bar = QProgressBar(textVisible=False, maximum=100, value=percent)
    bar.setFixedHeight(8)
    bar.setAccessibleName(spoken)
    return bar
