"""Which spellings mean the same? Nothing is ticked beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from advocacy.importing.recipe import Spelling
from advocacy.schema import schemas
from ui.dialogs.framed import framed
from ui.whole_numbers import whole

if TYPE_CHECKING:
    from advocacy.importing.spellings import Alike

_SIZE = (680, 460)


class SpellingsDialog(QDialog):
    """Lists names that look alike with their counts; those ticked are written like the first of them."""

    decided = Signal(object)  # tuple[Spelling, ...]

    def __init__(self, found: Sequence[Alike], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Names written in several ways"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._found = found
        words = QLabel(
            self.tr(
                "Tick the spellings that mean the same as the name above them. "
                "They are written so in this workspace and in later imports; the files stay as they are."
            ),
            wordWrap=True,
        )
        self._tree = QTreeWidget()
        self._tree.setHeaderLabels([self.tr("Written"), self.tr("Rows"), self.tr("Field")])
        self._tree.setColumnWidth(0, 360)
        self._tree.setAccessibleName(self.tr("Spellings"))
        for one in found:
            self._tree.addTopLevelItem(self._group(one))
        self._tree.expandAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        merge = buttons.addButton(self.tr("Write them alike"), QDialogButtonBox.ButtonRole.AcceptRole)
        merge.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        for part in (words, self._tree, buttons):
            box.addWidget(part)

    def _group(self, one: Alike) -> QTreeWidgetItem:
        schema = schemas().get(one.table)
        field = schema.field(one.field) if schema else None
        title = field.title() if field else one.field
        top = QTreeWidgetItem([one.meant, whole(one.written[one.meant]), title])
        for written, count in one.written.items():
            if written == one.meant:
                continue
            item = QTreeWidgetItem([written, whole(count), ""])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            top.addChild(item)
        return top

    def _accept(self) -> None:
        decided = []
        for place, one in enumerate(self._found):
            top = self._tree.topLevelItem(place)
            for row in range(top.childCount() if top else 0):
                item = top.child(row) if top else None
                if item is not None and item.checkState(0) is Qt.CheckState.Checked:
                    decided.append(Spelling(one.table, one.field, item.text(0), one.meant))
        self.accept()
        self.decided.emit(tuple(decided))
