"""The issues of the table beside the grid; one of them leads to its cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from ui.models.issue_model import IssueModel


class IssueList(QWidget):
    """Lists the issues, severest first.

    Signals:
        cell_wanted: args: position in the frame, name of the field, "" for the row
    """

    cell_wanted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issues = IssueModel(self)
        self.view = QListView()
        self.view.setModel(self.issues)
        self.view.setWordWrap(False)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Issues of this table"))
        self.view.activated.connect(self._go)
        self._none = QLabel(self.tr("No cell of this table has an issue."), wordWrap=True)
        self._none.setObjectName("muted")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._whole = QLabel(wordWrap=True)
        self._whole.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self.tr("Go to the cell"))
        self._button.clicked.connect(self._go_to_current)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self._none)
        box.addWidget(self.view, 1)
        box.addWidget(self._whole)
        box.addWidget(self._button)
        box.addStretch()
        self.issues.modelReset.connect(self._show_state)
        self.view.selectionModel().currentChanged.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        count = self.issues.rowCount()
        self._none.setVisible(not count)
        self.view.setVisible(bool(count))
        self._button.setVisible(bool(count))
        index = self.view.currentIndex()
        self._button.setEnabled(index.isValid())
        self._whole.setVisible(index.isValid())
        if index.isValid():
            hint = self.issues.issue(index.row()).issue.hint
            self._whole.setText(f"{self.issues.words(index.row())} {hint}".strip())

    def _go_to_current(self) -> None:
        self._go(self.view.currentIndex())

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            found = self.issues.issue(index.row())
            self.cell_wanted.emit(found.position, found.issue.field)
