"""The place where files are dropped; the window takes them, wherever they fall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState


class DropZone(QFrame):
    """Invites to drop files and offers to choose them."""

    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        words = QVBoxLayout()
        words.setSpacing(4)
        heading = QLabel(self.tr("Drop spreadsheets, folders or a workspace here"), wordWrap=True)
        heading.setObjectName("heading")
        kinds = QLabel(
            self.tr("Excel, OpenDocument, CSV, or an export of KoboToolbox and other survey tools."),
            wordWrap=True,
        )
        kinds.setObjectName("muted")
        words.addWidget(heading)
        words.addWidget(kinds)
        choose = QPushButton(self.tr("Import files…"))
        choose.setObjectName("primary")
        choose.clicked.connect(self.files_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(choose, alignment=Qt.AlignmentFlag.AlignVCenter)


class DropPage(QWidget):
    """The same for a page that has nothing else yet."""

    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        zone = QFrame()
        zone.setObjectName("drop")
        inside = QVBoxLayout(zone)
        invited = EmptyState(
            self.tr("Drop spreadsheets or folders here"),
            self.tr(
                "Excel, OpenDocument, CSV and KoboToolbox exports. You see how each is understood first."
            ),
            self.tr("Choose files…"),
        )
        invited.wanted.connect(self.files_wanted)
        inside.addWidget(invited)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.addWidget(zone)
