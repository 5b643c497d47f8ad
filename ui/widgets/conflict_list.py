"""Fields that two workspaces tell differently, both values beside each other, one of them ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from advocacy.schema import schemas
from advocacy.workspace.joined_rows import Conflict
from advocacy.workspace.joining import MINE, NEWEST, THEIRS
from advocacy.workspace.provenance import Provenance

_ENTRY, _FIELD, _HERE, _OTHER = range(4)
_SIDES = {_HERE: MINE, _OTHER: THEIRS}
_LONGEST = 120  # letters of a value in the list; all of it is in the tool tip
_Index = QModelIndex | QPersistentModelIndex


class ConflictModel(QAbstractTableModel):
    """The conflicts and what is taken of each."""

    taken_changed = Signal()

    def __init__(self, conflicts: Sequence[Conflict], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflicts = list(conflicts)
        self._newest = {one.code: one.taken for one in conflicts}
        self._taken = dict(self._newest)

    def taken(self) -> dict[str, str]:
        """Return for every conflict, by its code, which side is taken."""
        return dict(self._taken)

    def take_all(self, choose: str) -> None:
        """Take one side everywhere, or the newest."""
        self._taken = dict(self._newest) if choose == NEWEST else dict.fromkeys(self._newest, choose)
        if self._conflicts:
            self.dataChanged.emit(self.index(0, _HERE), self.index(len(self._conflicts) - 1, _OTHER))
        self.taken_changed.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._conflicts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Entry"), self.tr("Field"), self.tr("Here"), self.tr("In the other"))[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() in _SIDES else base

    def data(self, index: _Index, role: int = 0) -> Any:
        conflict, column = self._conflicts[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column in _SIDES:
            is_taken = self._taken[conflict.code] == _SIDES[column]
            return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and column in _SIDES:
            return self._side(conflict, column).in_words().replace("<", "&lt;")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column == _ENTRY:
            schema = schemas().get(conflict.table)
            title = schema.title() if schema else conflict.table
            return f"{' · '.join(conflict.key) or conflict.mine.row}\n{title}"
        if column == _FIELD:
            return conflict.mine.title
        return self._shown(self._side(conflict, column))

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() not in _SIDES:
            return False
        # A tick taken away means the other side: one of the two always counts.
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        side = _SIDES[index.column()]
        self._taken[self._conflicts[index.row()].code] = side if is_on else (THEIRS if side == MINE else MINE)
        self.dataChanged.emit(self.index(index.row(), _HERE), self.index(index.row(), _OTHER))
        self.taken_changed.emit()
        return True

    def _side(self, conflict: Conflict, column: int) -> Provenance:
        return conflict.mine if column == _HERE else conflict.theirs

    def _shown(self, told: Provenance) -> str:
        value = " ".join(told.value.split()) or self.tr("(no value)")
        value = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
        if told.steps:
            return f"{value}\n{told.steps[0].said}"
        return f"{value}\n{told.cell} · {told.imported_at[:10]} · {told.file}"


class ConflictList(QTreeView):
    """Shows the conflicts; Space or a click on a value takes it."""

    def __init__(self, conflicts: Sequence[Conflict], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflicts = ConflictModel(conflicts, self)
        self.setModel(self.conflicts)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QTreeView.SelectionBehavior.SelectItems)
        self.setAccessibleName(self.tr("Fields told differently"))
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in ((_ENTRY, 150), (_FIELD, 150)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        for column in _SIDES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._take)

    def _take(self, index: QModelIndex) -> None:
        """A click anywhere on a value takes it; on its box Qt has done so already."""
        if index.column() in _SIDES:
            self.conflicts.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
