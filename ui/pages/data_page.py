"""Data: the tables of the workspace, where each value came from, and changes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from ui.copy_flow import CopyFlow
from ui.dialogs.column_filter_dialog import ColumnFilterDialog
from ui.dialogs.columns_dialog import ColumnsDialog
from ui.edit_flow import EditFlow
from ui.erasure_flow import ErasureFlow
from ui.find_flow import FindFlow
from ui.kept_views import KeptViews
from ui.messages import Kind as MessageKind
from ui.messages import Messages
from ui.models.arrangement import Arrangement, ColumnFilter, arranged, different_values
from ui.models.marked_cells import Marks, marks_of
from ui.models.shown_column import ShownColumn
from ui.models.table_model import TableModel
from ui.reveal_flow import RevealFlow
from ui.session import Session
from ui.settings import Remembered
from ui.story_flow import StoryFlow
from ui.tasks import TaskRunner
from ui.whole_numbers import whole
from ui.widgets.column_menu import ColumnMenu, ColumnState
from ui.widgets.data_grid import DataGrid
from ui.widgets.data_side import DataSide
from ui.widgets.empty_state import EmptyState
from ui.widgets.find_bar import FindBar
from ui.widgets.mark_signs import signs
from ui.widgets.row_menu import RowMenu
from ui.widgets.rows_banner import RowsBanner
from ui.widgets.table_tabs import TableTabs
from ui.widgets.table_tools import TableTools

if TYPE_CHECKING:
    pass

_AT_ONCE = 5_000  # rows that are sorted and filtered without a thread
_LONGEST_TAB = 32  # letters
_MOST_EDITED = 100_000  # rows
_SIDE = 300  # pixels
_NOTHING, _WORKING, _FILLED = range(3)


class DataPage(QWidget):
    """Shows one table at a time.

    Signals:
        import_wanted: The user wants to bring data
        back_wanted: The rows of a finding are looked at; the user wants back to where it stands
        shown: The rows are in the grid
    """

    import_wanted = Signal()
    back_wanted = Signal()
    shown = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        messages: Messages,
        look: str,
        remembered: Remembered | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._messages = session, tasks, messages
        self._signs = signs(look)
        self._stale = True
        self._name = ""  # of the table shown
        self.views = KeptViews(session, remembered, self)
        self._of_finding: dict[str, Arrangement] = {}  # while its rows are looked at, by table
        self._words: dict[str, str] = {}  # of the finding whose rows are shown, by table
        self._marks = Marks()
        self._fitted: tuple[str, tuple[str, ...]] = ("", ())
        self._has_way_back = False
        self.rows = TableModel(self._signs, self)
        self.grid = DataGrid(self.rows)
        self.find_bar = FindBar()
        self.banner = RowsBanner()
        self.side = DataSide(self.rows, self._signs)
        self.finding = FindFlow(self.rows, self.grid, self.find_bar, tasks)
        self.copying = CopyFlow(self.rows, self.grid, tasks, messages)
        self.story = StoryFlow(session, tasks, self.rows, self.grid, self.side)
        self.revealing = RevealFlow(session, messages, self.rows, self)
        self.editing = EditFlow(session, tasks, self)
        self.erasing = ErasureFlow(session, tasks, messages, self)
        self.tabs = TableTabs()
        self.row_menu = RowMenu(self)
        self.tools = TableTools(self.row_menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._working())
        self._stack.addWidget(self._filled())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._join()

    @property
    def table_name(self) -> str:
        """The table that is shown; "" for none."""
        return self._name

    @property
    def count_text(self) -> str:
        return self.tools.count_text

    def show_rows(self, table: str, positions: Sequence[int], words: str, has_way_back: bool = True) -> None:
        """Show only these rows of a table, positions in its frame; words say whose rows they are."""
        held = self._session.workspace.table(table)
        if held is None:
            return
        inside = tuple(sorted({int(position) for position in positions if 0 <= position < len(held)}))
        self._of_finding[table] = Arrangement(only=inside)
        self._words[table] = words
        self._has_way_back = has_way_back
        self._choose(table)

    def show_table(self, table: str) -> None:
        """Show a table as it was left."""
        if self._session.workspace.table(table) is not None:
            self._choose(table)

    def set_look(self, look: str) -> None:
        """Draw the marks in the light or the dark look."""
        self._signs = signs(look)
        self.rows.set_signs(self._signs)
        self.side.set_signs(self._signs)
        self.side.show_marks(self._marks)
        self.story.tell()

    def sort(self, name: str, descending: bool = False) -> None:
        """Put the rows in the order of a column; "" for the order in which they came."""
        if name and self.revealing.is_hidden(name):
            self.revealing.refuse()
            return
        self._arrange(replace(self._arrangement, sort=name, descending=descending))

    def filter(self, name: str, chosen: ColumnFilter | None) -> None:
        """Show only rows that pass; None takes the filter of the column away."""
        if chosen is not None and self.revealing.is_hidden(name):
            self.revealing.refuse()
            return
        now = self._arrangement
        self._arrange(now.with_filter(chosen) if chosen is not None else now.without_filter(name))

    def clear_filters(self) -> None:
        """Show all rows, in the order chosen."""
        self._words.pop(self._name, None)
        self._arrange(replace(self._arrangement, filters=(), only=None))

    def _clear_column_filters(self) -> None:
        """The rows of a finding stay those of the finding."""
        self._arrange(replace(self._arrangement, filters=()))

    def hide_columns(self, names: frozenset[str]) -> None:
        """Keep these columns out of sight."""
        self.views.keep(self._name, replace(self.views.of(self._name), hidden=names))
        self._show_columns()

    def order_columns(self, names: Sequence[str]) -> None:
        """Show the columns in this order; those not named follow."""
        self.views.keep(self._name, replace(self.views.of(self._name), order=tuple(names)))
        self._arrange(self._arrangement)

    def freeze(self, count: int) -> None:
        """Keep so many of the first columns in view."""
        self.views.keep(self._name, replace(self.views.of(self._name), frozen=count))
        self.grid.freeze(count)

    def edit(self) -> None:
        """Ask for another value of the current column in the chosen rows."""
        index = self.grid.currentIndex()
        if not index.isValid():
            self._messages.tell(self.tr("No cell is chosen."), self.tr("Choose the cell to change first."))
            return
        column = self.rows.columns[index.column()]
        if self.rows.is_hidden(index.column()):
            self.revealing.refuse()
            return
        rows = self.grid.chosen_rows()
        chosen = rows if index.row() in rows else [index.row()]
        if len(chosen) > _MOST_EDITED:
            self._messages.tell(
                self.tr("Too many rows are chosen: %1.").replace("%1", whole(len(chosen))),
                self.tr("Change at most %1 at once.").replace("%1", whole(_MOST_EDITED)),
                MessageKind.WARNING,
            )
            return
        self.editing.begin(self._name, [self.rows.position(row) for row in chosen], column)

    def go_to(self, position: int, field: str) -> None:
        """Make a cell the current one; filters that hide it are taken away."""
        if self.rows.row_of(position) is None:
            self._words.pop(self._name, None)
            self._arrange(replace(self._arrangement, filters=(), only=None), (position, field))
            return
        self._point_to(position, field)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed(self._session.workspace)
        else:
            self.story.tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.rows.revealed:  # left, not only minimised
            self.revealing.conceal()
            self.side.story.show_nothing()

    def _join(self) -> None:
        self._session.workspace_changed.connect(self._changed)
        self.grid.cell_chosen.connect(lambda *_: self.story.tell())
        self.revealing.changed.connect(self._masks_changed)
        self.tabs.table_chosen.connect(self._choose)
        self.tools.clear_wanted.connect(self._clear_column_filters)
        self.tools.find_wanted.connect(self.finding.open)
        self.tools.columns_wanted.connect(self._ask_for_columns)
        self.row_menu.aboutToShow.connect(self._fill_row_menu)
        self.row_menu.edit_wanted.connect(self.edit)
        self.row_menu.copy_wanted.connect(self.copying.copy)
        self.row_menu.reveal_wanted.connect(self.revealing.ask)
        self.row_menu.consent_wanted.connect(self._withdraw_consent)
        self.row_menu.erasure_wanted.connect(self._erase_person)
        self.grid.selectionModel().selectionChanged.connect(self._tell_count)
        self.grid.heading_pressed.connect(self._heading_pressed)
        self.grid.column_menu_wanted.connect(self._column_menu)
        self.grid.cell_menu_wanted.connect(self.row_menu.popup)
        self.grid.edit_wanted.connect(self.edit)
        self.grid.copy_wanted.connect(self.copying.copy)
        self.banner.all_wanted.connect(self.clear_filters)
        self.banner.back_wanted.connect(self._go_back)
        self.side.issues.cell_wanted.connect(self.go_to)
        self.editing.consent_withdrawn.connect(self.erasing.begin_consent)
        for keys, do in (
            ("F3", self.finding.on),
            ("Shift+F3", self.finding.back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _changed(self, workspace: Workspace) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if not workspace.tables:
            self._name = ""
            self.rows.show(None, Arrangement(), None, Marks())
            self._stack.setCurrentIndex(_NOTHING)
            return
        names = [table.name for table in workspace.tables]
        self.tabs.show_tables(workspace.tables)
        self._choose(self._name if self._name in names else names[0])

    def _choose(self, name: str) -> None:
        """Show a table of the workspace as it stands now."""
        if not self.isVisible():
            self._name, self._stale = name, True
            return
        if self._stale:
            self._name = name
            self._changed(self._session.workspace)
            return
        if name != self._name or self.rows.table is None:
            self._marks = Marks()
            self.side.story.show_nothing()
        self._name = name
        self.tabs.show_current(name)
        table = self._table
        if table is not None:
            from advocacy.workspace.personal import personal_fields

            self.views.know(name, [str(column) for column in table.frame.columns], personal_fields(table))
        before = self.rows.table
        if before is not None and table is not None and before.name == name and before is not table:
            self._drop_stale_rows(before, table)
        self._arrange(self._arrangement)
        if table is not None:
            self._tasks.run(
                "",
                marks_of,
                self._session.workspace,
                table,
                on_done=partial(self._show_marks, table),
                key="data.marks",
            )

    def _drop_stale_rows(self, before: Table, now: Table) -> None:
        """Positions of a finding mean nothing once rows have come, gone or moved."""
        if self._arrangement.only is None or before.origin is now.origin or before.origin.equals(now.origin):
            return
        self._words.pop(self._name, None)
        self._of_finding.pop(self._name, None)

    @property
    def _table(self) -> Table | None:
        return self._session.workspace.table(self._name)

    @property
    def _arrangement(self) -> Arrangement:
        return self._of_finding.get(self._name) or self.views.of(self._name).arrangement

    def _arrange(self, how: Arrangement, then: tuple[int, str] | None = None) -> None:
        """Show the rows so; then: the cell to go to afterwards."""
        table = self._table
        if table is None:
            return
        if how.only is not None:
            self._of_finding[self._name] = how
        else:
            self._of_finding.pop(self._name, None)
            self.views.arrange(self._name, how)
        if how.is_plain:
            self._show(table, how, then, None)
        elif len(table) <= _AT_ONCE:
            self._show(table, how, then, _arranged(table, how))
        else:
            if self._stack.currentIndex() == _NOTHING:
                self._stack.setCurrentIndex(_WORKING)
            self._tasks.run(
                self.tr("Sorting and filtering"),
                _arranged,
                table,
                how,
                on_done=partial(self._show, table, how, then),
                key="data.arrange",
            )

    def _show(self, table: Table, how: Arrangement, then: tuple[int, str] | None, order: Any) -> None:
        if table is not self._table or how != self._arrangement:
            return  # something else is shown by now
        is_same = self.rows.table is not None and self.rows.table.name == table.name
        is_near = is_same and how.only == self.rows.arrangement.only
        kept = then or (self.story.cell if is_near else None)
        across, down = self.grid.horizontalScrollBar().value(), self.grid.verticalScrollBar().value()
        view = self.views.of(table.name)
        self.rows.show(table, how, order, self._marks, view.order)
        self.finding.forget()
        columns = (table.name, tuple(column.name for column in self.rows.columns))
        if columns != self._fitted:
            self._fitted = columns
            self._show_columns()
            self.grid.fit_columns()
        else:
            self._show_columns()
        self.grid.freeze(view.frozen)
        self.grid.show_sorted(self.rows.number_of(how.sort) if how.sort else -1, how.descending)
        if is_near:
            self.grid.horizontalScrollBar().setValue(across)
            self.grid.verticalScrollBar().setValue(down)
        else:
            self.grid.scrollToTop()
        self._stack.setCurrentIndex(_FILLED)
        self._rest.setCurrentIndex(0 if self.rows.rowCount() else 1)
        if kept is not None and self.rows.row_of(kept[0]) is not None:
            self._point_to(*kept)
        else:
            self.story.tell()
        self._tell_count()
        self._show_banner(how)
        self.shown.emit()

    def _show_columns(self) -> None:
        hidden = self.views.of(self._name).hidden
        self.finding.forget()
        self.grid.hide_columns(n for n, column in enumerate(self.rows.columns) if column.name in hidden)

    def _show_banner(self, how: Arrangement) -> None:
        words = self._words.get(self._name, "")
        if how.only is None:
            self.banner.show_for("", False)
            return
        text = self.tr("%1 rows: %2") if len(how.only) != 1 else self.tr("1 row: %2")
        text = text.replace("%1", whole(len(how.only))).replace("%2", words)
        self.banner.show_for(text, self._has_way_back)

    def _show_marks(self, table: Table, marks: Marks) -> None:
        if table is not self._table:
            return
        self._marks = marks
        self.rows.set_marks(marks)
        self.side.show_marks(self._marks)
        self.story.tell()

    def _tell_count(self) -> None:
        table = self._table
        if table is None:
            return
        parts = self.grid.selectionModel().selection()
        chosen = sum(part.bottom() - part.top() + 1 for part in parts)
        self.tools.show_count(self.rows.rowCount(), len(table), chosen, bool(self._arrangement.filters))

    def _masks_changed(self) -> None:
        self.finding.forget()
        self.side.show_marks(self._marks)
        if self.isVisible():
            self.story.tell()

    def _point_to(self, position: int, field: str) -> None:
        row, column = self.rows.row_of(position), self.rows.number_of(field)
        if row is None:
            return
        if column is not None and self.grid.isColumnHidden(column):
            self.hide_columns(self.views.of(self._name).hidden - {field})
        visible = self.grid.visible_columns()
        self.grid.go_to(row, column if column is not None else visible[0] if visible else 0)

    def _heading_pressed(self, column: int) -> None:
        """First click up, second down, third as the rows came."""
        name, now = self.rows.columns[column].name, self._arrangement
        if now.sort != name:
            self.sort(name)
        elif not now.descending:
            self.sort(name, True)
        else:
            self.sort("")

    def column_menu(self, number: int) -> ColumnMenu:
        """Return the menu of a column."""
        column, visible = self.rows.columns[number], self.grid.visible_columns()
        state = ColumnState(
            column,
            self._arrangement,
            visible.index(number) + 1 if number in visible else 0,
            len(visible),
            self.grid.frozen_count,
            self.rows.is_hidden(number),
            column.name in self.rows.revealed,
        )
        menu = ColumnMenu(state, self)
        menu.sort_wanted.connect(self.sort)
        menu.filter_wanted.connect(self._ask_for_filter)
        menu.no_filter_wanted.connect(self.filter)
        menu.reveal_wanted.connect(self.revealing.ask)
        menu.conceal_wanted.connect(self.revealing.conceal)
        menu.freeze_wanted.connect(self.freeze)
        menu.hide_wanted.connect(self._hide_column)
        return menu

    def _column_menu(self, number: int, place: QPoint) -> None:
        self.column_menu(number).popup(place)

    def _hide_column(self, name: str) -> None:
        self.hide_columns(self.views.of(self._name).hidden | {name})

    def _ask_for_filter(self, column: ShownColumn) -> None:
        table = self.rows.table
        if table is None:
            return
        if self.revealing.is_hidden(column.name):
            self.revealing.refuse()
            return
        self._tasks.run(
            self.tr("Counting values"),
            different_values,
            table,
            column,
            on_done=partial(self._show_filter, column),
            key="data.values",
        )

    def _show_filter(self, column: ShownColumn, counted: tuple[list[tuple[str, int]], int]) -> None:
        now = self._arrangement.filter_of(column.name)
        dialog = ColumnFilterDialog(column, now, *counted, self)
        dialog.decided.connect(partial(self.filter, column.name))
        dialog.open()

    def _ask_for_columns(self) -> None:
        dialog = ColumnsDialog(self.rows.columns, self.views.of(self._name).hidden, self)
        dialog.decided.connect(self._columns_decided)
        dialog.open()

    def _columns_decided(self, hidden: frozenset[str], names: Sequence[str]) -> None:
        self.hide_columns(hidden)
        if tuple(names) != tuple(column.name for column in self.rows.columns):
            self.order_columns(names)

    def _fill_row_menu(self) -> None:
        index = self.grid.currentIndex()
        is_hidden = index.isValid() and self.rows.is_hidden(index.column())
        self.row_menu.fill(index.isValid(), self.rows.columns[index.column()] if is_hidden else None)

    def _chosen_positions(self) -> list[int]:
        return [self.rows.position(row) for row in self.grid.chosen_rows()[:_MOST_EDITED]]

    def _withdraw_consent(self) -> None:
        if positions := self._chosen_positions():
            self.erasing.begin_consent(self._name, positions)

    def _erase_person(self) -> None:
        positions = self._chosen_positions()
        # Where many rows are chosen they are hardly one person's: nothing is ticked beforehand then.
        self.erasing.begin_person({self._name: positions} if 0 < len(positions) <= 20 else {})

    def _go_back(self) -> None:
        self.clear_filters()
        self.back_wanted.emit()

    def _empty(self) -> QWidget:
        state = EmptyState(
            self.tr("No data yet"),
            self.tr("Here stand the rows of your spreadsheets, each value with the cell it came from."),
            self.tr("Import files…"),
        )
        state.wanted.connect(self.import_wanted)
        return state

    def _working(self) -> QWidget:
        words = QLabel(self.tr("Reading the rows …"))
        words.setObjectName("muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return words

    def _filled(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(8)
        box.addWidget(self.tabs)
        box.addWidget(self.tools)
        box.addWidget(self.banner)
        self._rest = QStackedWidget()
        self._rest.addWidget(self.grid)
        none = EmptyState(
            self.tr("No row passes the filters"),
            self.tr("Every row of the table is still there."),
            self.tr("Show all rows"),
        )
        none.wanted.connect(self.clear_filters)
        self._rest.addWidget(none)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self._rest)
        across.addWidget(self.side)
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 0)
        across.setSizes([_SIDE * 3, _SIDE])
        across.setChildrenCollapsible(False)
        box.addWidget(across, 1)
        box.addWidget(self.find_bar)
        return page


def _arranged(table: Table, how: Arrangement) -> Any:
    from ui.models.shown_column import shown_columns

    return arranged(table, shown_columns(table), how)
