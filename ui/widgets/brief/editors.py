"""The editor that fits the part that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from advocacy.workspace import BriefPlan
from ui.widgets.brief.column import Column
from ui.widgets.brief.words import words
from ui.widgets.brief.words_editor import WordsEditor


class Editors(QStackedWidget):
    """Holds one editor per kind of part.

    Signals:
        addressee_edited, submitted_by_edited: args: the text
        asks_edited: arg: the requests, one a line
    """

    addressee_edited = Signal(str)
    submitted_by_edited = Signal(str)
    asks_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsEditor()
        self._nothing = Column(self.tr("About the part"))
        self._cover = QWidget()
        form = QFormLayout(self._cover)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._addressee, self._submitted_by = QLineEdit(), QLineEdit()
        form.addRow(self.tr("To"), self._addressee)
        form.addRow(self.tr("Submitted by"), self._submitted_by)
        self._addressee.textEdited.connect(self.addressee_edited)
        self._submitted_by.textEdited.connect(self.submitted_by_edited)
        self.asks = QPlainTextEdit()
        self.asks.setTabChangesFocus(True)
        self.asks.setAccessibleName(self.tr("What you ask"))
        self.asks.setPlaceholderText(self.tr("One request per line"))
        self.asks.textChanged.connect(lambda: self.asks_edited.emit(self.asks.toPlainText()))
        for part in (self.words, self._nothing, self._cover, self.asks):
            self.addWidget(part)

    def show_nothing(self, title: str) -> None:
        """Say that a part is made from the data alone."""
        said = self.tr("Made from the data: there is nothing to write. Leave it out or move it on the left.")
        self._nothing.show_parts([words(title, "cardTitle"), words(said, "muted")])
        self.setCurrentWidget(self._nothing)

    def show_cover(self, plan: BriefPlan) -> None:
        """Show the lines of the cover."""
        for field, text in ((self._addressee, plan.addressee), (self._submitted_by, plan.submitted_by)):
            if field.text().strip() != text:
                field.setText(text)
        self.setCurrentWidget(self._cover)

    def show_asks(self, plan: BriefPlan) -> None:
        """Show the requests."""
        text = "\n".join(ask.wording for ask in plan.asks)
        if self.asks.toPlainText().strip() != text and not self.asks.hasFocus():
            self.asks.setPlainText(text)
        self.setCurrentWidget(self.asks)
