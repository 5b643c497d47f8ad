"""What the brief may claim from its data: the questions behind it, in one menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from advocacy.importing.questionnaire import QuestionKind
from advocacy.workspace import Protection, Workspace
from ui.burden_flow import BurdenFlow
from ui.dialogs.protection_dialog import ProtectionDialog
from ui.menu_keys import give_keys, without_key
from ui.sample_flow import SampleFlow
from ui.session import Session
from ui.tasks import TaskRunner


class BriefEvidenceMenu(QObject):
    """Fills a menu and asks what is chosen from it; every answer can be undone."""

    def __init__(
        self,
        menu: QMenu,
        session: Session,
        tasks: TaskRunner,
        page: QWidget,
        on_failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._sampling = SampleFlow(session, page)
        self._asking_about_the_burden = BurdenFlow(session, tasks, page, on_failed)
        self.sample = menu.addAction(self.tr("How were people chosen?…"), lambda: self._sampling.ask())
        self.small_groups = menu.addAction(self.tr("Small groups…"), self.ask_about_small_groups)
        self.burden = menu.addAction(self.tr("Yearly burden…"), self._asking_about_the_burden.ask)
        self.compare_by = menu.addMenu(self.tr("Compare answers by"))
        for one in (menu, self.compare_by):
            give_keys(one)
        self._questions = QActionGroup(self)
        self._questions.triggered.connect(self._compare)

    def show_workspace(self, workspace: Workspace) -> None:
        """Offer what these data leave to be asked."""
        surveys = [table.questionnaire for table in workspace.tables if table.questionnaire]
        self.sample.setVisible(bool(surveys))
        self.burden.setVisible(workspace.table("licensing_case") is not None)
        self.compare_by.menuAction().setVisible(bool(surveys))
        for old in self._questions.actions():
            self._questions.removeAction(old)
            self.compare_by.removeAction(old)
            old.deleteLater()
        if not surveys:
            return
        self._offer("", self.tr("Nothing"), workspace)
        for question in surveys[0].questions:
            if question.kind is QuestionKind.SINGLE and len(question.choices) > 1:
                self._offer(question.name, question.label, workspace)

    def ask_about_small_groups(self) -> ProtectionDialog:
        """Ask how few people are kept from being recognised."""
        settings = self._session.workspace.settings
        dialog = ProtectionDialog(settings.protection, settings.smallest_group, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._keep_protection)
        dialog.open()
        return dialog

    def _offer(self, name: str, label: str, workspace: Workspace) -> None:
        entry = QAction(label.replace("&", "&&"), self._questions)
        entry.setCheckable(True)
        entry.setChecked(workspace.settings.compare_by == name)
        entry.setData(name)
        self.compare_by.addAction(entry)

    def _compare(self, entry: QAction) -> None:
        by = entry.data()
        if by == self._session.workspace.settings.compare_by:
            return
        label = self.tr("Compared by “%1”").replace("%1", without_key(entry.text()).replace("&&", "&"))
        self._session.apply(
            label,
            lambda workspace: workspace.with_settings(replace(workspace.settings, compare_by=by), label),
        )

    def _keep_protection(self, protection: Protection, smallest: int) -> None:
        label = self.tr("Small groups")
        before = self._session.workspace.settings
        if replace(before, protection=protection, smallest_group=smallest) != before:
            self._session.apply(
                label,
                lambda workspace: workspace.with_settings(
                    replace(workspace.settings, protection=protection, smallest_group=smallest), label
                ),
            )
