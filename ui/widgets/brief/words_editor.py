"""The words of the part that is chosen, and what is shown of a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from advocacy.workspace import Shows
from ui.widgets.brief.live_text import LiveText
from ui.widgets.brief.words import words
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from advocacy.brief.claims import Claim

Named = tuple[str, str]


class WordsEditor(QWidget):
    """Edits one part at a time.

    Signals:
        edited: args: name of the part, its words with places for live numbers
        reset: The user wants the words that are made from the data. arg: name of the part
        shows_chosen: args: name of the part, the Shows that are to be printed of its finding
        number_wanted: The user wants to put a number in
        claim_chosen: The user goes to a number. arg: key of the claim
    """

    edited = Signal(object, str)
    reset = Signal(object)
    shows_chosen = Signal(object, object)
    number_wanted = Signal()
    claim_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: Named = ("", "")
        self._told = ""  # what was said of the part last
        self._title = words("", "cardTitle")
        self._hint = words("", "source")
        self.text = LiveText()
        self.text.setMinimumHeight(44)
        self.text.edited.connect(self._edited)
        self.text.claim_chosen.connect(self.claim_chosen)
        self._number = QPushButton(self.tr("Insert a number…"))
        self._number.clicked.connect(self.number_wanted)
        self._reset = QPushButton(self.tr("Words from the data"))
        self._reset.setToolTip(self.tr("Takes your words of this part away; undo brings them back"))
        self._reset.clicked.connect(lambda: self.reset.emit(self._name))
        self._shows = {
            Shows.SENTENCE: QCheckBox(self.tr("Sentence")),
            Shows.CHART: QCheckBox(self.tr("Chart")),
            Shows.TABLE: QCheckBox(self.tr("Table")),
        }
        below = QWidget()
        row = FlowLayout(below)
        for tick in self._shows.values():
            tick.toggled.connect(self._ticked)
            row.addWidget(tick)
        row.addWidget(self._number)
        row.addWidget(self._reset)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self._title, self._hint, self.text, below):
            box.addWidget(part)
        box.setStretch(2, 1)

    def show_words(
        self,
        name: Named,
        title: str,
        text: str,
        claims: Mapping[str, Claim],
        *,
        made: str = "",
        hint: str = "",
        shows: Sequence[Shows] | None = None,
    ) -> None:
        """Show the user's words of a part. made: those from the data, which stand there without any.

        shows: what is printed of a finding, None for other parts. Words that are being typed are left alone.
        """
        is_new, self._name = name != self._name, name
        self._title.setText(title)
        self.text.setAccessibleName(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._reset.setVisible(shows is not None and bool(text))
        for one, tick in self._shows.items():
            tick.setVisible(shows is not None)
            with QSignalBlocker(tick):
                tick.setChecked(shows is not None and one in shows)
        if is_new or text != self._told:
            self._told = text
            self.text.set_words(text or made, claims)
        else:
            self.text.set_words(self.text.words if text or self.text.hasFocus() else made, claims)

    def _edited(self, text: str) -> None:
        self._told = text
        self.edited.emit(self._name, text)

    def _ticked(self) -> None:
        chosen = tuple(one for one, tick in self._shows.items() if tick.isChecked())
        self.shows_chosen.emit(self._name, chosen)
