"""The program with its window: makes the parts and joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from advocacy.exporting.package.archive import is_package
from advocacy.wording import language
from advocacy.workspace import Workspace
from ui import appearance, clipboard_end, window_language
from ui.actions import Command, fill_menu
from ui.backup_flow import BackupFlow
from ui.chart_actions import ChartActions
from ui.file_choice import FileChoice
from ui.filter_flow import FilterFlow
from ui.fuzzy import ranked
from ui.leaving_flow import LeavingFlow
from ui.log_flow import LogFlow
from ui.main_window import MainWindow
from ui.merge_flow import MergeFlow
from ui.messages import Kind, Messages
from ui.package_flow import PackageFlow
from ui.pages.home_page import HomePage
from ui.passphrase_flow import PassphraseFlow
from ui.print_flow import PrintFlow
from ui.saving_flow import SavingFlow
from ui.session import Session
from ui.settings import Remembered
from ui.shapes_flow import ShapesFlow
from ui.tasks import TaskRunner


class App(QObject):
    """Joins session, tasks, messages, window and pages.

    Signals:
        language_changed: The user chose another language; the window is to be made anew
    """

    language_changed = Signal()

    def __init__(
        self, application: QApplication, remembered: Remembered | None = None, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._application = application
        self._remembered = remembered or Remembered()
        window_language.speak(application, window_language.language_for(self._remembered.language))
        self._closed = False
        self._came_from = "home"
        self._opening: Path | None = None  # a workspace that gets its page when it is there
        self.look = self._remembered.look
        appearance.dress(application, self.look)
        self.session = Session(folder)
        self.session.who = self._remembered.who
        self.tasks = TaskRunner()
        self.messages = Messages()
        self.window = MainWindow(self.tasks, self.messages, self.look)
        self.choice = FileChoice(self.window)
        self.backups = BackupFlow(self.session, self.messages, self.window)
        self.saving = SavingFlow(self.session, self.messages, self.backups, self.choice, self.window.status)
        self.passphrases = PassphraseFlow(self.session, self.messages, self.window)
        self.log = LogFlow(self.session, self.messages, self._remembered, self.window)
        self.merging = MergeFlow(self.session, self.tasks, self.messages, self.window)
        self.packages = PackageFlow(self.tasks, self.window)
        self.chart_actions = ChartActions(self.session, self.tasks, self.messages, self.window)
        self.chart_actions.rows_wanted.connect(self.show_rows)
        self.shapes = ShapesFlow(self.session, self.tasks, self.messages, self.window)
        self.leaving = LeavingFlow(self.tasks, self.window, self._waiting_on_pages)
        self.window.may_close = self.leaving.may_leave
        self.printing = PrintFlow(self.tasks, self.messages, self.window)
        self.filtering = FilterFlow(self.session, self.tasks, self.window.filters, self)
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
        """Open a workspace, check an evidence package, or import spreadsheets."""
        workspaces = [path for path in paths if path.suffix.lower() == ".groundswell"]
        if workspaces:
            self.open_workspace(workspaces[0])
        packages = [path for path in paths if is_package(path)]
        if packages:
            self.packages.check(packages[0])
        others = [path for path in paths if path not in (*workspaces, *packages)]
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
        """Open a workspace with the page that was in front when it was left."""
        self._keep_page()
        self._opening = path
        self.session.open_file(path)

    def come_to_front(self, paths: Sequence[Path]) -> None:
        """Show the window, and open what a second start of the program was given."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self.open_paths(paths)

    def merge_workspace(self, path: Path) -> None:
        """Show what another workspace would bring, and merge it when the user says so."""
        self.merging.begin(path)

    def show_rows(self, table: str, positions: Any, words: str) -> None:
        """Show the rows of a table that a number rests on; the page offers the way back."""
        self._came_from = self.window.current
        self._page("data").show_rows(table, positions, words)
        self.window.show_page("data")

    def set_look(self, look: str) -> None:
        """Light, dark, or as the system has it."""
        self.look = look
        self._remembered.look = look
        appearance.dress(self._application, look)
        self.window.set_look(look)
        for page in self.window.pages_made.values():
            if hasattr(page, "set_look"):
                page.set_look(look)

    def set_language(self, chosen: str) -> None:
        """The code of a language, or "system"; the window follows at once where nothing can be lost by it."""
        self._remembered.language = chosen
        if window_language.language_for(chosen) == language():
            return
        if self.session.is_unsaved:
            self.messages.tell(
                self.tr("The last change is not saved yet, so the language changes at the next start."),
                self.tr("Save the workspace under another name, then choose the language again."),
                Kind.WARNING,
            )
            return
        if lost := self.leaving.would_be_lost:
            self.messages.tell(
                " ".join(lost),
                self.tr("Choose the language again when it is done, or it changes at the next start."),
                Kind.WARNING,
            )
            return
        self.language_changed.emit()

    def _waiting_on_pages(self) -> Iterator[str]:
        """What waits on a page and closing would lose, in sentences."""
        return (getattr(page, "would_be_lost", "") for page in self.window.pages_made.values())

    @property
    def files_waiting(self) -> tuple[Path, ...]:
        """The files read on the import page and not yet taken."""
        page: Any = self.window.pages_made.get("import")
        return page.waiting if page is not None else ()

    def close(self) -> None:
        """Save, stop the threads, let the web pages go; doing it twice does nothing."""
        if self._closed:
            return
        self._closed = True
        self.leaving.be_sure()
        for page in self.window.pages_made.values():
            if hasattr(page, "keep"):
                page.keep()
        self._remembered.geometry = self.window.saveGeometry()
        self._keep_page()
        self.tasks.close()
        self.session.close()
        self.chart_actions.close()
        for page in self.window.pages_made.values():
            for part in (page, getattr(page, "charts", None)):
                if hasattr(part, "close_page"):
                    part.close_page()

    def _add_pages(self) -> None:
        for key, title, drawing, factory in (
            ("home", self.tr("Home"), "home", self._home),
            ("import", self.tr("Import"), "import", self._importing),
            ("data", self.tr("Data"), "data", self._data),
            ("licensing", self.tr("Licensing"), "licensing", self._licensing),
            ("cooperatives", self.tr("Cooperatives"), "cooperatives", self._cooperatives),
            ("survey", self.tr("Survey"), "survey", self._survey),
            ("brief", self.tr("Brief"), "brief", self._brief),
        ):
            self.window.add_page(key, title, drawing, partial(self._made, factory))

    def _made(self, factory: Callable[[], QWidget]) -> QWidget:
        """Make a page; one that knows the rows behind a number can have them shown."""
        page = factory()
        if hasattr(page, "rows_wanted"):
            page.rows_wanted.connect(self.show_rows)
        charts = getattr(page, "charts", None)
        if charts is not None:
            self.chart_actions.join(charts)
        return page

    def _home(self) -> QWidget:
        page = HomePage(self.session, self.tasks)
        page.import_wanted.connect(self.choice.ask_for_files)
        page.sample_wanted.connect(self.open_sample)
        page.open_wanted.connect(self.open_workspace)
        page.open_dialog_wanted.connect(self.choice.ask_for_workspace)
        page.page_wanted.connect(self.window.go_to)
        page.forget_wanted.connect(self._forget)
        page.offer_pages(self.window.titles)
        return page

    def _importing(self) -> QWidget:
        from ui.pages.importing_page import ImportingPage

        page = ImportingPage(self.session, self.tasks, self.messages, self.look)
        page.files_wanted.connect(self.choice.ask_for_files)
        page.waiting_changed.connect(self._page("home").show_files_read)
        return page

    def _data(self) -> QWidget:
        from ui.pages.data_page import DataPage

        page = DataPage(self.session, self.tasks, self.messages, self.look, self._remembered)
        page.import_wanted.connect(self.choice.ask_for_files)
        page.back_wanted.connect(self._go_back)
        return page

    def _licensing(self) -> QWidget:
        from ui.pages.licensing_page import LicensingPage

        page = LicensingPage(self.session, self.tasks, self.look)
        page.import_wanted.connect(self.choice.ask_for_files)
        return page

    def _cooperatives(self) -> QWidget:
        from ui.pages.cooperatives_page import CooperativesPage

        page = CooperativesPage(self.session, self.tasks, self.look)
        page.import_wanted.connect(self.choice.ask_for_files)
        return page

    def _survey(self) -> QWidget:
        from ui.pages.survey_page import SurveyPage

        page = SurveyPage(self.session, self.tasks, self.look)
        page.import_wanted.connect(self.choice.ask_for_files)
        page.survey_chosen.connect(self.filtering.show_survey)
        return page

    def _brief(self) -> QWidget:
        from ui.pages.brief_page import BriefPage

        page = BriefPage(self.session, self.tasks, self.messages, self.look)
        page.import_wanted.connect(self.choice.ask_for_files)
        return page

    def _go_back(self) -> None:
        self.window.show_page(self._came_from)

    def _page(self, key: str) -> Any:
        return self.window.page(key)

    def _add_commands(self) -> None:
        file, edit = self.tr("File"), self.tr("Edit")
        view, help_ = self.tr("View"), self.tr("Help")
        commands = [
            Command(file, self.tr("New workspace"), self.session.new, "Ctrl+N"),
            Command(file, self.tr("Open…"), self.choice.ask_for_workspace, "Ctrl+O"),
            Command(file, self.tr("Open the example"), self.open_sample),
            Command(file, self.tr("Save"), self.saving.save, "Ctrl+S", starts_group=True),
            Command(file, self.tr("Save as…"), self.choice.ask_for_name, "Ctrl+Shift+S"),
            Command(file, self.tr("Backups…"), self.backups.begin),
            Command(file, self.tr("Import files…"), self.choice.ask_for_files, "Ctrl+I", starts_group=True),
            Command(file, self.tr("Import a folder…"), self.choice.ask_for_folder),
            Command(file, self.tr("Merge another workspace…"), self.choice.ask_for_merge),
            Command(file, self.tr("Check an evidence package…"), self.packages.begin),
            Command(file, self.tr("Shapes for maps…"), self.shapes.ask, starts_group=True),
            Command(file, self.tr("Remove the shapes for maps"), self.shapes.remove),
            Command(
                file, self.tr("Protect with a passphrase…"), self.passphrases.ask_for_new, starts_group=True
            ),
            Command(file, self.tr("Remove the passphrase…"), self.passphrases.ask_to_remove),
            Command(file, self.tr("Check the log"), self.session.check_log),
            Command(file, self.tr("Print…"), self._print, "Ctrl+P", starts_group=True),
            Command(file, self.tr("Save the page as PDF…"), self._ask_for_pdf),
            Command(file, self.tr("Your name…"), self.log.ask_for_own_name, starts_group=True),
            Command(file, self.tr("Settings…"), self._settings, "Ctrl+,"),
            Command(file, self.tr("Quit"), self.window.close, "Ctrl+Q", starts_group=True),
            Command(edit, self.tr("Undo"), self.session.undo, "Ctrl+Z"),
            Command(edit, self.tr("Redo"), self.session.redo, "Ctrl+Y", ("Ctrl+Shift+Z",)),
            Command(edit, self.tr("Find on the page"), self._find, "Ctrl+F", starts_group=True),
            Command(edit, self.tr("Clear filters"), self.filtering.clear),
            *self._page_commands(view),
            Command(view, self.tr("Full screen"), self._full_screen, "F11", starts_group=True),
            Command(view, self.tr("Light"), lambda: self.set_look("light"), starts_group=True),
            Command(view, self.tr("Dark"), lambda: self.set_look("dark")),
            Command(view, self.tr("As the system"), lambda: self.set_look("system")),
            Command(help_, self.tr("Help on this page"), self._help, "F1"),
            Command(help_, self.tr("About Groundswell"), self._about),
        ]
        fill_menu(self.window, commands)
        self._commands = {command.text: command.do for command in commands}
        self.window.set_commands([(command.text, command.shortcut) for command in commands])

    def _page_commands(self, menu: str) -> list[Command]:
        """One per page, in the order of the rail; the first nine have a number."""
        return [
            Command(menu, title, partial(self.window.go_to, key), f"Ctrl+{place}" if place < 10 else "")
            for place, (key, title) in enumerate(self.window.titles.items(), start=1)
        ]

    def _join(self) -> None:
        window, session = self.window, self.session
        self.choice.files_chosen.connect(self.import_files)
        self.choice.workspace_chosen.connect(self.open_workspace)
        self.choice.merge_chosen.connect(self.merge_workspace)
        window.files_dropped.connect(self.open_paths)
        window.closing.connect(self.close)
        window.command_searched.connect(self._do)
        window.undo.clicked.connect(session.undo)
        window.redo.clicked.connect(session.redo)
        window.page_shown.connect(self._page_shown)
        self.filtering.offered.connect(window.offer_filters)
        self.filtering.day_found.connect(self._show_day)
        session.steps_changed.connect(lambda: window.show_steps(session.undo_text, session.redo_text))
        window.look_only.save_wanted.connect(self.choice.ask_for_name)
        session.path_changed.connect(self._path_changed)
        session.protected.connect(self._protected)
        self.tasks.failed.connect(lambda _, error, details: self.messages.tell_error(error, details))
        self._application.aboutToQuit.connect(clipboard_end.let_go)
        self._application.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _page_shown(self, key: str) -> None:
        """Offer the help of the page shown, and what it can be filtered by."""
        self.window.help.show_file(window_language.help_file(key))
        if key == "home":
            self._list_recent()
        self.filtering.show_page(key)

    def _show_day(self, day: str) -> None:
        self.window.status.show_date(self.tr("Data as of %1").replace("%1", day) if day else "")

    def _show_sample(self, workspace: Workspace) -> None:
        if self.session.workspace.sources:
            self.session.new()
        self.session.apply(self.tr("Open the example"), lambda _: workspace)
        self.messages.tell(
            self.tr("This is example data: the country and everybody in it are invented."),
            self.tr("Every export says so."),
            action=(self.tr("See the charts"), lambda: self.window.go_to("licensing")),
        )

    def _path_changed(self) -> None:
        path = self.session.path
        self.window.look_only.show_for(path.name if path and self.session.is_read_only else "")
        if path is not None and self.session.is_named:
            self._remembered.remember(path)
        if path is not None and path == self._opening:
            self._show_kept_page(path)
        self._opening = None
        self._list_recent()
        name = path.stem if path and self.session.is_named else self.tr("Unnamed")
        self.window.setWindowTitle(f"{name} – Groundswell")

    def _protected(self, recovery: str) -> None:
        """The filters of the tables hold words of the data, which may lie in the open no more."""
        if recovery and self.session.path is not None:
            self._remembered.remember_filters(self.session.path, "", "")

    def _scheme_changed(self) -> None:
        if self.look == "system":
            self.set_look("system")

    def _list_recent(self) -> None:
        home = self.window.pages_made.get("home")
        if home is not None and not self.session.workspace.sources:
            home.show_recent(self._remembered.recent, self.session.unsaved_files())  # type: ignore[attr-defined]

    def _forget(self, path: Path) -> None:
        self._remembered.forget(path)
        self._list_recent()

    def _keep_page(self) -> None:
        if self.session.path is not None:
            self._remembered.remember_page(self.session.path, self.window.current)

    def _show_kept_page(self, path: Path) -> None:
        page = self._remembered.page_of(path)
        if page in self.window.titles:
            self.window.show_page(page)

    def _do(self, text: str) -> None:
        """Do the command of this name, or the one that fits best what was typed."""
        name = next((name for name in self._commands if name.casefold() == text.casefold()), "")
        found = [name] if name else ranked(text, self._commands)
        if found:
            self._commands[found[0]]()
            return
        self.messages.tell(
            self.tr("No command is called “%1”.").replace("%1", text[:40]),
            self.tr("Type a part of its name and choose from the list."),
            Kind.WARNING,
        )

    def _help(self) -> None:
        panel = self.window.help
        panel.setVisible(not panel.isVisible())
        if panel.isVisible():
            panel.take_keyboard()

    def _find(self) -> None:
        """Go to the field of the page that searches in it; without one, to the search for commands."""
        page = self._page(self.window.current)
        fields = [one for one in page.findChildren(QLineEdit, "find") if one.isVisible()]
        finding = getattr(page, "finding", None)
        if finding is not None:
            finding.open()
        elif fields:
            fields[0].setFocus()
            fields[0].selectAll()
        else:
            self.window.search.begin()

    def _full_screen(self) -> None:
        self.window.setWindowState(self.window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _print(self) -> None:
        key = self.window.current
        self.printing.print_page(self._page(key), self.window.titles[key])

    def _ask_for_pdf(self) -> None:
        key = self.window.current
        self.printing.ask_for_pdf(self._page(key), self.window.titles[key])

    def _settings(self) -> None:
        from ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.look, self._remembered.language, self._remembered.who, self.window)
        dialog.look_chosen.connect(self.set_look)
        dialog.language_chosen.connect(self.set_language)
        dialog.name_given.connect(self.log.keep_own_name)
        dialog.open()

    def _about(self) -> None:
        from ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self.window).open()


def _sample(progress: Any) -> Workspace:
    from advocacy.sample import open_sample

    workspace = open_sample(progress)
    return workspace.with_brief(replace(workspace.brief, language=language()))
