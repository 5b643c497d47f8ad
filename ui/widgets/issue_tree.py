"""What is wrong in a file: one line for each kind of trouble, its cells below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from advocacy.issue import Issue, Severity
from ui.whole_numbers import whole
from ui.widgets.mark_signs import signs

_SHOWN = 200  # of one kind; the count tells how many there are
_WHERE = 0.2  # of the width; the two others share the rest
_ISSUE, _PLACE, _HINT = range(3)
_PADDING, _LOWEST, _NARROWEST = 12, 28, 40  # pixels


class IssueTree(QTreeWidget):
    """Lists issues, the severest and most frequent kinds first. Long lines are broken, not cut."""

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = signs(look).issues
        self._issues: Sequence[Issue] = ()
        self.setHeaderLabels([self.tr("Issue"), self.tr("Where"), self.tr("What to do")])
        self.setAccessibleName(self.tr("Issues"))
        self.setWordWrap(True)
        self.setItemDelegate(_Lines(self))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(True)

    def set_look(self, look: str) -> None:
        """Draw the signs in the light or the dark look."""
        self._signs = signs(look).issues
        self.show_issues(self._issues)

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Show these in place of the former."""
        self._issues = issues
        self.clear()
        kinds: dict[tuple[Severity, str], list[Issue]] = {}
        for issue in issues:
            kinds.setdefault((issue.severity, issue.code), []).append(issue)
        order = list(Severity)
        for _, alike in sorted(kinds.items(), key=lambda kind: (order.index(kind[0][0]), -len(kind[1]))):
            self.addTopLevelItem(self._kind(alike))
        if not issues:
            self.addTopLevelItem(QTreeWidgetItem([self.tr("No cell needs a look."), "", ""]))

    def _kind(self, alike: Sequence[Issue]) -> QTreeWidgetItem:
        first, count = alike[0], len(alike)
        if count == 1:
            return self._line(first)
        where = self.tr("%1 places").replace("%1", whole(count))
        top = QTreeWidgetItem([f"{whole(count)} × {first.message}", where, first.hint])
        self._sign(top, first.severity)
        top.addChildren([self._line(issue) for issue in alike[:_SHOWN]])
        return top

    def _line(self, issue: Issue) -> QTreeWidgetItem:
        cell = f"{issue.sheet} {issue.column}{issue.row or ''}".strip()
        line = QTreeWidgetItem([issue.message, cell, issue.hint])
        self._sign(line, issue.severity)
        return line

    def _sign(self, line: QTreeWidgetItem, severity: Severity) -> None:
        names = {
            Severity.ERROR: self.tr("error"),
            Severity.WARNING: self.tr("warning"),
            Severity.NOTE: self.tr("note"),
        }
        line.setIcon(_ISSUE, self._signs[severity])
        heard = f"{names[severity]}: {line.text(_ISSUE)}"
        line.setData(_ISSUE, Qt.ItemDataRole.AccessibleTextRole, heard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnWidth(_PLACE, round(width * _WHERE))
        self.setColumnWidth(_ISSUE, round(width * (1 - _WHERE) / 2))
        self.scheduleDelayedItemsLayout()  # lines break elsewhere


class _Lines(QStyledItemDelegate):
    """Gives a line the height of its longest text; a tree view does not look for that itself."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        room = self._tree.columnWidth(index.column()) - _PADDING
        if index.column() == _ISSUE:
            levels = 2 if index.parent().isValid() else 1
            room -= levels * self._tree.indentation() + self._tree.iconSize().width() + _PADDING
        whole = QRect(0, 0, max(room, _NARROWEST), 10_000)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        tall = self._tree.fontMetrics().boundingRect(whole, Qt.TextFlag.TextWordWrap, text).height()
        return QSize(room, max(_LOWEST, tall + _PADDING))
