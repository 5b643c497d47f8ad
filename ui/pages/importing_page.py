"""Import: how each file was understood, what is wrong in it, and whether to take it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from advocacy.exporting.file_name import free_name
from advocacy.importing.imported import ImportChoices, ImportedFile, SheetReading
from advocacy.importing.recipe import Spelling
from ui import importing_work
from ui.another_name import ask_again
from ui.breakable import breakable
from ui.dialogs.spellings_dialog import SpellingsDialog
from ui.messages import Kind, Messages
from ui.models.import_account import arrival_account, row_accounts
from ui.save_name import ask_for_save_name
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import say_number
from ui.widgets.drop_zone import DropPage
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.issue_tree import IssueTree
from ui.widgets.sheet_view import SheetView
from ui.widgets.waiting_files import WaitingFiles

if TYPE_CHECKING:
    from advocacy.importing.spellings import Alike
    from advocacy.workspace.preview import Arrival

_LOWEST = 288, 152  # pixels of a sheet and of its issues; where there is less room they scroll
_WIDTHS = 240, 900


class ImportingPage(QWidget):
    """Files waiting on the left, the one chosen on the right. Nothing is taken before Import is pressed."""

    files_wanted = Signal()
    imported = Signal()
    waiting_changed = Signal(int)  # how many files are read and not yet taken

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        messages: Messages,
        look: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._messages = session, tasks, messages
        self.files, self._issues = WaitingFiles(look), IssueTree(look)
        self.files.file_chosen.connect(self._chosen)
        self._files: dict[Path, ImportedFile | None] = {}
        self._choices: dict[Path, ImportChoices] = {}
        self._shown: Path | None = None
        self._build()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these files, one after the other; folders are opened up."""
        self._tasks.run(
            self.tr("Looking for spreadsheets"),
            importing_work.find,
            tuple(paths),
            on_done=self._queue,
            on_failed=self._refused,
        )

    @property
    def waiting(self) -> tuple[Path, ...]:
        """The files read and not yet taken."""
        return tuple(path for path, file in self._files.items() if file is not None)

    def take(self) -> None:
        """Put the file that is shown into the workspace."""
        if self._shown is not None:
            self._take([self._shown])

    def take_all(self) -> None:
        """Put every file that was read into the workspace."""
        self._take(list(self.waiting))

    def write_return(self, target: Path) -> None:
        """Write the file that is shown, its cells that need a look marked, to send it back."""
        file = self._files.get(self._shown) if self._shown else None
        if file is None:
            return

        def done(_: None) -> None:
            self._session.note(self.tr("Return workbook written"))
            self._messages.tell(
                self.tr("Written: %1").replace("%1", target.name),
                self.tr("Send it to the person who filled it in; pictures and charts in it are not kept."),
            )

        self._tasks.run(
            self.tr("Marking the cells of “%1”").replace("%1", file.source.name),
            importing_work.write_return,
            file.path,
            file.issues,
            target,
            on_done=done,
            on_failed=ask_again(self._messages, partial(self._choose_return, free_name(target))),
        )

    def discard(self) -> None:
        """Leave the file that is shown out."""
        if self._shown is not None:
            self._remove(self._shown)

    def _ask_where_to_return(self) -> None:
        if self._shown is not None:
            self._choose_return(self._shown.with_name(f"{self._shown.stem} {self.tr('to correct')}.xlsx"))

    def _choose_return(self, suggestion: Path) -> None:
        title = self.tr("Save the return workbook")
        path = ask_for_save_name(self, title, suggestion, ".xlsx")
        if path is not None:
            self.write_return(path)

    def set_look(self, look: str) -> None:
        """Draw in the light or the dark look."""
        self.files.set_look(look)
        self._issues.set_look(look)

    def _build(self) -> None:
        split = QSplitter(childrenCollapsible=False)
        split.addWidget(self._waiting_files())
        split.addWidget(self._chosen_file())
        split.setSizes(list(_WIDTHS))
        split.setStretchFactor(1, 1)
        empty = DropPage()
        empty.files_wanted.connect(self.files_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(split)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _waiting_files(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(176)
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 16, 8, 16)
        side.setSpacing(8)
        more = QPushButton(self.tr("Add files…"))
        more.clicked.connect(self.files_wanted)
        side.addWidget(self.files, 1)
        side.addWidget(more)
        return left

    def _chosen_file(self) -> QWidget:
        """What was understood scrolls where there is little room; the buttons stay in view."""
        self._about = QLabel(wordWrap=True)
        self._about.setObjectName("heading")
        self._notes = QLabel(wordWrap=True)
        self._notes.setObjectName("muted")
        self._account = QLabel(wordWrap=True)
        for label in (self._about, self._notes, self._account):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._sheets = QTabWidget()
        self._sheets.setAccessibleName(self.tr("Sheet"))
        self._sheets.setDocumentMode(True)
        self._sheets.currentChanged.connect(self._fill_sheet)
        parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        for part, lowest in zip((self._sheets, self._issues), _LOWEST, strict=True):
            part.setMinimumHeight(lowest)
            parts.addWidget(part)
        parts.setSizes(list(_LOWEST))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(8, 16, 16, 0)
        inside.setSpacing(8)
        for label in (self._about, self._notes, self._account):
            inside.addWidget(label)
        inside.addWidget(parts, 1)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName(self.tr("Import"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        right = QWidget()
        main = QVBoxLayout(right)
        main.setContentsMargins(0, 0, 0, 16)
        main.setSpacing(8)
        main.addWidget(area, 1)
        main.addLayout(self._buttons())
        return right

    def _buttons(self) -> FlowLayout:
        take = QPushButton(self.tr("Import this file"))
        take.setObjectName("primary")
        take.clicked.connect(self.take)
        take_all = QPushButton(self.tr("Import all"))
        take_all.clicked.connect(self.take_all)
        discard = QPushButton(self.tr("Discard"))
        discard.clicked.connect(self.discard)
        self._return = QPushButton(self.tr("Return workbook…"))
        self._return.setToolTip(self.tr("The sender's own file with the cells marked that need a look"))
        self._return.clicked.connect(self._ask_where_to_return)
        buttons = FlowLayout()
        buttons.setContentsMargins(8, 0, 16, 0)
        for button in (take, take_all, discard, self._return):
            buttons.addWidget(button)
        return buttons

    def _queue(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if path not in self._files:
                self._files[path] = None
                self._read(path)
        self.files.show_files(self._files)
        self._stack.setCurrentIndex(1 if self._files else 0)

    def _read(self, path: Path) -> None:
        def failed(error: BaseException) -> None:
            self._remove(path)
            self._refused(error)

        self._tasks.run(
            self.tr("Reading “%1”").replace("%1", path.name),
            importing_work.read,
            path,
            self._chosen_for(path),
            self._session.workspace.recipes,
            on_done=lambda file: self._arrived(path, file),
            on_failed=failed,
            key=f"read {path}",
            lost=self.tr("Files are being read."),
        )

    def _arrived(self, path: Path, file: ImportedFile) -> None:
        self._files[path] = file
        self.waiting_changed.emit(len(self.waiting))
        self.files.show_files(self._files)
        if self.files.current_file is None:
            self.files.choose_file(path)  # which shows it
        elif path in (self._shown, self.files.current_file):
            self._show(path)

    def _refused(self, error: BaseException) -> None:
        self._messages.tell_error(error)

    def _remove(self, path: Path) -> None:
        self._files.pop(path, None)
        self.waiting_changed.emit(len(self.waiting))
        self._choices.pop(path, None)
        places = list(self._files)
        was_shown = self._shown == path
        if was_shown:
            self._shown = None
            self._clear()
        self.files.show_files(self._files)
        if was_shown and places:
            self.files.choose_file(next(iter(self.waiting), places[0]))
        self._stack.setCurrentIndex(1 if self._files else 0)

    def _chosen(self, path: Path) -> None:
        if self._files.get(path) is not None:
            self._show(path)

    def _clear(self) -> None:
        self._sheets.clear()
        self._issues.clear()
        for label in (self._about, self._notes, self._account):
            label.clear()

    def _show(self, path: Path) -> None:
        file = self._files.get(path)
        if file is None:
            return
        tab = self._sheets.currentIndex() if self._shown == path else 0
        self._shown = path
        self._clear()
        self._about.setText(breakable(file.source.name))
        self._notes.setText("\n".join(file.notes))
        self._notes.setVisible(bool(file.notes))
        for reading in file.readings:
            page = QWidget()
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self._sheets.addTab(page, reading.sheet or self.tr("Sheet"))
        self._sheets.setCurrentIndex(max(0, tab))
        self._fill_sheet(self._sheets.currentIndex())
        self._issues.show_issues(file.issues)
        self._return.setEnabled(bool(file.issues))
        self._account.setText("\n".join(row_accounts(file)))
        if self._session.workspace.sources:
            self._tasks.run(
                "",
                importing_work.arrivals,
                self._session.workspace,
                file,
                on_done=lambda arrivals: self._show_arrivals(path, arrivals),
                key="preview",
            )

    def _show_arrivals(self, path: Path, arrivals: tuple[Arrival, ...]) -> None:
        """Say what the file would change in what is there."""
        file = self._files.get(path)
        if file is None or self._shown != path:
            return
        lines = [*row_accounts(file), arrival_account(arrivals)]
        self._account.setText("\n".join(filter(None, lines)))

    def _fill_sheet(self, tab: int) -> None:
        """Fill the tab when it is first looked at."""
        page = self._sheets.widget(tab)
        file = self._files.get(self._shown) if self._shown else None
        if page is None or file is None or self._shown is None:
            return
        box = page.layout()
        if box is not None and not box.count():
            box.addWidget(self._sheet(self._shown, file.readings[tab]))

    def _sheet(self, path: Path, reading: SheetReading) -> QWidget:
        file = self._files.get(path)
        asks_days = file is not None and _has_ambiguous_days(file, reading.sheet)
        view = SheetView(reading, self._chosen_for(path), asks_days)
        view.decided.connect(lambda choices: self._again(path, choices))
        return view

    def _chosen_for(self, path: Path) -> ImportChoices:
        """What the user has decided about the file, by a recipe or here."""
        file = self._files.get(path)
        return self._choices.get(path, file.choices if file else ImportChoices())

    def _again(self, path: Path, choices: ImportChoices) -> None:
        """Read the file once more; what was decided before stays."""
        self._choices[path] = choices
        self._read(path)

    def _suggest(self, found: tuple[Alike, ...]) -> None:
        """Tell that spellings look alike; nothing is merged unasked."""
        if not found:
            return
        first = " / ".join(list(found[0].written)[:2])
        self._messages.tell(
            say_number(
                "{count} name is written in several ways: {written}.",
                "{count} names are written in several ways, such as {written}.",
                len(found),
                written=first[:80],
            ),
            self.tr("Look at them and say which mean the same."),
            Kind.INFO,
            (self.tr("Have a look"), lambda: self.ask_about_spellings(found)),
        )

    def ask_about_spellings(self, found: Sequence[Alike]) -> SpellingsDialog:
        """Ask which spellings mean the same, and write them so."""
        dialog = SpellingsDialog(found, self)
        dialog.decided.connect(self._merge_spellings)
        dialog.open()
        return dialog

    def _merge_spellings(self, decided: tuple[Spelling, ...]) -> None:
        if decided:
            self._session.apply(
                self.tr("Spellings merged"), lambda workspace: workspace.with_spellings(decided)
            )

    def _take(self, paths: list[Path]) -> None:
        files = [file for path in paths if (file := self._files.get(path)) is not None]
        if not files:
            return
        workspace = self._session.workspace

        def done(merged: importing_work.Merged) -> None:
            if self._session.workspace is not workspace:  # changed meanwhile: put them in anew
                self._take(paths)
                return
            names = ", ".join(file.source.name for file in merged.taken)
            label = self.tr("Import of %1").replace("%1", names[:80])
            if not self._session.apply(label, lambda _: merged.workspace):
                return
            for file in merged.taken:
                self._remove(file.path)
            self._messages.tell(
                self.tr("Imported: %1").replace("%1", names),
                " ".join(error.message for error in merged.refused),
                Kind.WARNING if merged.refused else Kind.INFO,
                (self.tr("Undo"), self._session.undo),
            )
            self.imported.emit()
            self._tasks.run(
                "", importing_work.alike_names, merged.workspace, on_done=self._suggest, key="alike"
            )

        self._tasks.run(
            self.tr("Putting the rows into the workspace"),
            importing_work.merged,
            workspace,
            tuple(files),
            on_done=done,
            on_failed=self._refused,
            key="merge",
            lost=self.tr("Rows are being put into the workspace."),
        )


def _has_ambiguous_days(file: ImportedFile, sheet: str) -> bool:
    if file.choices.day_first is not None:
        return True  # asked before: it can be changed again
    return any(issue.code == "ambiguous-date" and issue.sheet == sheet for issue in file.issues)
