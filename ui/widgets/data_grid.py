"""A grid whose first columns can stay in view while the others scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.models.shown_column import Kind
from ui.models.table_model import TableModel

_ROW, _HEADER = 26, 44  # pixels; the header has room for two lines
_NARROWEST, _WIDEST = 72, 260
_SAMPLE = 40  # rows by which a column gets its width


class DataGrid(QTableView):
    """Shows a TableModel. The frozen columns are a second view of the same model, laid over the first.

    Signals:
        cell_chosen: The current cell is another one. args: row, column of the model; -1 for none
        heading_pressed: A heading is clicked. arg: column
        column_menu_wanted: args: column, where on the screen
        cell_menu_wanted: arg: where on the screen
        edit_wanted, copy_wanted: by key or double-click
    """

    cell_chosen = Signal(int, int)
    heading_pressed = Signal(int)
    column_menu_wanted = Signal(int, QPoint)
    cell_menu_wanted = Signal(QPoint)
    edit_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frozen_count = 0
        self._table = model
        self.setObjectName("grid")
        self.setVerticalHeader(_RowNumbers(self))
        self.setModel(model)
        self._frozen = QTableView(self)
        self._frozen.setObjectName("frozen")
        self._frozen.setModel(model)
        self._frozen.setSelectionModel(self.selectionModel())
        self._frozen.setFrameShape(QFrame.Shape.NoFrame)
        self._frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frozen.verticalHeader().hide()
        self._frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for view in (self, self._frozen):
            self._set_up(view)
        self.setCornerButtonEnabled(False)
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._frozen.horizontalHeader().sectionResized.connect(self._frozen_resized)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._frozen.viewport().installEventFilter(self)
        self._frozen.hide()
        self.setAccessibleName(self.tr("Rows of the table"))

    @property
    def frozen_count(self) -> int:
        return self._frozen_count

    def freeze(self, count: int) -> None:
        """Let this many of the first columns in view stay there."""
        self._frozen_count = count
        self._lay_out()

    def visible_columns(self) -> list[int]:
        """Return the columns that are not hidden, in the order of the grid."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in places if not self.isColumnHidden(column)]

    def hide_columns(self, hidden: Iterable[int]) -> None:
        """Hide these columns and show the others."""
        gone = set(hidden)
        for column in range(self._table.columnCount()):
            self.setColumnHidden(column, column in gone)
        self._lay_out()

    def fit_columns(self) -> None:
        """Give every column the width that its heading and first rows ask for."""
        metrics = self.fontMetrics()
        rows = range(min(_SAMPLE, self._table.rowCount()))
        for number, column in enumerate(self._table.columns):
            cells = [metrics.horizontalAdvance(self._table.data(self._table.index(r, number))) for r in rows]
            words = column.heading.split() or [""]
            two_lines = metrics.horizontalAdvance(column.heading) * 0.6
            heading = max(two_lines, *(metrics.horizontalAdvance(word) for word in words)) + 32
            room = 46 if column.kind is not Kind.NUMBER else 34  # a sign may stand before the text
            wanted = max(heading, max(cells, default=0) + room)
            self.setColumnWidth(number, int(min(_WIDEST, max(_NARROWEST, wanted))))
        self._lay_out()

    def show_sorted(self, column: int, descending: bool) -> None:
        """Draw the arrow of the order at this column; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        for view in (self, self._frozen):
            view.horizontalHeader().setSortIndicator(column, order)

    def go_to(self, row: int, column: int) -> None:
        """Make this cell the current one and bring it into view."""
        index = self._table.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def chosen_rows(self) -> list[int]:
        """Return the rows of the selection, rising."""
        rows: set[int] = set()
        for part in self.selectionModel().selection():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def chosen_columns(self) -> list[int]:
        """Return the columns of the selection that are not hidden, in the order of the grid."""
        columns: set[int] = set()
        for part in self.selectionModel().selection():
            columns.update(range(part.left(), part.right() + 1))
        return [column for column in self.visible_columns() if column in columns]

    def chosen_count(self) -> int:
        """Return how many cells the copy of the selection has, without listing them."""
        parts = self.selectionModel().selection()
        rows = sum(part.bottom() - part.top() + 1 for part in parts)
        return rows * max((part.right() - part.left() + 1 for part in parts), default=0)

    def scrollTo(
        self,
        index: QModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, not below the frozen columns."""
        super().scrollTo(index, hint)
        if not self._frozen.isVisible() or index.column() in self._kept_columns():
            return
        hidden = self._frozen.width() - self.columnViewportPosition(index.column())
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._menu_by_key()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.cell_menu_wanted.emit(event.globalPos())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The wheel over the frozen columns scrolls the grid."""
        if watched is self._frozen.viewport() and event.type() is QEvent.Type.ContextMenu:
            assert isinstance(event, QContextMenuEvent)
            self.cell_menu_wanted.emit(event.globalPos())
            return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _set_up(self, view: QTableView) -> None:
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setTabKeyNavigation(False)  # Tab leaves the grid; the arrows walk in it
        rows = view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        header = view.horizontalHeader()
        header.setFixedHeight(_HEADER)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self.heading_pressed)
        header.customContextMenuRequested.connect(
            self._main_heading_menu if view is self else self._frozen_heading_menu
        )
        view.doubleClicked.connect(self._double_clicked)

    def _main_heading_menu(self, place: QPoint) -> None:
        self._heading_menu(self.horizontalHeader(), place)

    def _frozen_heading_menu(self, place: QPoint) -> None:
        self._heading_menu(self._frozen.horizontalHeader(), place)

    def _heading_menu(self, header: QHeaderView, place: QPoint) -> None:
        column = header.logicalIndexAt(place)
        if column >= 0:
            self.column_menu_wanted.emit(column, header.mapToGlobal(place))

    def _menu_by_key(self) -> None:
        column = self.currentIndex().column()
        if column >= 0:
            place = QPoint(self.columnViewportPosition(column), self.horizontalHeader().height())
            self.column_menu_wanted.emit(column, self.horizontalHeader().mapToGlobal(place))

    def _double_clicked(self, _: QModelIndex) -> None:
        self.edit_wanted.emit()

    def _current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        self.cell_chosen.emit(current.row(), current.column())

    def _resized(self, column: int, _: int, size: int) -> None:
        if column in self._kept_columns() and self._frozen.columnWidth(column) != size:
            self._lay_out()

    def _frozen_resized(self, column: int, _: int, size: int) -> None:
        if size and column in self._kept_columns() and self.columnWidth(column) != size:
            self.setColumnWidth(column, size)

    def _kept_columns(self) -> Sequence[int]:
        return self.visible_columns()[: self._frozen_count]

    def _lay_out(self) -> None:
        """Put the frozen view over the first columns, as wide as they are."""
        kept = set(self._kept_columns())
        self._frozen.setVisible(bool(kept))
        if not kept:
            return
        for column in range(self._table.columnCount()):
            self._frozen.setColumnHidden(column, column not in kept)
            if column in kept:
                self._frozen.setColumnWidth(column, self.columnWidth(column))
        room = self.viewport().width() - _NARROWEST  # something must be left to scroll
        width = min(sum(self.columnWidth(column) for column in kept), max(0, room))
        area = self.viewport().geometry()
        height = area.height() + self.horizontalHeader().height()
        self._frozen.setGeometry(QRect(area.left(), self.frameWidth(), width + 1, height))
        self._frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())
        self._frozen.raise_()


class _RowNumbers(QHeaderView):
    """As wide as a million needs; Qt would ask two hundred rows whenever the look or the width changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._width = self.fontMetrics().horizontalAdvance("0,000,000") + 12
        self.setFixedWidth(self._width)

    def sizeHint(self) -> QSize:
        return QSize(self._width, _ROW)
