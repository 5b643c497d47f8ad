"""How the people of a survey were chosen: from the question asked to the change made."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from advocacy.importing.table import Table
from advocacy.workspace import SamplePlan
from ui.dialogs.sample_dialog import SampleDialog
from ui.session import Session


class SampleFlow(QObject):
    """Asks, and makes one undoable change. page: what the dialog stands before."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def ask(self, survey: Table | None = None) -> SampleDialog | None:
        """Ask about this survey, else the first one; None where there is no survey."""
        from advocacy.analysis.survey.member_register import FIELDS, member_register

        workspace = self._session.workspace
        about = survey or next((table for table in workspace.tables if table.questionnaire), None)
        if about is None:
            return None
        columns = [str(name) for name in about.frame.columns if "/" not in str(name)]
        register = member_register(workspace)
        fields = [name for name in FIELDS if register and name in register.sizes]
        dialog = SampleDialog(workspace.settings.sample, columns, len(about), self._page, fields)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._keep)
        dialog.open()
        return dialog

    def _keep(self, plan: SamplePlan) -> None:
        label = self.tr("How people were chosen")
        if plan != self._session.workspace.settings.sample:
            self._session.apply(
                label,
                lambda workspace: workspace.with_settings(replace(workspace.settings, sample=plan), label),
            )
