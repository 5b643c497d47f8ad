"""Beside the preview: the editor of the part that is chosen, and what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ui.widgets.brief.checks_panel import ChecksPanel
from ui.widgets.brief.claim_panel import ClaimPanel
from ui.widgets.brief.editors import Editors
from ui.widgets.brief.rests_on import RestsOn

_NARROWEST = 264


class EvidenceSide(QSplitter):
    """Editors above, tabs below."""

    whole_part_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(_NARROWEST)
        self.editors = Editors()
        self.rests_on, self.claim, self.checks = RestsOn(), ClaimPanel(), ChecksPanel()
        self._rests = QStackedWidget()
        self._rests.addWidget(self.rests_on)
        self._rests.addWidget(self._number())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setObjectName("tables")
        self.tabs.tabBar().setAccessibleName(self.tr("About the brief"))
        self.tabs.addTab(_inset(self._rests), self.tr("Rests on"))
        self.tabs.addTab(_inset(self.checks), self.tr("Checks"))
        self.addWidget(_inset(self.editors))
        self.addWidget(self.tabs)
        self.setSizes([210, 330])
        self.setStretchFactor(1, 1)

    def show_number(self, is_number: bool) -> None:
        """Show what one number rests on, or the whole part."""
        self._rests.setCurrentIndex(int(is_number))
        if is_number:
            self.tabs.setCurrentIndex(0)

    def show_count(self, panel: QWidget, name: str, count: int) -> None:
        """Say on its tab how many things a panel lists."""
        place = next(i for i in range(self.tabs.count()) if self.tabs.widget(i).isAncestorOf(panel))
        self.tabs.setTabText(place, f"{name} {count}" if count else name)

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


def _inset(part: QWidget) -> QWidget:
    """A part with room around it."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(8, 8, 0, 4)
    box.addWidget(part)
    return page
