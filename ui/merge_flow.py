"""Merging another workspace, from the file chosen to the change made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advocacy.errors import AdvocacyError
from advocacy.progress import Progress
from advocacy.workspace import Workspace
from advocacy.workspace.plain_errors import PassphraseError
from ui.messages import Kind, Messages
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import say_number

if TYPE_CHECKING:
    from advocacy.workspace.joining import Joined

_KEY = "merge"


class MergeFlow(QObject):
    """Reads the other workspace beside the window, asks, and makes one undoable change."""

    def __init__(self, session: Session, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tasks, self._messages, self._window = session, tasks, messages, window

    def begin(self, path: Path) -> None:
        """Read this workspace and show what it would bring."""
        if self._session.refuses_change():
            return
        own = self._session.path
        if own is not None and path.exists() and own.exists() and path.samefile(own):
            self._messages.tell(
                self.tr("“%1” is the workspace that is open.").replace("%1", path.name),
                self.tr("Choose the file of another association."),
                Kind.WARNING,
            )
            return
        self._read(path, "")

    def _read(self, path: Path, passphrase: str) -> None:
        self._tasks.run(
            self.tr("Reading “%1”").replace("%1", path.name),
            _read,
            path,
            passphrase,
            on_done=partial(self._compare, path.name),
            on_failed=partial(self._not_read, path),
            key=_KEY,
        )

    def _not_read(self, path: Path, error: AdvocacyError) -> None:
        if not isinstance(error, PassphraseError):
            self._messages.tell_error(error)
            return
        from ui.dialogs.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(error.message, error.hint, self._window)
        dialog.given.connect(partial(self._read, path))
        dialog.open()

    def _compare(self, name: str, other: Workspace) -> None:
        self._tasks.run(
            self.tr("Comparing with “%1”").replace("%1", name),
            _join,
            self._session.workspace,
            other,
            name,
            on_done=partial(self._ask, name, other),
            on_failed=self._messages.tell_error,
            key=_KEY,
        )

    def _ask(self, name: str, other: Workspace, result: Joined) -> None:
        from ui.dialogs.merge_dialog import MergeDialog

        dialog = MergeDialog(result, name, self._window)
        dialog.decided.connect(partial(self._merge, name, other))
        dialog.open()

    def _merge(self, name: str, other: Workspace, chosen: Mapping[str, str]) -> None:
        before = self._session.workspace
        self._tasks.run(
            self.tr("Merging “%1”").replace("%1", name),
            _join,
            before,
            other,
            name,
            chosen,
            on_done=partial(self._apply, name, other, before, chosen),
            on_failed=self._messages.tell_error,
            key=_KEY,
        )

    def _apply(
        self, name: str, other: Workspace, before: Workspace, chosen: Mapping[str, str], result: Joined
    ) -> None:
        from advocacy.workspace.purging import erases

        if self._session.workspace is not before:  # changed meanwhile: what was done must not be lost
            self._merge(name, other, chosen)
            return
        if erases(before, result.workspace):
            last = self.tr("The other workspace has erased somebody: what came before is removed for good.")
        else:
            last = self.tr("Undo takes all of it back.")
        self._session.apply(self.tr("Merge “%1”").replace("%1", name), lambda _: result.workspace)
        self._messages.tell(
            say_number(
                "Merged “{file}”: {count} row is new.",
                "Merged “{file}”: {count} rows are new.",
                result.added,
                file=name,
            ),
            self.tr("Conflicts and likely doubles are listed among the issues.") + " " + last,
        )


def _read(path: Path, passphrase: str) -> Workspace:
    from advocacy.workspace.file import WorkspaceFile
    from advocacy.workspace.joining import with_contents

    file = WorkspaceFile.open(path, passphrase, only_look=True)
    try:
        return with_contents(file.workspace, file.source_content)
    finally:
        file.close()


def _join(
    workspace: Workspace,
    other: Workspace,
    name: str,
    chosen: Mapping[str, str] | None = None,
    *,
    progress: Progress,
) -> Joined:
    from advocacy.workspace.joining import joined

    progress(0.1)
    return joined(workspace, other, name=name, chosen=chosen)
