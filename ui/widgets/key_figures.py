"""The few numbers on top of a page, each with its interval and base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding

_NARROWEST = 216  # pixels of a card: a number of three places with its unit, in any language


@dataclass(frozen=True)
class KeyFigure:
    """Finished texts. words: everything about it, for who points at it or cannot see it."""

    value: str
    name: str
    below: str
    words: str = ""


def key_figure(finding: Finding) -> KeyFigure:
    """Return the number for everyone, or how many are pending, as texts; made outside the window's thread."""
    from advocacy.analysis import numbers
    from advocacy.wording import say

    one = finding.overall or next((e for e in finding.estimates if e.group == "pending"), None)
    if one is None:
        return KeyFigure(numbers.MISSING, finding.name, finding.base, finding.headline)
    name = say("Still pending") if one.group == "pending" else finding.name
    counted = say("n = {n}", n=numbers.whole(one, one.n)).replace(" ", "\N{NO-BREAK SPACE}")
    if one.low is not None or one.high is not None:
        interval = numbers.interval(one, finding)
        counted = say("95% interval {interval} · {n}", interval=interval, n=counted)
    return KeyFigure(numbers.estimate(one, finding), name, counted, f"{finding.headline}. {finding.base}")


class KeyFigures(QWidget):
    """A card for each number, the first ones where there is no room for all."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 0)
        row.setSpacing(16)
        self._cards = [_Card() for _ in range(most)]
        self.figures: tuple[KeyFigure, ...] = ()
        self._shown = 0
        for card in self._cards:
            row.addWidget(card, 1)

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show these numbers."""
        self.figures = tuple(figures)
        self._shown = min(len(figures), len(self._cards))
        for card, figure in zip(self._cards, figures, strict=False):
            card.show_figure(figure)
        self._fit()
        self.setVisible(bool(figures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """One card: the others go where there is no room for them."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _fit(self) -> None:
        most = max(1, self.width() // _NARROWEST)
        for place, card in enumerate(self._cards):
            card.setVisible(place < min(self._shown, most))


class _Card(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(120)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(2)
        self._labels = (QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True))
        for label, name in zip(self._labels, ("figure", "", "source"), strict=True):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.addWidget(label)
        box.addStretch()

    def show_figure(self, figure: KeyFigure) -> None:
        for label, text in zip(self._labels, (figure.value, figure.name, figure.below), strict=True):
            label.setText(text)
        self.setAccessibleName(f"{figure.name}: {figure.value}")
        self.setToolTip(figure.words.replace("&", "&amp;").replace("<", "&lt;"))
