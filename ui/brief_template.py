"""The user's own Word document that the brief is written into: chosen, changed and let go from one menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from advocacy.progress import Progress
from advocacy.workspace import Workspace
from ui.another_name import ask_again
from ui.menu_keys import give_keys
from ui.messages import Kind, Messages
from ui.save_name import ask_for_save_name
from ui.session import Session
from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from advocacy.exporting.word_template.reading import Chosen

_WORD = "*.docx *.dotx *.docm *.dotm"  # of those with macros the macros are left out
_SUFFIX = ".docx"
_LETTERS = 48  # of the name of a file in the menu


class BriefTemplate(QObject):
    """Fills a menu; what is chosen is read beside the window, told about, and can be undone."""

    def __init__(
        self, menu: QMenu, session: Session, tasks: TaskRunner, messages: Messages, page: QWidget
    ) -> None:
        super().__init__(page)
        give_keys(menu)
        self._session, self._tasks, self._messages, self._page = session, tasks, messages, page
        self.name = menu.addAction("")
        self.name.setEnabled(False)
        self.choose = menu.addAction("", self.ask)
        self.remove = menu.addAction(self.tr("Write without the template"), self.let_go)
        menu.addSeparator()
        self.starter = menu.addAction(self.tr("Save a letterhead to begin with…"), self.ask_for_starter)

    def show_workspace(self, workspace: Workspace) -> None:
        """Offer what can be done with the template there is, or with none."""
        template = workspace.template
        self.name.setVisible(template is not None)
        self.name.setText(_short(template.file).replace("&", "&&") if template else "")
        self.choose.setText(
            self.tr("Change the Word template…") if template else self.tr("Choose a Word template…")
        )
        self.remove.setVisible(template is not None)

    def ask(self) -> None:
        """Let the user choose a Word file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._page,
            self.tr("Choose a Word template"),
            str(Path.home()),
            self.tr("Word documents (%1)").replace("%1", _WORD),
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Take this file as the template."""
        self._tasks.run(
            self.tr("Reading %1").replace("%1", path.name),
            _read,
            path,
            on_done=self._keep,
            on_failed=self._messages.tell_error,
            key="template",
        )

    def let_go(self) -> None:
        """Write the Word brief as the program does."""
        if self._session.apply(self.tr("Write without the template"), lambda held: held.with_template(None)):
            self._messages.tell(self.tr("The Word brief has the looks of the program again."))

    def ask_for_starter(self, suggestion: Path | None = None) -> None:
        """Let the user choose where a letterhead to begin with is saved."""
        name = f"{self.tr('Letterhead')}{_SUFFIX}"
        path = ask_for_save_name(
            self._page, self.tr("Save a letterhead"), suggestion or Path.home() / name, _SUFFIX
        )
        if path is not None:
            self.write_starter(path)

    def write_starter(self, path: Path) -> None:
        """Write a letterhead to begin with, in the language of the brief."""
        self._tasks.run(
            self.tr("Save a letterhead"),
            _write_starter,
            path,
            self._session.workspace.brief.language,
            on_done=self._written,
            on_failed=ask_again(self._messages, partial(self.ask_for_starter, path)),
        )

    def _keep(self, chosen: Chosen) -> None:
        template = chosen.template
        self._session.apply(self.tr("Word template"), lambda held: held.with_template(template))
        if self._session.workspace.template == template:
            self._messages.tell(
                self.tr("The Word brief is written into “%1” from now on.").replace("%1", template.file),
                " ".join(chosen.told)
                or self.tr("Export it as Word to see it; the other formats stay as they are."),
                Kind.WARNING if chosen.told else Kind.INFO,  # a warning stays until it is read
            )

    def _written(self, path: Path) -> None:
        self._messages.tell(
            self.tr("Written: %1").replace("%1", path.name),
            self.tr("Put your logo and address into it, then choose it as the template."),
        )


def _short(name: str) -> str:
    """The name of a file with its beginning and its end."""
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS // 2]}…{name[-_LETTERS // 2 :]}"


def _read(path: Path, progress: Progress) -> Chosen:
    from advocacy.exporting.word_template.reading import read_template

    return read_template(path, progress)


def _write_starter(path: Path, language: str, progress: Progress) -> Path:
    from advocacy.exporting.starter_writer import write_starter

    write_starter(path, language)
    progress(1.0)
    return path
