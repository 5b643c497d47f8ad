"""Import: how each file was understood, what is wrong in it, and whether to take it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advocacy.exporting.file_name import free_name
from advocacy.importing.imported import ImportChoices, ImportedFile, SheetReading
from advocacy.importing.recipe import Recipe, Spelling
from advocacy.issue import Issue, Severity
from advocacy.progress import Progress
from advocacy.wording import say
from advocacy.workspace import Workspace
from ui.another_name import ask_again
from ui.dialogs.spellings_dialog import SpellingsDialog
from ui.messages import Kind, Messages
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import whole
from ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from advocacy.importing.spellings import Alike
    from advocacy.workspace.preview import Arrival

_ISSUES_SHOWN = 200  # of one kind; the count tells how many there are


class ImportingPage(QWidget):
    """Files waiting on the left, the one chosen on the right. Nothing is taken before Import is pressed."""

    files_wanted = Signal()
    imported = Signal()
    waiting_changed = Signal(int)  # how many files are read and not yet taken

    def __init__(
        self, session: Session, tasks: TaskRunner, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks, self._messages = session, tasks, messages
        self._files: dict[Path, ImportedFile | None] = {}
        self._choices: dict[Path, ImportChoices] = {}
        self._shown: Path | None = None
        self._build()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these files, one after the other; folders are opened up."""
        self._tasks.run(
            self.tr("Looking for spreadsheets"),
            _find,
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
            _write_return,
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
        name, _ = QFileDialog.getSaveFileName(self, title, str(suggestion), "*.xlsx")
        if name:
            self.write_return(Path(name).with_suffix(".xlsx"))

    def _build(self) -> None:
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.currentItemChanged.connect(self._chosen)
        more = QPushButton(self.tr("Add files…"))
        more.clicked.connect(self.files_wanted)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(16, 16, 8, 16)
        heading = QLabel(self.tr("Files"))
        heading.setObjectName("heading")
        side.addWidget(heading)
        side.addWidget(self._list, 1)
        side.addWidget(more)

        self._about = QLabel(wordWrap=True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._sheets = QTabWidget()
        self._sheets.currentChanged.connect(self._fill_sheet)
        self._issues = QTreeWidget()
        self._issues.setHeaderLabels([self.tr("Issue"), self.tr("Where"), self.tr("What to do")])
        self._issues.setColumnWidth(0, 420)
        self._issues.setColumnWidth(1, 170)
        self._issues.setAccessibleName(self.tr("Issues"))
        self._account = QLabel(wordWrap=True)
        self._account.setTextFormat(Qt.TextFormat.PlainText)
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
        buttons = QHBoxLayout()
        for button in (take, take_all, discard, self._return):
            buttons.addWidget(button)
        buttons.addStretch()
        right = QWidget()
        main = QVBoxLayout(right)
        main.setContentsMargins(8, 16, 16, 16)
        main.setSpacing(8)
        main.addWidget(self._about)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self._sheets)
        parts.addWidget(self._issues)
        parts.setSizes([380, 180])
        main.addWidget(parts, 1)
        main.addWidget(self._account)
        main.addLayout(buttons)

        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([220, 900])
        split.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(split)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _empty(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = QLabel(self.tr("Drop spreadsheets or folders here"))
        heading.setObjectName("title")
        words = QLabel(
            self.tr("Excel, OpenDocument, CSV and KoboToolbox exports. You see how each is understood first.")
        )
        words.setObjectName("muted")
        button = QPushButton(self.tr("Choose files…"))
        button.setObjectName("primary")
        button.clicked.connect(self.files_wanted)
        for part in (heading, words, button):
            box.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _queue(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if path not in self._files:
                self._files[path] = None
                item = QListWidgetItem(self.tr("%1 – reading …").replace("%1", path.name))
                item.setData(Qt.ItemDataRole.UserRole, path)
                item.setToolTip(path.name.replace("<", "&lt;"))
                self._list.addItem(item)
                self._read(path)
        self._stack.setCurrentIndex(1 if self._files else 0)

    def _read(self, path: Path) -> None:
        def failed(error: BaseException) -> None:
            self._remove(path)
            self._refused(error)

        self._tasks.run(
            self.tr("Reading “%1”").replace("%1", path.name),
            _import,
            path,
            self._chosen_for(path),
            self._session.workspace.recipes,
            on_done=lambda file: self._arrived(path, file),
            on_failed=failed,
            key=f"read {path}",
        )

    def _arrived(self, path: Path, file: ImportedFile) -> None:
        self._files[path] = file
        self.waiting_changed.emit(len(self.waiting))
        item = self._item(path)
        if item is not None:
            rows = sum(account.kept for account in file.reconciliations)
            item.setText(self.tr("%1 – %2 rows").replace("%1", path.name).replace("%2", whole(rows)))
            if self._list.currentItem() is None:
                self._list.setCurrentItem(item)  # which shows it
            elif self._shown == path or self._list.currentItem() is item:
                self._show(path)

    def _refused(self, error: BaseException) -> None:
        self._messages.tell_error(error)

    def _item(self, path: Path) -> QListWidgetItem | None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == path:
                return item
        return None

    def _remove(self, path: Path) -> None:
        self._files.pop(path, None)
        self.waiting_changed.emit(len(self.waiting))
        self._choices.pop(path, None)
        item = self._item(path)
        if item is not None:
            self._list.takeItem(self._list.row(item))
        if self._shown == path:
            self._shown = None
            self._clear()
            self._chosen(self._list.currentItem())
        self._stack.setCurrentIndex(1 if self._files else 0)

    def _chosen(self, item: QListWidgetItem | None, *_: object) -> None:
        path = item.data(Qt.ItemDataRole.UserRole) if item else None
        if path is not None and self._files.get(path) is not None:
            self._show(path)

    def _clear(self) -> None:
        self._sheets.clear()
        self._issues.clear()
        self._about.clear()
        self._account.clear()

    def _show(self, path: Path) -> None:
        file = self._files.get(path)
        if file is None:
            return
        tab = self._sheets.currentIndex() if self._shown == path else 0
        self._shown = path
        self._clear()
        self._about.setText("\n".join([file.source.name, *file.notes]))
        for reading in file.readings:
            page = QWidget()
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self._sheets.addTab(page, reading.sheet or self.tr("Sheet"))
        self._sheets.setCurrentIndex(max(0, tab))
        self._fill_sheet(self._sheets.currentIndex())
        self._show_issues(file)
        self._return.setEnabled(bool(file.issues))
        self._account.setText("\n".join(self._accounts(file)))
        if self._session.workspace.sources:
            self._tasks.run(
                "",
                _preview,
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
        lines = self._accounts(file)
        added, changed, unchanged, gone = (
            sum(getattr(one, what) for one in arrivals) for what in ("added", "changed", "unchanged", "gone")
        )
        if not arrivals:
            lines.append(self.tr("This very file is in the workspace already."))
        elif changed or unchanged or gone:
            text = self.tr("In this workspace: %1 new, %2 changed, %3 unchanged.")
            for place, count in (("%1", added), ("%2", changed), ("%3", unchanged)):
                text = text.replace(place, whole(count))
            if gone:
                more = self.tr("Rows of the earlier file that are not in this one: %1; they stay.")
                text += " " + more.replace("%1", whole(gone))
            lines.append(text)
        self._account.setText("\n".join(lines))

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
            self.tr("%1 names are written in several ways, such as %2.")
            .replace("%1", str(len(found)))
            .replace("%2", first[:80]),
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

    def _show_issues(self, file: ImportedFile) -> None:
        groups: dict[tuple[Severity, str], list[int]] = {}
        for place, issue in enumerate(file.issues):
            groups.setdefault((issue.severity, issue.code), []).append(place)
        order = list(Severity)
        weights = {
            Severity.ERROR: self.tr("error"),
            Severity.WARNING: self.tr("warning"),
            Severity.NOTE: self.tr("note"),
        }
        for (severity, _), places in sorted(groups.items(), key=lambda g: (order.index(g[0][0]), -len(g[1]))):
            first = file.issues[places[0]]
            top = QTreeWidgetItem([f"{whole(len(places))} × {first.message}", weights[severity], first.hint])
            for place in places[:_ISSUES_SHOWN]:
                issue = file.issues[place]
                cell = f"{issue.sheet} {issue.column}{issue.row or ''}".strip()
                top.addChild(QTreeWidgetItem([issue.message, cell, issue.hint]))
            self._issues.addTopLevelItem(top)
        if not groups:
            self._issues.addTopLevelItem(QTreeWidgetItem([self.tr("No cell needs a look."), "", ""]))

    def _accounts(self, file: ImportedFile) -> list[str]:
        lines = []
        for account in file.reconciliations:
            if not account.rows_in_file:
                continue
            text = self.tr("%1: %2 rows in file = %3 kept + %4 set aside")
            for place, value in (
                ("%2", whole(account.rows_in_file)),
                ("%3", whole(account.kept)),
                ("%4", whole(len(account.set_aside))),
                ("%1", account.sheet or account.source),
            ):
                text = text.replace(place, value)
            reasons = Counter(say(one.reason) for one in account.set_aside)
            said = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common(3))
            lines.append(f"{text} ({said})" if said else text)
        return lines

    def _take(self, paths: list[Path]) -> None:
        files = [file for path in paths if (file := self._files.get(path)) is not None]
        if not files:
            return
        workspace = self._session.workspace

        def done(merged: Workspace) -> None:
            if self._session.workspace is not workspace:  # changed meanwhile: put them in anew
                self._take(paths)
                return
            names = ", ".join(file.source.name for file in files)
            label = self.tr("Import of %1").replace("%1", names[:80])
            if not self._session.apply(label, lambda _: merged):
                return
            for path in paths:
                self._remove(path)
            self._messages.tell(
                self.tr("Imported: %1").replace("%1", names),
                "",
                Kind.INFO,
                (self.tr("Undo"), self._session.undo),
            )
            self.imported.emit()
            self._tasks.run("", _alike, merged, on_done=self._suggest, key="alike")

        self._tasks.run(
            self.tr("Putting the rows into the workspace"),
            _merge,
            workspace,
            tuple(files),
            on_done=done,
            on_failed=self._refused,
            key="merge",
        )


def _has_ambiguous_days(file: ImportedFile, sheet: str) -> bool:
    if file.choices.day_first is not None:
        return True  # asked before: it can be changed again
    return any(issue.code == "ambiguous-date" and issue.sheet == sheet for issue in file.issues)


def _find(paths: tuple[Path, ...]) -> list[Path]:
    from advocacy.importing.importer import find_files

    return find_files(paths)


def _import(
    path: Path, choices: ImportChoices, recipes: tuple[Recipe, ...], progress: Progress
) -> ImportedFile:
    from advocacy.validation.checked_import import import_file

    return import_file(path, choices=choices, recipes=recipes, progress=progress)


def _preview(workspace: Workspace, file: ImportedFile) -> tuple[Arrival, ...]:
    from advocacy.workspace.preview import preview

    return preview(workspace, file)


def _alike(workspace: Workspace) -> tuple[Alike, ...]:
    from advocacy.importing.spellings import alike

    return alike(workspace.tables)


def _write_return(source: Path, issues: tuple[Issue, ...], target: Path, progress: Progress) -> None:
    from advocacy.exporting.return_workbook import write_return_workbook

    write_return_workbook(source, issues, target, progress)


def _merge(workspace: Workspace, files: tuple[ImportedFile, ...]) -> Workspace:
    from advocacy.workspace.merging import with_import

    for file in files:
        workspace, _ = with_import(workspace, file)
    return workspace
