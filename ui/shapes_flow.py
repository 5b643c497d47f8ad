"""Shapes of regions or districts for maps: from the file chosen to one undoable change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from advocacy.progress import Progress
from advocacy.workspace import Workspace
from ui.messages import Messages
from ui.session import Session
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from advocacy.analysis.protection.areas import Named

_MOST_NAMED = 5  # places without a shape that are named to the user


class ShapesFlow(QObject):
    """Asks for the file, reads it beside the window, joins its names to the data and tells which."""

    def __init__(self, session: Session, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tasks, self._messages, self._window = session, tasks, messages, window

    def ask(self) -> None:
        """Ask for a file with shapes."""
        if self._session.refuses_change():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Shapes of regions or districts"),
            str(Path.home()),
            self.tr("Shapes (%1)").replace("%1", "*.geojson *.json"),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the shapes of this file; those of the same field are replaced."""
        self._tasks.run(
            self.tr("Reading %1").replace("%1", path.name),
            _named,
            self._session.workspace,
            path,
            on_done=self._keep,
            on_failed=self._messages.tell_error,
            key="shapes",
        )

    def remove(self) -> None:
        """Draw maps without the shapes again."""
        if self._session.workspace.shapes:
            self._session.apply(self.tr("Remove the shapes"), lambda workspace: workspace.without_shapes())
        else:
            self._messages.tell(
                self.tr("There are no shapes to remove."),
                self.tr("Shapes for maps are chosen in the menu “File”."),
            )

    def _keep(self, named: Named) -> None:
        shapes = named.shapes
        if self._session.apply(self.tr("Shapes for maps"), lambda workspace: workspace.with_shapes(shapes)):
            self._messages.tell(self._said(named), self._hint(named))

    def _said(self, named: Named) -> str:
        words = self.tr("Regions are drawn from “%1”: %2 of %3 have a shape.")
        if named.shapes.field == "district":
            words = self.tr("Districts are drawn from “%1”: %2 of %3 have a shape.")
        counted = words.replace("%2", str(named.found)).replace("%3", str(named.found + len(named.missing)))
        return counted.replace("%1", named.shapes.file)

    def _hint(self, named: Named) -> str:
        if not named.missing:
            return self.tr("Charts by place now offer the map.")
        listed = ", ".join(named.missing[:_MOST_NAMED]) + (" …" if len(named.missing) > _MOST_NAMED else "")
        return self.tr("Without a shape: %1. They stay in the chart and its table.").replace("%1", listed)


def _named(workspace: Workspace, path: Path, progress: Progress) -> Named:
    from advocacy.analysis.protection.areas import named
    from advocacy.importing.shapes_file import read_outlines

    return named(workspace, read_outlines(path, progress), path.name)
