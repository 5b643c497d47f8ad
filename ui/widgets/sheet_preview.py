"""The first rows of a sheet as they stand in the file, and above them the field each column fills."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from advocacy.importing.imported import SheetReading
from advocacy.schema import schemas

_NARROWEST, _WIDEST, _ROOM = 96, 240, 24  # pixels of a column; around its text
_ROW = 28


class SheetPreview(QTableWidget):
    """Shows a sheet. A click on the field above a column offers the others; the choice is told."""

    field_chosen = Signal(
        str, str
    )  # heading of the column, name of the field; "" keeps it as an extra column

    header_chosen = Signal(int)  # number of the row in the spreadsheet

    def __init__(self, reading: SheetReading, parent: QWidget | None = None) -> None:
        self._reading = reading
        self._fields = _offered(reading)
        above = 1 if self._fields else 0
        width = max([len(reading.headings), *(len(row) for row in reading.preview)], default=0)
        super().__init__(len(reading.preview) + above, width, parent)
        self.setAccessibleName(reading.sheet or self.tr("Sheet"))
        self.setHorizontalHeaderLabels([*reading.letters, *[""] * (width - len(reading.letters))])
        numbers = [str(reading.preview_first_row + i) for i in range(len(reading.preview))]
        self.setVerticalHeaderLabels([*[self.tr("Field")] * above, *numbers])
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(QTableWidget.EditTrigger.EditKeyPressed)
        if self._fields:
            self._show_fields()
        if reading.dialect == "plain":
            self.verticalHeader().sectionClicked.connect(self._row_clicked)
            self.verticalHeader().setToolTip(self.tr("Click the number of the row that holds the headings"))
        for row, cells in enumerate(reading.preview):
            is_header = reading.header_row == reading.preview_first_row + row
            for column, text in enumerate(cells):
                self.setItem(row + above, column, _cell(text, is_header))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the heading and the field ask for; longer cells are in the tip."""
        self.ensurePolished()
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        header = (
            (self._reading.header_row or 0) - self._reading.preview_first_row + (1 if self._fields else 0)
        )
        for column in range(self.columnCount()):
            items = [item for row in {0, header, header + 1} if (item := self.item(row, column))]
            wanted = max((metrics.horizontalAdvance(item.text()) for item in items), default=0) + _ROOM
            self.setColumnWidth(column, min(_WIDEST, max(_NARROWEST, wanted)))

    def _show_fields(self) -> None:
        for column in range(len(self._reading.headings)):
            field = self._reading.fields[column] if column < len(self._reading.fields) else ""
            item = QTableWidgetItem(f"{self._fields.get(field, self._fields[''])}  ▾")
            item.setData(Qt.ItemDataRole.UserRole, field)
            item.setToolTip(self.tr("Click to let this column fill another field"))
            self.setItem(0, column, item)
        self.setItemDelegateForRow(0, _FieldDelegate(self._fields, self))
        self.cellClicked.connect(lambda row, column: self._offer(row, column))

    def _offer(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if row == 0 and item is not None:
            self.editItem(item)

    def _row_clicked(self, row: int) -> None:
        number = self._reading.preview_first_row + row - (1 if self._fields else 0)
        if number >= self._reading.preview_first_row and number != self._reading.header_row:
            self.header_chosen.emit(number)

    def choose(self, column: int, field: str) -> None:
        """Let the column fill this field."""
        if column < len(self._reading.headings):
            self.field_chosen.emit(self._reading.headings[column], field)


class _FieldDelegate(QStyledItemDelegate):
    """Makes the box of fields when it is asked for: one for every column at once would hold the window."""

    def __init__(self, fields: dict[str, str], preview: SheetPreview) -> None:
        super().__init__(preview)
        self._fields, self._preview = fields, preview

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """In the colours of what can be pressed, in whatever look the window has now."""
        super().initStyleOption(option, index)
        palette = self._preview.palette()
        option.palette.setBrush(QPalette.ColorRole.Text, palette.link())  # type: ignore[attr-defined]
        option.backgroundBrush = palette.alternateBase()  # type: ignore[attr-defined]

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        box = QComboBox(parent)
        for name, title in self._fields.items():
            box.addItem(title, name)
        box.activated.connect(lambda _: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.UserRole))))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, QComboBox)
        if editor.currentData() != index.data(Qt.ItemDataRole.UserRole):
            self._preview.choose(index.column(), editor.currentData())

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def _offered(reading: SheetReading) -> dict[str, str]:
    """The fields a column may fill, with their titles; none where the dialect decides."""
    if reading.dialect != "plain" or not reading.table:
        return {}
    extra = SheetPreview.tr("(extra column)")
    return {"": extra, **{field.name: field.title() for field in schemas()[reading.table].fields}}


def _cell(text: str, is_header: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text.replace("&", "&amp;").replace("<", "&lt;"))
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    if is_header:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item
