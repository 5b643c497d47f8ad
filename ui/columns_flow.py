"""The columns of the grid: which are seen, their order, what stays in view, and the menu of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.column_filter_dialog import ColumnFilterDialog
from ui.dialogs.columns_dialog import ColumnsDialog
from ui.kept_views import KeptViews
from ui.models.arrangement import Arrangement, different_values
from ui.models.shown_column import ShownColumn
from ui.models.table_model import TableModel
from ui.reveal_flow import RevealFlow
from ui.tasks import TaskRunner
from ui.widgets.column_menu import ColumnMenu, ColumnState
from ui.widgets.data_grid import DataGrid


class ColumnsFlow(QObject):
    """Asks about the columns of the table that is shown, and keeps what was decided.

    Signals:
        sort_wanted: args: name of a column, "" for as the rows came; whether descending
        filter_wanted: args: name of a column, the ColumnFilter or None
        order_changed: The columns stand in another order
        seen_changed: Other columns can be seen
    """

    sort_wanted = Signal(str, bool)
    filter_wanted = Signal(str, object)
    order_changed = Signal()
    seen_changed = Signal()

    def __init__(
        self,
        rows: TableModel,
        grid: DataGrid,
        views: KeptViews,
        revealing: RevealFlow,
        tasks: TaskRunner,
        arrangement: Callable[[], Arrangement],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._rows, self._grid, self._views = rows, grid, views
        self._revealing, self._tasks, self._page = revealing, tasks, page
        self._arrangement = arrangement  # as it is wanted; the rows may still be put in order
        grid.heading_pressed.connect(self._heading_pressed)
        grid.column_menu_wanted.connect(self._open_menu)

    def hide(self, names: frozenset[str]) -> None:
        """Keep these columns out of sight."""
        self._views.keep(self._name, replace(self._views.of(self._name), hidden=names))
        self.seen_changed.emit()

    def show_again(self, name: str) -> None:
        """Bring a column back into sight."""
        self.hide(self._hidden - {name})

    def order(self, names: Sequence[str]) -> None:
        """Show the columns in this order; those not named follow."""
        self._views.keep(self._name, replace(self._views.of(self._name), order=tuple(names)))
        self.order_changed.emit()

    def freeze(self, count: int) -> None:
        """Keep so many of the first columns in view."""
        self._views.keep(self._name, replace(self._views.of(self._name), frozen=count))
        self._grid.freeze(count)

    def menu(self, number: int) -> ColumnMenu:
        """Return the menu of a column."""
        column, visible = self._rows.columns[number], self._grid.visible_columns()
        state = ColumnState(
            column,
            self._arrangement(),
            visible.index(number) + 1 if number in visible else 0,
            len(visible),
            self._grid.frozen_count,
            self._rows.is_hidden(number),
            column.name in self._rows.revealed,
        )
        menu = ColumnMenu(state, self._page)
        menu.sort_wanted.connect(self.sort_wanted)
        menu.filter_wanted.connect(self.ask_for_filter)
        menu.no_filter_wanted.connect(self.filter_wanted)
        menu.reveal_wanted.connect(self._revealing.ask)
        menu.conceal_wanted.connect(self._revealing.conceal)
        menu.freeze_wanted.connect(self.freeze)
        menu.hide_wanted.connect(self._hide_also)
        return menu

    def ask(self) -> None:
        """Ask which columns are seen, in which order."""
        dialog = ColumnsDialog(self._rows.columns, self._hidden, self._page)
        dialog.decided.connect(self.decide)
        dialog.open()

    def decide(self, hidden: frozenset[str], names: Sequence[str]) -> None:
        """Take what the dialog says."""
        self.hide(hidden)
        if tuple(names) != tuple(column.name for column in self._rows.columns):
            self.order(names)

    def ask_for_filter(self, column: ShownColumn) -> None:
        """Count the values of a column beside the window, then ask which of them are to be seen."""
        table = self._rows.table
        if table is None:
            return
        if self._revealing.is_hidden(column.name):
            self._revealing.refuse()
            return
        self._tasks.run(
            self.tr("Counting values"),
            different_values,
            table,
            column,
            on_done=partial(self._show_filter, column),
            key="data.values",
        )

    @property
    def _name(self) -> str:
        return self._rows.table.name if self._rows.table is not None else ""

    @property
    def _hidden(self) -> frozenset[str]:
        return self._views.of(self._name).hidden

    def _open_menu(self, number: int, place: QPoint) -> None:
        self.menu(number).popup(place)

    def _hide_also(self, name: str) -> None:
        self.hide(self._hidden | {name})

    def _heading_pressed(self, column: int) -> None:
        """First click up, second down, third as the rows came."""
        name, now = self._rows.columns[column].name, self._arrangement()
        if now.sort != name:
            self.sort_wanted.emit(name, False)
        elif not now.descending:
            self.sort_wanted.emit(name, True)
        else:
            self.sort_wanted.emit("", False)

    def _show_filter(self, column: ShownColumn, counted: tuple[list[tuple[str, int]], int]) -> None:
        now = self._arrangement().filter_of(column.name)
        dialog = ColumnFilterDialog(column, now, *counted, self._page)
        dialog.decided.connect(partial(self.filter_wanted.emit, column.name))
        dialog.open()
