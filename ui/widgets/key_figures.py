"""The few numbers on top of a page, each with its interval and base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from advocacy.analysis.finding import Finding
from ui.widgets.flow_layout import FlowLayout

_WIDTH = 216  # pixels of a card: a number of three places with its unit, in any language


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
        counted = say("95% interval {interval} · {n}", interval=interval, n=counted).replace(" · ", "\n")
    return KeyFigure(numbers.estimate(one, finding), name, counted, f"{finding.headline}. {finding.base}")


class KeyFigures(QWidget):
    """A card for each number, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=16, fills=True)
        self.hide()

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show these numbers in place of the former."""
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for figure in figures:
            self._flow.addWidget(_Card(figure))
        self.setVisible(bool(figures))


class _Card(QFrame):
    def __init__(self, figure: KeyFigure) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(2)
        texts = (figure.value, figure.name, figure.below)
        for text, name in zip(texts, ("figure", "", "source"), strict=True):
            label = QLabel(text, wordWrap=name != "figure")
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.addWidget(label)
        box.addStretch()
        self.setAccessibleName(f"{figure.name}: {figure.value}")
        self.setToolTip(figure.words.replace("&", "&amp;").replace("<", "&lt;"))
