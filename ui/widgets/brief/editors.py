"""The editor that fits the part that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from ui.widgets.brief.ask_editor import AskEditor
from ui.widgets.brief.case_list import CaseList
from ui.widgets.brief.column import Column
from ui.widgets.brief.cover_form import CoverForm
from ui.widgets.brief.method_form import MethodForm
from ui.widgets.brief.words import words
from ui.widgets.brief.words_editor import WordsEditor


class Editors(QStackedWidget):
    """Holds one editor per kind of part, and shows one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.cover, self.asks = WordsEditor(), CoverForm(), AskEditor()
        self.cases, self.method = CaseList(), MethodForm()
        self._nothing = Column(self.tr("About the part"))
        scrolled = _scrolled(self.words)
        scrolled.setAccessibleName(self.tr("Words of the part"))
        for part in (scrolled, self.cover, self.asks, self.cases, self.method, self._nothing):
            self.addWidget(part)

    @property
    def is_form(self) -> bool:
        """Whether the editor shown has many fields and wants the height."""
        return self.currentWidget() in (self.cover, self.asks, self.cases, self.method)

    @property
    def is_words(self) -> bool:
        """Whether the field of words is shown."""
        return self.currentIndex() == 0

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        (self.words.text if self.is_words else self.currentWidget()).setFocus()

    def show_words(self) -> None:
        """Show the field of words."""
        self.setCurrentIndex(0)

    def show_nothing(self, title: str) -> None:
        """Say that a part is made from the data alone."""
        said = self.tr("Made from the data: there is nothing to write. Leave it out or move it on the left.")
        self._nothing.show_parts([words(title, "cardTitle"), words(said, "muted")])
        self.setCurrentWidget(self._nothing)


def _scrolled(part: QWidget) -> QScrollArea:
    """A part that scrolls where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    part.setObjectName("page")
    area.setWidget(part)
    return area
