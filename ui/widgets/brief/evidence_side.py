"""Beside the preview: the editor of the part that is chosen, and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ui.widgets.brief.challenges_panel import ChallengesPanel
from ui.widgets.brief.changes_panel import ChangesPanel
from ui.widgets.brief.checks_panel import ChecksPanel
from ui.widgets.brief.cited_numbers import CitedNumbers
from ui.widgets.brief.claim_panel import ClaimPanel
from ui.widgets.brief.editors import Editors
from ui.widgets.brief.rests_on import RestsOn

_NARROWEST = 272
_LOW = 300  # pixels
_ASKED = 120  # pixels more for an editor below which sources are asked for
_HEIGHTS = {  # of editor and tabs, by whether the editor is a form and the tab a list
    (False, False): [210, 330],
    (False, True): [140, 400],
    (True, False): [330, 210],
    (True, True): [210, 330],
}


class EvidenceSide(QSplitter):
    """Editors above, tabs below."""

    whole_part_wanted = Signal()

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(_NARROWEST)
        self.editors, self.cited = Editors(), CitedNumbers()
        self.rests_on, self.claim, self.checks = RestsOn(), ClaimPanel(), ChecksPanel()
        self.challenges, self.changes = ChallengesPanel(), ChangesPanel(look)
        self._rests = QStackedWidget()
        self._rests.addWidget(self.rests_on)
        self._rests.addWidget(self._number())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("About the part"))
        self.tabs.tabBar().setDrawBase(False)  # the line under it is white in the dark look
        self.tabs.tabBar().setObjectName("about")
        self.tabs.tabBar().setAccessibleName(self.tr("About the brief"))
        self._names = {
            self._rests: self.tr("Evidence"),
            self.checks: self.tr("Checks"),
            self.challenges: self.tr("Objections"),
            self.changes: self.tr("Changes"),
        }
        self._pages = {panel: _inset(panel) for panel in self._names}
        for panel, name in self._names.items():
            self.tabs.addTab(self._pages[panel], name)
        self._editor = _inset(self.editors, self.cited)
        self.addWidget(self._editor)
        self.addWidget(self.tabs)
        self._heights = {
            (*kinds, asked): [above + asked * _ASKED, below - asked * _ASKED]
            for kinds, (above, below) in _HEIGHTS.items()
            for asked in (False, True)
        }
        self._was = (False, False, False)
        self.setSizes(self._heights[self._was])
        self.editors.currentChanged.connect(self._give_height)
        self.tabs.currentChanged.connect(self._give_height)
        self.cited.asked_changed.connect(self._give_height)

    def show_number(self, is_number: bool) -> None:
        """Show what one number rests on, or the whole part."""
        self._rests.setCurrentIndex(int(is_number))
        if is_number:
            self.show_panel(self._rests)

    def show_panel(self, panel: QWidget) -> None:
        """Bring the tab of this panel to the front."""
        self.tabs.setCurrentWidget(self._pages[panel])

    def show_count(self, panel: QWidget, count: int) -> None:
        """Say on its tab how many things a panel lists."""
        name = self._names[panel]
        place = self.tabs.indexOf(self._pages[panel])
        self.tabs.setTabText(place, f"{name} {count}" if count else name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window there is room for one thing at a time: the editor is a tab among the others."""
        super().resizeEvent(event)
        is_tab = self.tabs.indexOf(self._editor) >= 0
        if self.height() < _LOW and not is_tab:
            self.tabs.insertTab(0, self._editor, self.tr("Words"))
        elif self.height() >= _LOW and is_tab:
            self.tabs.removeTab(0)
            self.insertWidget(0, self._editor)
            self._editor.show()
            self.setSizes(self._heights[self._was])

    def _give_height(self) -> None:
        """A form, a field of words and a list each keep the height the user has given them."""
        is_list = self.tabs.currentWidget() is not self._pages[self._rests]
        now = (self.editors.is_form, is_list, not self.cited.isHidden())
        if now != self._was and self.tabs.indexOf(self._editor) < 0:
            self._heights[self._was] = self.sizes()
            self._was = now
            self.setSizes(self._heights[now])

    def _number(self) -> QWidget:
        page = QWidget()
        back = QPushButton(self.tr("‹ The whole part"))
        back.setObjectName("link")
        back.clicked.connect(self.whole_part_wanted)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(back)
        box.addWidget(self.claim, 1)
        return page


def _inset(part: QWidget, *below: QWidget) -> QWidget:
    """A part with room around it, and what stands below it."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(8, 8, 0, 4)
    box.addWidget(part, 1)
    for one in below:
        box.addWidget(one)
    return page
