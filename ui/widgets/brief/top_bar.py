"""Title, venue and language of the brief, what the data allow it to claim, its template, and the export."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from advocacy.exporting.export import PACKAGE
from advocacy.workspace import BriefPlan
from ui.menu_keys import give_keys

_NARROWEST = 176
_LETTERS = 14  # of a venue that are seen at least; the list has its whole name
_WIDEST = 420  # pixels for a venue where there is room


class TopBar(QWidget):
    """One line above the brief.

    Signals:
        title_edited: arg: the title
        venue_chosen: arg: code of the venue
        language_chosen: arg: code of the language
        export_wanted: args: the suffixes that are wanted
        cards_wanted: The findings are wanted as pictures for phones
    """

    title_edited = Signal(str)
    venue_chosen = Signal(str)
    language_chosen = Signal(str)
    export_wanted = Signal(object)
    cards_wanted = Signal()

    def __init__(self, formats: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("Title, else made from the data"))
        self.title.setMinimumWidth(_NARROWEST)
        self.title.textEdited.connect(self.title_edited)
        self.venue = self._box(self.tr("Written for"), _LETTERS)
        self.venue.setMinimumWidth(self.venue.minimumSizeHint().width())
        self.venue.setMaximumWidth(_WIDEST)
        self.venue.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.venue.activated.connect(lambda _: self.venue_chosen.emit(self.venue.currentData()))
        self.language = self._box(self.tr("Language of the brief"), 8)
        self.language.activated.connect(lambda _: self.language_chosen.emit(self.language.currentData()))
        self.data_menu = QMenu(self)
        self.data = self._button(self.tr("Data"), self.data_menu)
        self.data.setToolTip(self.tr("How people were chosen, small groups, yearly burden, comparisons"))
        self.template_menu = QMenu(self)
        self.template = self._button(self.tr("Template"), self.template_menu)
        self.show_template("")
        self.export_menu = QMenu(self)
        give_keys(self.export_menu)
        self.export = self._button(self.tr("Export"), self.export_menu)
        self.export.setObjectName("primary")
        self._fill_export(formats)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.title, self.venue, self.language, self.data, self.template, self.export):
            row.addWidget(part)
        row.setStretch(0, 1)

    def show_plan(self, plan: BriefPlan) -> None:
        """Show what the plan says, but not over what is being typed."""
        if self.title.text().strip() != plan.title:
            self.title.setText(plan.title)
        for box, code in ((self.venue, plan.venue), (self.language, plan.language)):
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(code)))

    def show_template(self, file: str) -> None:
        """Say into which Word document the brief is written; "" for none."""
        words = self.tr("The Word document that the brief is written into, such as your letterhead: %1")
        self.template.setToolTip(f"<p>{escape(words.replace('%1', file or self.tr('none yet')))}</p>")

    def offer(self, venues: Sequence[tuple[str, str]], languages: Sequence[tuple[str, str]]) -> None:
        """Offer these venues and languages: code and name of each."""
        for box, choices in ((self.venue, venues), (self.language, languages)):
            for code, name in choices:
                box.addItem(name, code)

    def _box(self, name: str, letters: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        return box

    def _button(self, text: str, menu: QMenu) -> QPushButton:
        button = QPushButton(text)
        button.setMenu(menu)
        return button

    def _fill_export(self, formats: Sequence[str]) -> None:
        names = {
            ".docx": self.tr("Word…"),
            ".pdf": self.tr("PDF…"),
            ".html": self.tr("Web page…"),
            ".xlsx": self.tr("Workbook annex…"),
            ".md": self.tr("Markdown…"),
        }
        self.export_menu.addAction(self.tr("All formats…"), lambda: self.export_wanted.emit(tuple(formats)))
        self.export_menu.addSeparator()
        for suffix in formats:
            self.export_menu.addAction(
                names.get(suffix, f"{suffix[1:].upper()}…"),
                lambda suffix=suffix: self.export_wanted.emit((suffix,)),
            )
        self.export_menu.addSeparator()
        self.export_menu.addAction(self.tr("Picture cards…"), self.cards_wanted.emit).setToolTip(
            self.tr("Each finding as a square picture for phones")
        )
        self.export_menu.addAction(
            self.tr("Evidence package…"), lambda: self.export_wanted.emit((PACKAGE,))
        ).setToolTip(self.tr("All of these in one signed file, with the numbers to check them by"))
        self.export_menu.setToolTipsVisible(True)
