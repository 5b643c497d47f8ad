"""How each table of the Data page was left, also when the program is started again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject

from ui.models.arrangement import Arrangement
from ui.models.table_view import TableView
from ui.session import Session
from ui.settings import Remembered


class KeptViews(QObject):
    """A view per table.

    Columns and the order of rows are remembered by table, as the next workspace has the same tables. Filters
    hold words of the data: they are remembered by workspace, of no column about people, and not at all of a
    workspace with a passphrase.
    """

    def __init__(self, session: Session, remembered: Remembered | None, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._remembered = session, remembered
        self._views: dict[str, TableView] = {}
        self._before: dict[str, TableView] = {}
        self._masked: dict[str, Collection[str]] = {}
        session.path_changed.connect(self._path_changed)
        session.named.connect(self._named)

    def of(self, table: str) -> TableView:
        """Return how a table is looked at."""
        if table not in self._views:
            self._views[table] = self._found(table)
        return self._views[table]

    def know(self, table: str, columns: Collection[str], masked: Collection[str]) -> None:
        """Hear which columns a table has, and which hide what they hold; what is remembered may not fit."""
        self._masked[table] = masked
        if table not in self._views:
            self._views[table] = self._found(table).fitting(columns, masked)

    def keep(self, table: str, view: TableView) -> None:
        """Look at a table so from now on."""
        if view == self.of(table):
            return
        self._views[table] = view
        self._remember(table, view)

    def arrange(self, table: str, how: Arrangement) -> None:
        """Order and filter the rows of a table so."""
        self.keep(table, replace(self.of(table), arrangement=how))

    def _found(self, table: str) -> TableView:
        if self._remembered is None:
            return TableView()
        kept = TableView().with_columns_of(self._remembered.columns_of(table))
        path = self._session.path
        return kept.with_filters_of(self._remembered.filters_of(path, table)) if path is not None else kept

    def _remember(self, table: str, view: TableView) -> None:
        if self._remembered is None:
            return
        self._remembered.remember_columns(table, view.columns_as_text())
        path = self._session.path
        if path is not None:
            told = "" if self._session.is_protected else view.filters_as_text(self._masked.get(table, ()))
            self._remembered.remember_filters(path, table, told)

    def _path_changed(self) -> None:
        """Another workspace has views of its own."""
        self._before, self._views = self._views, {}

    def _named(self, _: object) -> None:
        """The same workspace under another name."""
        self._views = {**self._views, **self._before}
        for table, view in self._views.items():
            self._remember(table, view)
