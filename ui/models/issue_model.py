"""The issues of a table for a list; as many as there are cost no more than those in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from advocacy.issue import Severity
from ui.models.marked_cells import PlacedIssue

_Index = QModelIndex | QPersistentModelIndex


class IssueModel(QAbstractListModel):
    """One line per issue. titles: of the fields; hidden: those whose values must not be told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._issues: Sequence[PlacedIssue] = ()
        self._signs: Mapping[Severity, QIcon] = {}
        self._titles: Mapping[str, str] = {}
        self._hidden: frozenset[str] = frozenset()

    def show(
        self,
        issues: Sequence[PlacedIssue],
        signs: Mapping[Severity, QIcon],
        titles: Mapping[str, str],
        hidden: frozenset[str],
    ) -> None:
        self.beginResetModel()
        self._issues, self._signs, self._titles, self._hidden = issues, signs, titles, hidden
        self.endResetModel()

    def issue(self, row: int) -> PlacedIssue:
        return self._issues[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._issues)

    def data(self, index: _Index, role: int = 0) -> Any:
        found = self._issues[index.row()].issue
        if role == Qt.ItemDataRole.DecorationRole:
            return self._signs.get(found.severity)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{self.words(index.row()).replace('&', '&amp;').replace('<', '&lt;')}</qt>"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            place = self.tr("Row %1, %2").replace("%1", str(found.row)).replace("%2", found.source)
            return f"{self.words(index.row())}\n{place}"
        return None

    def words(self, row: int) -> str:
        """Return what an issue says; of a hidden field only that there is one."""
        found = self._issues[row].issue
        if found.field in self._hidden:
            return self.tr("“%1” has an issue; its value is hidden.").replace(
                "%1", self._titles.get(found.field, found.field)
            )
        return found.message
