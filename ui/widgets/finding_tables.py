"""Findings as tables, where charts cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from advocacy.analysis import numbers
from advocacy.analysis.finding import Finding
from advocacy.brief.tables import finding_table
from advocacy.brief.wording import base_line, source_line
from ui.widgets.key_figures import KeyFigure, KeyFigures

_HEADER, _ROW, _MOST_ROWS = 44, 30, 10  # heights in pixels; rows seen without scrolling


class FindingTables(QScrollArea):
    """A card per finding: what was found, the table, base, remarks and source, and the menu of the chart."""

    menu_wanted = Signal(str, QPoint)
    again_wanted = Signal()

    def __init__(self, words: str = "", can_try_again: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(16, 16, 16, 16)
        self._box.setSpacing(16)
        if words:
            self._box.addWidget(self._notice(words, can_try_again))
        self._figures = KeyFigures()
        self._box.addWidget(self._figures)
        self._fixed = self._box.count()
        self.setWidget(inner)

    def show_findings(self, findings: Sequence[Finding], figures: Sequence[KeyFigure] = ()) -> None:
        """Show these findings in place of the former, and above them these numbers."""
        self._figures.show_figures(figures)
        while self._box.count() > self._fixed:
            if widget := self._box.takeAt(self._fixed).widget():
                widget.deleteLater()
        for finding in findings:
            self._box.addWidget(self._card(finding))
        self._box.addStretch()

    def _notice(self, words: str, can_try_again: bool) -> QWidget:
        notice = QFrame()
        notice.setObjectName("card")
        row = QHBoxLayout(notice)
        label = _line(words, "muted")
        row.addWidget(label, 1)
        if can_try_again:
            again = QPushButton(self.tr("Show the charts again"))
            again.clicked.connect(self.again_wanted)
            row.addWidget(again)
        return notice

    def _card(self, finding: Finding) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 16, 16, 16)
        top = QHBoxLayout()
        top.addWidget(_line(finding.headline, "heading"), 1)
        menu = QToolButton()
        menu.setText("⋯")
        menu.setAccessibleName(self.tr("Menu of “%1”").replace("%1", finding.name))
        menu.setToolTip(self.tr("What can be done with this chart"))
        code = finding.code
        menu.clicked.connect(lambda: self.menu_wanted.emit(code, menu.mapToGlobal(menu.rect().bottomLeft())))
        top.addWidget(menu, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        box.addWidget(_line(base_line(finding), "muted"))
        box.addWidget(_table(finding))
        for text in (source_line(finding), " ".join(numbers.remarks(finding))):
            if text:
                box.addWidget(_line(text, "source"))
        return card


def _line(text: str, name: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _table(finding: Finding) -> QTableWidget:
    data = finding_table(finding)
    table = QTableWidget(len(data.rows), len(data.header))
    table.setAccessibleName(finding.headline)
    table.setHorizontalHeaderLabels(list(data.header))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)  # Tab goes on to the next card
    for row, cells in enumerate(data.rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if data.numeric[column]:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    table.setMaximumHeight(_HEADER + _ROW * _MOST_ROWS)
    return table
