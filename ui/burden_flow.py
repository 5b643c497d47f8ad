"""The inputs of the yearly burden: from the question asked to the change made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from advocacy.progress import Progress
from advocacy.workspace import BurdenInputs, Workspace
from ui.dialogs.burden_dialog import BurdenDialog
from ui.session import Session
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from advocacy.analysis.licensing.burden_measures import BurdenMeasures


class BurdenFlow(QObject):
    """Finds out what the data tell, asks for the rest, and makes one undoable change."""

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        page: QWidget,
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        super().__init__(page)
        self._session, self._tasks, self._page, self._on_failed = session, tasks, page, on_failed

    def ask(self) -> None:
        """Ask for the inputs, once it is known which of them the data tell."""
        self._tasks.run(
            self.tr("Looking for the inputs"),
            _measure,
            self._session.workspace,
            on_done=self._open,
            on_failed=self._on_failed,
            key="burden",
        )

    def _open(self, measures: BurdenMeasures | None) -> None:
        if measures is None:
            return
        dialog = BurdenDialog(self._session.workspace.settings.burden, measures, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._keep)
        dialog.open()

    def _keep(self, inputs: BurdenInputs) -> None:
        label = self.tr("Inputs of the yearly burden")
        if inputs != self._session.workspace.settings.burden:
            self._session.apply(
                label,
                lambda workspace: workspace.with_settings(replace(workspace.settings, burden=inputs), label),
            )


def _measure(workspace: Workspace, progress: Progress) -> BurdenMeasures | None:
    from advocacy.analysis.licensing.burden_measures import measures_to_show

    return measures_to_show(workspace)
