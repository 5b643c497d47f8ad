"""Changing values by hand, from the dialog to one undoable change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advocacy.progress import Progress
from advocacy.workspace import Workspace
from ui.dialogs.edit_dialog import EditDialog
from ui.models.shown_column import ShownColumn
from ui.session import Session
from ui.tasks import TaskRunner

_KEY = "edit"


class EditFlow(QObject):
    """Asks for the value, types and checks it beside the window, and keeps it.

    Signals:
        consent_withdrawn: The value says that a person takes consent back, which is more than an edit.
            args: table, positions
    """

    consent_withdrawn = Signal(str, object)

    def __init__(self, session: Session, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._window = session, tasks, parent
        self.dialog: EditDialog | None = None

    def begin(self, table: str, positions: Sequence[int], column: ShownColumn) -> None:
        """Ask for another value of a column in these rows."""
        if self._session.refuses_change():
            return
        self.dialog = EditDialog(
            column, self._now(table, positions, column.name), len(positions), self._window
        )
        self.dialog.decided.connect(partial(self._make, table, tuple(positions), column))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _now(self, table: str, positions: Sequence[int], name: str) -> str:
        """The value of the rows as it is typed; "" where they differ."""
        from advocacy.workspace.value_text import value_text

        held = self._session.workspace.table(table)
        if held is None:
            return ""
        values = held.frame[name].iloc[list(positions)]
        first = values.iloc[0]
        if len(values) > 1 and not (values.isna().all() or values.eq(first).fillna(False).all()):
            return ""
        return value_text(first)

    def _make(
        self, table: str, positions: Sequence[int], column: ShownColumn, typed: str, reason: str
    ) -> None:
        before = self._session.workspace
        self._tasks.run(
            self.tr("Changing values"),
            _edited,
            before,
            table,
            positions,
            column.name,
            typed,
            reason,
            on_done=partial(self._keep, before, (table, positions, column, typed, reason)),
            on_failed=self._refuse,
            key=_KEY,
        )

    def _keep(
        self,
        before: Workspace,
        asked: tuple[str, Sequence[int], ShownColumn, str, str],
        after: Workspace,
    ) -> None:
        table, positions, column, *_ = asked
        if self._session.workspace is not before:  # changed meanwhile: what was done must not be lost
            self._make(*asked)
            return
        if self.dialog is not None:
            self.dialog.accept()
        if len(after.erased) > len(before.erased):
            self.consent_withdrawn.emit(table, positions)
            return
        label = self.tr("Change “%1”").replace("%1", column.title)
        self._session.apply(label, lambda now: after if after is not before else now)

    def _refuse(self, error: BaseException) -> None:
        if self.dialog is not None:
            self.dialog.show_fault(error)

    def _closed(self) -> None:
        self.dialog = None
        for task in self._tasks.running:
            if task.key == _KEY:
                task.cancel()


def _edited(
    workspace: Workspace,
    table: str,
    positions: Sequence[int],
    field: str,
    typed: str,
    reason: str,
    *,
    progress: Progress,
) -> Workspace:
    progress(0.1)
    return workspace.with_edit(table, positions, field, typed, reason)
