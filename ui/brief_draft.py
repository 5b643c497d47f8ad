"""The plan of the brief while its author types: shown at once, kept with a pause, undone like everything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from advocacy.workspace import BriefPlan, Workspace
from ui.session import Session

_TYPING_PAUSE = 800  # milliseconds after the last key before the words become a step that can be undone
Change = Callable[[BriefPlan], BriefPlan]


class BriefDraft(QObject):
    """What the user has changed of the plan, and not all of it is in the workspace yet.

    Signals:
        changed: The plan is another one, or the data are
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._typed: list[Change] = []
        self._label = ""
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self.keep)
        self.workspace = session.workspace  # with what is typed
        session.workspace_changed.connect(self._look_again)

    @property
    def plan(self) -> BriefPlan:
        """The plan with what is typed."""
        return self.workspace.brief

    def type(self, label: str, change: Change) -> None:
        """Make a change that further keys will follow. label: what the step is called when it is kept."""
        if self._typed and label != self._label:
            self.keep()
        changed = change(self.plan)
        if changed == self.plan:
            return
        self._label = label
        self._typed.append(change)
        self._pause.start()
        self.workspace = self.workspace.with_brief(changed)
        self.changed.emit()

    def apply(self, label: str, change: Change) -> None:
        """Make a change that is a step of its own."""
        self.keep()
        self._step(label, change)

    def keep(self) -> None:
        """Make a step of what is typed."""
        self._pause.stop()
        typed, self._typed = self._typed, []
        if typed:
            self._step(self._label, lambda plan: _all(typed, plan))

    def _step(self, label: str, change: Change) -> None:
        def changed(workspace: Workspace) -> Workspace:
            plan = change(workspace.brief)
            return workspace if plan == workspace.brief else workspace.with_brief(plan)

        if not self._session.apply(label, changed):
            self._look_again(
                self._session.workspace
            )  # where nothing may be changed, nothing is shown as changed

    def _look_again(self, workspace: Workspace) -> None:
        """Words that are still being typed stay on top of what else has changed."""
        plan = _all(self._typed, workspace.brief)
        self.workspace = workspace if plan == workspace.brief else workspace.with_brief(plan)
        self.changed.emit()


def _all(changes: list[Change], plan: BriefPlan) -> BriefPlan:
    for change in changes:
        plan = change(plan)
    return plan
