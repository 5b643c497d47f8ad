"""Data: the tables of the workspace, where each value came from, and changes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from advocacy.importing.table import Table
from advocacy.workspace import Workspace
from ui.columns_flow import ColumnsFlow
from ui.copy_flow import CopyFlow
from ui.edit_flow import EditFlow
from ui.erasure_flow import ErasureFlow
from ui.find_flow import FindFlow
from ui.finding_rows import FindingRows
from ui.kept_views import KeptViews
from ui.messages import Messages
from ui.models.arrangement import Arrangement, ColumnFilter, arranged
from ui.models.marked_cells import Marks, marks_of
from ui.models.table_model import TableModel
from ui.reveal_flow import RevealFlow
from ui.row_flow import RowFlow
from ui.session import Session
from ui.settings import Remembered
from ui.story_flow import StoryFlow
from ui.tasks import TaskRunner
from ui.whole_numbers import say_number
from ui.widgets.data_grid import DataGrid
from ui.widgets.data_side import DataSide
from ui.widgets.data_stack import DataStack
from ui.widgets.find_bar import FindBar
from ui.widgets.mark_signs import signs
from ui.widgets.row_menu import RowMenu
from ui.widgets.rows_banner import RowsBanner
from ui.widgets.table_tabs import TableTabs
from ui.widgets.table_tools import TableTools

_AT_ONCE = 5_000  # rows that are sorted and filtered without a thread


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
        self._of_finding = FindingRows()
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
        self.columns = ColumnsFlow(
            self.rows, self.grid, self.views, self.revealing, tasks, lambda: self._arrangement, self
        )
        self.tabs = TableTabs()
        row_menu = RowMenu(self)
        self.tools = TableTools(row_menu)
        self.chosen = RowFlow(
            self.rows,
            self.grid,
            row_menu,
            messages,
            self.revealing,
            self.editing,
            self.erasing,
            self.copying,
        )
        self._stack = DataStack((self.tabs, self.tools, self.banner), self.grid, self.side, self.find_bar)
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
        self._of_finding.show(held, positions, words)
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
        self._of_finding.say_no_more(self._name)
        self._arrange(replace(self._arrangement, filters=(), only=None))

    def _clear_column_filters(self) -> None:
        """The rows of a finding stay those of the finding."""
        self._arrange(replace(self._arrangement, filters=()))

    def go_to(self, position: int, field: str) -> None:
        """Make a cell the current one; filters that hide it are taken away."""
        if self.rows.row_of(position) is None:
            self._of_finding.say_no_more(self._name)
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
        self.tools.columns_wanted.connect(self.columns.ask)
        self.columns.sort_wanted.connect(self.sort)
        self.columns.filter_wanted.connect(self.filter)
        self.columns.order_changed.connect(self._arrange_anew)
        self.columns.seen_changed.connect(self._show_columns)
        self._stack.import_wanted.connect(self.import_wanted)
        self._stack.all_wanted.connect(self.clear_filters)
        self.grid.selectionModel().selectionChanged.connect(self._tell_count)
        self.banner.all_wanted.connect(self.clear_filters)
        self.banner.back_wanted.connect(self._go_back)
        self.side.issues.cell_wanted.connect(self.go_to)
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
            self._stack.show_nothing()
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
            self._of_finding.drop_stale(before, table)
        self._arrange_anew()
        if table is not None:
            self._tasks.run(
                "",
                marks_of,
                self._session.workspace,
                table,
                on_done=partial(self._show_marks, table),
                key="data.marks",
            )

    @property
    def _table(self) -> Table | None:
        return self._session.workspace.table(self._name)

    @property
    def _arrangement(self) -> Arrangement:
        return self._of_finding.of(self._name) or self.views.of(self._name).arrangement

    def _arrange_anew(self) -> None:
        self._arrange(self._arrangement)

    def _arrange(self, how: Arrangement, then: tuple[int, str] | None = None) -> None:
        """Show the rows so; then: the cell to go to afterwards."""
        table = self._table
        if table is None:
            return
        if not self._of_finding.arrange(self._name, how):
            self.views.arrange(self._name, how)
        if how.is_plain:
            self._show(table, how, then, None)
        elif len(table) <= _AT_ONCE:
            self._show(table, how, then, _arranged(table, how))
        else:
            self._stack.show_working()
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
        self._stack.show_table(self.rows.rowCount() > 0)
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
        words = self._of_finding.words(self._name)
        if how.only is None:
            self.banner.show_for("", False)
            return
        text = say_number("{count} row: {words}", "{count} rows: {words}", len(how.only), words=words)
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
            self.columns.show_again(field)
        visible = self.grid.visible_columns()
        self.grid.go_to(row, column if column is not None else visible[0] if visible else 0)

    def _go_back(self) -> None:
        self.clear_filters()
        self.back_wanted.emit()


def _arranged(table: Table, how: Arrangement) -> Any:
    from ui.models.shown_column import shown_columns

    return arranged(table, shown_columns(table), how)
