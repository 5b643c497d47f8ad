"""Home: how to begin, and afterwards what is there, what waits, and how the six techniques stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advocacy.progress import Progress
from advocacy.retelling import said_again
from advocacy.workspace import Workspace
from advocacy.workspace.waiting import waiting
from ui.models.cell_text import moment_text
from ui.session import Session
from ui.tasks import TaskRunner
from ui.whole_numbers import whole
from ui.widgets.drop_zone import DropZone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.recent_list import Recent, RecentList
from ui.widgets.technique_card import TechniqueCard
from ui.widgets.waiting_list import WaitingList

if TYPE_CHECKING:
    from advocacy.analysis.techniques import Technique

_TECHNIQUES, _ACROSS = 6, 3
_NARROW, _NARROWEST = 900, 560  # pixels below which cards stand in two columns, in one
_FIGURE = 160  # pixels that a figure needs in any language
_ROW_HEIGHT, _MOST_ROWS = 32, 12
_MOST_UNNAMED = 2  # that are listed


class HomePage(QWidget):
    """Ways to begin while the workspace is empty; an overview with a scorecard when it is not."""

    import_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal(Path)
    open_dialog_wanted = Signal()
    forget_wanted = Signal(Path)
    page_wanted = Signal(str)
    shown = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session, self._tasks = session, tasks
        self._pages: dict[str, str] = {}
        self._files_read = 0
        self._described: object = None  # the tables the scorecard was made of
        self._techniques: tuple[Technique, ...] = ()
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._stack.addWidget(_scrolled(self._beginning(), self.tr("Home")))
        self._stack.addWidget(_scrolled(self._overview(), self.tr("Home")))
        session.workspace_changed.connect(self._changed)
        self._changed(session.workspace)

    def offer_pages(self, titles: Mapping[str, str]) -> None:
        """Say which pages there are: title by key."""
        self._pages = dict(titles)
        self._show(self._session.workspace)
        self._show_techniques(self._techniques)

    def show_recent(self, recent: Sequence[Path], unsaved: Sequence[Path]) -> None:
        """List the newest work that was never given a name, as a crash leaves it, and what was opened lately.

        The former stands first: nothing else leads to it, and there is no room for all of the latter.
        """
        entries = [
            Recent(path, self.tr("Work without a name, %1").replace("%1", _begun(path)))
            for path in unsaved[:_MOST_UNNAMED]
        ]
        entries += [Recent(path, path.name) for path in recent]
        self._tasks.run("", _looked_for, tuple(entries), on_done=self._recent.show_recent, key="recent")

    def show_files_read(self, count: int) -> None:
        """Say how many files are read on the import page and not yet taken."""
        self._files_read = count
        self._show(self._session.workspace)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._changed(self._session.workspace)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    # --- the empty workspace ---

    def _beginning(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 24, 16, 16)
        box.setSpacing(16)
        heading = QLabel(self.tr("From spreadsheets to an evidence brief"), wordWrap=True)
        heading.setObjectName("display")
        words = QLabel(
            self.tr(
                "Bring in the workbooks of your associations. Groundswell shows what they say on licensing, "
                "cooperatives and members, and writes the brief. Nothing leaves this computer."
            ),
            wordWrap=True,
        )
        words.setObjectName("lead")
        words.setMaximumWidth(760)
        box.addWidget(heading)
        box.addWidget(words)
        box.addSpacing(8)
        self._drop = DropZone()
        self._drop.files_wanted.connect(self.import_wanted)
        box.addWidget(self._drop)
        sample = QPushButton(self.tr("Open the example"))
        sample.clicked.connect(self.sample_wanted)
        opening = QPushButton(self.tr("Open a workspace…"))
        opening.clicked.connect(self.open_dialog_wanted)
        self._recent = RecentList()
        self._recent.open_wanted.connect(self.open_wanted)
        self._recent.forget_wanted.connect(self.forget_wanted)
        row = QHBoxLayout()
        row.setSpacing(16)
        earlier = _card(self.tr("Go on with earlier work"), "", self._recent, opening)
        example = _card(
            self.tr("Look at an example"),
            self.tr("Six associations of a country that does not exist. Everything made from it says so."),
            _steps(
                self.tr("Import: each sheet shows how it was understood."),
                self.tr("Look: charts follow a click on any bar."),
                self.tr("Write: every number of the brief leads to its cells."),
            ),
            sample,
        )
        row.addWidget(earlier, 1)
        row.addWidget(example, 1)
        box.addLayout(row)
        box.addStretch()
        return page

    # --- the workspace with data ---

    def _overview(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(16)
        box.addLayout(self._buttons())
        self._figures = QGridLayout()
        self._figures.setSpacing(16)
        self._figure_list: list[QFrame] = []
        box.addLayout(self._figures)
        self._waiting = WaitingList()
        self._waiting.page_wanted.connect(self.page_wanted)
        box.addWidget(self._waiting)
        box.addWidget(_heading(self.tr("Six techniques of small-scale mining partnerships")))
        self._computing = QLabel(self.tr("Computing …"))
        self._computing.setObjectName("muted")
        box.addWidget(self._computing)
        self._cards = QGridLayout()
        self._cards.setSpacing(16)
        self._card_list = [TechniqueCard() for _ in range(_TECHNIQUES)]
        for card in self._card_list:
            card.page_wanted.connect(self.page_wanted)
            card.import_wanted.connect(self.import_wanted)
            card.hide()
        self._across = 0
        box.addLayout(self._cards)
        box.addWidget(_heading(self.tr("What was imported")))
        self._files = self._file_table()
        box.addWidget(self._files)
        box.addStretch()
        self._arrange()
        return page

    def _buttons(self) -> FlowLayout:
        row = FlowLayout()
        charts = QPushButton(self.tr("See the charts"))
        charts.setObjectName("primary")
        charts.clicked.connect(lambda: self.page_wanted.emit("licensing"))
        brief = QPushButton(self.tr("Write the brief"))
        brief.clicked.connect(lambda: self.page_wanted.emit("brief"))
        more = QPushButton(self.tr("Import more files…"))
        more.clicked.connect(self.import_wanted)
        for button in (charts, brief, more):
            row.addWidget(button)
        return row

    def _file_table(self) -> QTableWidget:
        table = QTableWidget(0, 7)
        table.setHorizontalHeaderLabels(
            [
                self.tr("File"),
                self.tr("Sheet"),
                self.tr("Rows in file"),
                self.tr("Kept"),
                self.tr("Updated"),
                self.tr("Unchanged"),
                self.tr("Set aside"),
            ]
        )
        table.setAccessibleName(self.tr("What was imported"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            table.horizontalHeaderItem(column).setTextAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in range(2, 7):
            table.horizontalHeaderItem(column).setTextAlignment(Qt.AlignmentFlag.AlignRight)
        return table

    def _arrange(self) -> None:
        """Three cards a line, two or one where there is little room; figures in as many lines as needed."""
        for place, figure in enumerate(self._figure_list):
            line, column = divmod(place, max(1, self.width() // _FIGURE))
            self._figures.addWidget(figure, line, column)
        across = 1 if self.width() < _NARROWEST else 2 if self.width() < _NARROW else _ACROSS
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self._card_list):
            self._cards.addWidget(card, place // across, place % across)
        for column in range(_ACROSS):
            self._cards.setColumnStretch(column, 1 if column < across else 0)

    def _changed(self, workspace: Workspace) -> None:
        self._show(workspace)
        if not workspace.sources or not self.isVisible() or workspace.tables is self._described:
            return
        self._described = workspace.tables
        self._computing.setVisible(not self._techniques)
        self._tasks.run(
            self.tr("Looking at the six techniques"),
            _compute,
            workspace,
            on_done=self._show_techniques,
            key="techniques",
        )

    def _show_techniques(self, found: tuple[Technique, ...]) -> None:
        self._techniques = found
        if not found:
            return
        self._computing.hide()
        for card, technique in zip(self._card_list, found, strict=True):
            card.show_technique(technique, self._pages)
            card.show()
        self.shown.emit()

    def _show(self, workspace: Workspace) -> None:
        self._stack.setCurrentIndex(1 if workspace.sources else 0)
        if not workspace.sources:
            self._techniques, self._described = (), None
            for card in self._card_list:
                card.hide()
            return
        self._waiting.show_waiting(waiting(workspace, self._files_read), self._pages)
        self._show_figures(workspace)
        self._show_files(workspace)

    def _show_figures(self, workspace: Workspace) -> None:
        sizes = {table.name: len(table) for table in workspace.tables}
        surveys = sum(n for name, n in sizes.items() if name.startswith("survey") and "." not in name)
        figures = (
            (self.tr("Licensing cases"), sizes.get("licensing_case", 0)),
            (self.tr("Cooperatives"), sizes.get("cooperative", 0)),
            (self.tr("Survey answers"), surveys),
            (self.tr("Partners"), sizes.get("partner", 0)),
            (self.tr("Files"), len(workspace.sources)),
        )
        _clear(self._figures)
        self._figure_list = [_figure(name, whole(number)) for name, number in figures]
        self._arrange()

    def _show_files(self, workspace: Workspace) -> None:
        self._files.setRowCount(len(workspace.reconciliations))
        for row, account in enumerate(workspace.reconciliations):
            cells = (
                account.source,
                account.sheet,
                account.rows_in_file,
                account.kept,
                account.updated,
                account.unchanged,
                len(account.set_aside),
            )
            reasons = "\n".join(dict.fromkeys(said_again(one.reason) for one in account.set_aside))
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(whole(cell) if isinstance(cell, int) else cell)
                if isinstance(cell, int):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == len(cells) - 1 and reasons:
                    item.setToolTip(reasons.replace("<", "&lt;"))
                self._files.setItem(row, column, item)
        rows = min(_MOST_ROWS, max(2, len(workspace.reconciliations)))
        self._files.setFixedHeight(rows * _ROW_HEIGHT + 40)


def _compute(workspace: Workspace, progress: Progress) -> tuple[Technique, ...]:
    from advocacy.analysis.techniques import techniques

    return techniques(workspace.without_filters(), progress)


def _begun(path: Path) -> str:
    """When work without a name was begun, as its file tells: "unnamed-2026-03-01-093005-…"."""
    day, time = path.stem[8:18], path.stem[19:25]
    return moment_text(f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}")


def _looked_for(entries: tuple[Recent, ...]) -> list[Recent]:
    """Say of each whether its file is there; a drive that sleeps may take its time to answer."""
    return [Recent(one.path, one.name, not one.path.is_file()) for one in entries]


def _clear(layout: QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.deleteLater()


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    page.setObjectName("page")
    area.setWidget(page)
    return area


def _heading(text: str) -> QLabel:
    heading = QLabel(text, wordWrap=True)
    heading.setObjectName("heading")
    return heading


def _steps(*lines: str) -> QWidget:
    steps = QWidget()
    grid = QGridLayout(steps)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        number = QLabel(str(row + 1))
        number.setObjectName("step")
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(QLabel(line, wordWrap=True), row, 1)
    return steps


def _card(title: str, words: str, content: QWidget, button: QPushButton) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 16, 16, 16)
    box.setSpacing(8)
    box.addWidget(_heading(title))
    if words:
        text = QLabel(words, wordWrap=True)
        text.setObjectName("muted")
        box.addWidget(text)
    box.addWidget(content)
    box.addStretch()
    box.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
    return card


def _figure(name: str, number: str) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 8, 16, 8)
    box.setSpacing(0)
    value = QLabel(number)
    value.setObjectName("figure")
    label = QLabel(name, wordWrap=True)
    label.setObjectName("muted")
    box.addWidget(value)
    box.addWidget(label)
    return card
