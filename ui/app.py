"""The program with its window: makes the parts and joins them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox, QWidget

from advocacy.errors import AdvocacyError
from advocacy.workspace import Filter, Workspace
from advocacy.workspace.plain_errors import DamagedError, HeldElsewhereError, NotWrittenError
from ui import appearance, platform
from ui.actions import Command, fill_menu
from ui.backup_flow import BackupFlow
from ui.main_window import MainWindow
from ui.merge_flow import MergeFlow
from ui.messages import Kind, Messages
from ui.pages.home_page import HomePage
from ui.session import Session
from ui.settings import Remembered
from ui.tasks import TaskRunner
from ui.warm_up import warm_up

_SPREADSHEETS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt"
_WORKSPACES = "*.groundswell"


def run(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed. A workspace or spreadsheets can be named to begin with."""
    platform.prepare()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Groundswell")
    application.setOrganizationName("Groundswell")
    if platform.has_web_engine():
        from ui import web

        web.start()
    app = App(application)
    app.window.show()
    warm_up()
    app.open_paths([Path(argument) for argument in arguments if not argument.startswith("-")])
    code = application.exec()
    app.close()
    return code


class App(QObject):
    """Joins session, tasks, messages, window and pages."""

    def __init__(
        self, application: QApplication, remembered: Remembered | None = None, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._application = application
        self._remembered = remembered or Remembered()
        self._closed = False
        self.look = self._remembered.look
        appearance.dress(application, self.look)
        self.session = Session(folder)
        self.session.who = self._remembered.who
        self.tasks = TaskRunner()
        self.messages = Messages()
        self.window = MainWindow(self.tasks, self.messages, self.look)
        self.backups = BackupFlow(self.session, self.messages, self.window)
        self.merging = MergeFlow(self.session, self.tasks, self.messages, self.window)
        self._add_pages()
        self._add_commands()
        self._join()
        self.window.set_look(self.look)
        geometry = self._remembered.geometry
        if geometry is None or not self.window.restoreGeometry(geometry):
            self.window.resize(1280, 760)
        self.window.show_page("home")
        self.window.focus_place("home")

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a workspace, or import spreadsheets."""
        workspaces = [path for path in paths if path.suffix == ".groundswell"]
        if workspaces:
            self.open_workspace(workspaces[0])
        others = [path for path in paths if path not in workspaces]
        if others:
            self.import_files(others)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read these files and show how they are understood."""
        self.window.show_page("import")
        self._page("import").add_files(paths)

    def open_sample(self) -> None:
        """Open the example data in a workspace of its own."""
        self.tasks.run(
            self.tr("Opening the example"),
            _sample,
            on_done=self._show_sample,
            on_failed=self.messages.tell_error,
            key="sample",
        )

    def open_workspace(self, path: Path) -> None:
        self.session.open_file(path)

    def merge_workspace(self, path: Path) -> None:
        """Show what another workspace would bring, and merge it when the user says so."""
        self.merging.begin(path)

    def set_look(self, look: str) -> None:
        """Light, dark, or as the system has it."""
        self.look = look
        self._remembered.look = look
        appearance.dress(self._application, look)
        self.window.set_look(look)
        licensing = self.window.pages_made.get("licensing")
        if licensing is not None:
            licensing.set_look(look)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Save, stop the threads, let the web pages go; doing it twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self._remembered.geometry = self.window.saveGeometry()
        self.tasks.close()
        self.session.close()
        for page in self.window.pages_made.values():
            for part in (page, getattr(page, "charts", None)):
                if hasattr(part, "close_page"):
                    part.close_page()

    def _add_pages(self) -> None:
        for key, title, drawing, factory in (
            ("home", self.tr("Home"), "home", self._home),
            ("import", self.tr("Import"), "import", self._importing),
            ("licensing", self.tr("Licensing"), "licensing", self._licensing),
            ("brief", self.tr("Brief"), "brief", self._brief),
        ):
            self.window.add_page(key, title, drawing, factory)

    def _home(self) -> QWidget:
        page = HomePage(self.session)
        page.import_wanted.connect(self._ask_for_files)
        page.sample_wanted.connect(self.open_sample)
        page.open_wanted.connect(self.open_workspace)
        page.open_dialog_wanted.connect(self._ask_for_workspace)
        page.page_wanted.connect(self.window.show_page)
        page.show_recent(self._remembered.recent, self.session.unsaved_files())
        return page

    def _importing(self) -> QWidget:
        from ui.pages.importing_page import ImportingPage

        page = ImportingPage(self.session, self.tasks, self.messages)
        page.files_wanted.connect(self._ask_for_files)
        return page

    def _licensing(self) -> QWidget:
        from ui.pages.licensing_page import LicensingPage

        page = LicensingPage(self.session, self.tasks, self.look)
        page.import_wanted.connect(self._ask_for_files)
        return page

    def _brief(self) -> QWidget:
        from ui.pages.brief_page import BriefPage

        page = BriefPage(self.session, self.tasks, self.messages)
        page.import_wanted.connect(self._ask_for_files)
        return page

    def _page(self, key: str) -> Any:
        return self.window.page(key)

    def _add_commands(self) -> None:
        file, edit = self.tr("File"), self.tr("Edit")
        view, help_ = self.tr("View"), self.tr("Help")
        commands = [
            Command(file, self.tr("New workspace"), self.session.new, "Ctrl+N"),
            Command(file, self.tr("Open…"), self._ask_for_workspace, "Ctrl+O"),
            Command(file, self.tr("Save as…"), self._ask_for_name, "Ctrl+S"),
            Command(file, self.tr("Backups…"), self.backups.begin),
            Command(file, self.tr("Protect with a passphrase…"), self._ask_for_new_passphrase),
            Command(file, self.tr("Remove the passphrase…"), self._ask_to_unprotect),
            Command(file, self.tr("Your name in the log…"), self._ask_for_own_name),
            Command(file, self.tr("Check the log"), self._check_log),
            Command(file, self.tr("Import files…"), self._ask_for_files, "Ctrl+I"),
            Command(file, self.tr("Import a folder…"), self._ask_for_folder),
            Command(file, self.tr("Merge another workspace…"), self._ask_for_merge),
            Command(file, self.tr("Open the example"), self.open_sample),
            Command(file, self.tr("Quit"), self.window.close, "Ctrl+Q"),
            Command(edit, self.tr("Undo"), self.session.undo, "Ctrl+Z"),
            Command(edit, self.tr("Redo"), self.session.redo, "Ctrl+Shift+Z"),
            Command(edit, self.tr("Clear filters"), self._clear_filters),
            Command(view, self.tr("Home"), lambda: self.window.show_page("home"), "Ctrl+1"),
            Command(view, self.tr("Import"), lambda: self.window.show_page("import"), "Ctrl+2"),
            Command(view, self.tr("Licensing"), lambda: self.window.show_page("licensing"), "Ctrl+3"),
            Command(view, self.tr("Brief"), lambda: self.window.show_page("brief"), "Ctrl+4"),
            Command(view, self.tr("Light"), lambda: self.set_look("light")),
            Command(view, self.tr("Dark"), lambda: self.set_look("dark")),
            Command(view, self.tr("As the system"), lambda: self.set_look("system")),
            Command(help_, self.tr("About Groundswell"), self._about),
        ]
        fill_menu(self.window, commands)
        self._commands = {command.text: command.do for command in commands}
        self.window.set_commands(list(self._commands))

    def _join(self) -> None:
        window, session = self.window, self.session
        window.files_dropped.connect(self.open_paths)
        window.closing.connect(self.close)
        window.command_searched.connect(self._do)
        window.undo.clicked.connect(session.undo)
        window.redo.clicked.connect(session.redo)
        window.filters.filter_chosen.connect(self._filter)
        window.filters.cleared.connect(self._clear_filters)
        session.workspace_changed.connect(self._workspace_changed)
        session.steps_changed.connect(lambda: window.show_steps(session.undo_text, session.redo_text))
        session.saving.connect(lambda: window.status.show_state(self.tr("Saving …")))
        session.saved.connect(self._saved)
        session.backed_up.connect(self._saved)
        session.failed.connect(self._session_failed)
        session.passphrase_wanted.connect(self._ask_for_passphrase)
        session.protected.connect(self._passphrase_changed)
        session.log_checked.connect(self._log_checked)
        window.look_only.save_wanted.connect(self._ask_for_name)
        session.path_changed.connect(self._path_changed)
        self.tasks.failed.connect(lambda _, error, details: self.messages.tell_error(error, details))
        self._application.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _workspace_changed(self, workspace: Workspace) -> None:
        if workspace.table("licensing_case") is None:
            self.window.offer_filters(False)
            self.window.status.show_date("")
            return
        self.tasks.run("", _choices, workspace, on_done=self._show_choices, key="filters")

    def _show_choices(self, found: tuple[Any, tuple[int, int], str]) -> None:
        choices, (kept, all_), day = found
        self.window.filters.show_choices(choices, self.session.workspace.filters, kept, all_)
        self.window.offer_filters(bool(choices))
        self.window.status.show_date(self.tr("Data as of %1").replace("%1", day) if day else "")

    def _filter(self, chosen: Filter) -> None:
        self.session.apply(self.tr("Filter"), lambda workspace: workspace.with_filter(chosen))

    def _clear_filters(self) -> None:
        if self.session.workspace.filters:
            self.session.apply(self.tr("Clear filters"), lambda workspace: workspace.without_filters())

    def _show_sample(self, workspace: Workspace) -> None:
        if self.session.workspace.sources:
            self.session.new()
        self.session.apply(self.tr("Open the example"), lambda _: workspace)
        self.messages.tell(
            self.tr("This is example data: the country and everybody in it are invented."),
            self.tr("Every export says so."),
            action=(self.tr("See the charts"), lambda: self.window.show_page("licensing")),
        )

    def _saved(self) -> None:
        name = self.session.path.name if self.session.is_named and self.session.path else ""
        text = self.tr("Saved in %1").replace("%1", name) if name else self.tr("Saved, without a name yet")
        if not self.session.is_saving:
            self.window.status.show_state(" · ".join(filter(None, (text, self.backups.saved_text()))))

    def _session_failed(self, error: BaseException) -> None:
        """Offer another name where the file itself cannot take a change."""
        action = None
        if isinstance(error, (HeldElsewhereError, NotWrittenError)):
            action = (self.tr("Save under another name…"), self._ask_for_name)
        elif isinstance(error, DamagedError) and self.session.path is not None:
            action = (self.tr("Backups…"), self.backups.begin)
        self.messages.tell_error(error, action=action)

    def _path_changed(self) -> None:
        path = self.session.path
        self.window.look_only.show_for(path.name if path and self.session.is_read_only else "")
        if path is not None and self.session.is_named:
            self._remembered.remember(path)
        name = path.stem if path and self.session.is_named else self.tr("Unnamed")
        self.window.setWindowTitle(f"{name} – Groundswell")

    def _scheme_changed(self) -> None:
        if self.look == "system":
            self.set_look("system")

    def _do(self, text: str) -> None:
        match = next((do for name, do in self._commands.items() if name.casefold() == text.casefold()), None)
        if match is None:
            self.messages.tell(
                self.tr("No command is called “%1”.").replace("%1", text[:40]),
                self.tr("Type a part of its name and choose from the list."),
                Kind.WARNING,
            )
        else:
            match()

    def _ask_for_files(self) -> None:
        title = self.tr("Choose spreadsheets")
        names, _ = QFileDialog.getOpenFileNames(
            self.window, title, "", f"{self.tr('Spreadsheets')} ({_SPREADSHEETS})"
        )
        if names:
            self.import_files([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window, self.tr("Choose a folder of spreadsheets"))
        if name:
            self.import_files([Path(name)])

    def _ask_for_workspace(self) -> None:
        title = self.tr("Open a workspace")
        name, _ = QFileDialog.getOpenFileName(self.window, title, "", f"Groundswell ({_WORKSPACES})")
        if name:
            self.open_workspace(Path(name))

    def _ask_for_merge(self) -> None:
        title = self.tr("Choose the workspace to merge")
        name, _ = QFileDialog.getOpenFileName(self.window, title, "", f"Groundswell ({_WORKSPACES})")
        if name:
            self.merge_workspace(Path(name))

    def _ask_for_name(self) -> None:
        title = self.tr("Save the workspace as")
        name, _ = QFileDialog.getSaveFileName(self.window, title, "", f"Groundswell ({_WORKSPACES})")
        if name:
            self.session.save_as(Path(name).with_suffix(".groundswell"))

    def _ask_for_passphrase(self, path: Path, error: AdvocacyError) -> None:
        from ui.dialogs.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(error.message, error.hint, self.window)
        dialog.given.connect(lambda passphrase: self.session.open_file(path, passphrase))
        dialog.open()

    def _ask_for_new_passphrase(self) -> None:
        from ui.dialogs.new_passphrase_dialog import NewPassphraseDialog

        dialog = NewPassphraseDialog(self.session.is_protected, self.window)
        dialog.decided.connect(self.session.protect)
        dialog.open()

    def _ask_to_unprotect(self) -> None:
        if not self.session.is_protected:
            self.messages.tell(
                self.tr("This workspace has no passphrase."),
                self.tr("“Protect with a passphrase…” in the File menu sets one."),
            )
            return
        box = QMessageBox(self.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Remove the passphrase"))
        box.setText(self.tr("Anybody who gets the file can read it then. Remove the passphrase?"))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self.session.protect(""))
        box.open()

    def _passphrase_changed(self, recovery: str) -> None:
        if not recovery:
            self.messages.tell(
                self.tr("The workspace has no passphrase any more."),
                self.tr("Anybody who gets the file can read it."),
            )
            return
        from ui.dialogs.recovery_key_dialog import RecoveryKeyDialog

        path = self.session.path
        name = path.name if path and self.session.is_named else self.tr("Unnamed")
        RecoveryKeyDialog(recovery, name, self.window).open()
        self.messages.tell(
            self.tr("The workspace is protected, and so are its backups; what was readable is overwritten."),
            self.tr(
                "The disk may keep traces, and copies you have made stay readable: delete them yourself."
            ),
        )

    def _ask_for_own_name(self) -> None:
        dialog = QInputDialog(self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Your name in the log"))
        dialog.setLabelText(
            self.tr(
                "The log of a workspace tells who changed it. Whoever has the file can read this name.\n"
                "Leave it empty to be called “someone”."
            )
        )
        dialog.setTextValue(self._remembered.who)
        dialog.textValueSelected.connect(self._keep_own_name)
        dialog.open()

    def _keep_own_name(self, name: str) -> None:
        self._remembered.who = self.session.who = name.strip()

    def _check_log(self) -> None:
        self.session.check_log()

    def _log_checked(self, lines: int, broken: int) -> None:
        if broken:
            self.messages.tell(
                self.tr("Line %1 of the log was changed or removed by another program.").replace(
                    "%1", str(broken)
                ),
                self.tr("Do not rely on this file as evidence; compare it with a copy made earlier."),
                Kind.WARNING,
            )
        else:
            self.messages.tell(
                self.tr("The log is whole: %1 lines, none changed or removed.").replace("%1", f"{lines:,}")
            )

    def _about(self) -> None:
        from importlib.metadata import version

        lines = [f"{name} {version(name)}" for name in ("pyside6", "pandas", "plotly", "typst")]
        box = QMessageBox(self.window)
        box.setWindowTitle(self.tr("About Groundswell"))
        box.setText(self.tr("Groundswell turns spreadsheets of miners' associations into an evidence brief."))
        box.setInformativeText(f"Python {sys.version.split()[0]}, " + ", ".join(lines))
        copy = box.addButton(self.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: self._application.clipboard().setText(box.informativeText()))
        box.addButton(QMessageBox.StandardButton.Close)
        box.open()


def _sample(progress: Any) -> Workspace:
    from advocacy.sample import open_sample

    return open_sample(progress)


def _choices(workspace: Workspace) -> tuple[Any, tuple[int, int], str]:
    from advocacy.analysis import numbers
    from advocacy.analysis.data_date import data_date
    from advocacy.analysis.filtering import cases_kept, filter_choices

    day = data_date(workspace)
    return filter_choices(workspace), cases_kept(workspace), numbers.day(day) if day else ""
