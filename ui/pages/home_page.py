"""Home: how to begin, and afterwards what has been imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advocacy.workspace import Workspace
from ui.session import Session

_MOST_RECENT = 5


class HomePage(QWidget):
    """Three ways to begin while the workspace is empty; its files and their rows when it is not."""

    import_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal(Path)
    open_dialog_wanted = Signal()
    page_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._recent_box = QVBoxLayout()
        self._stack.addWidget(self._beginning())
        self._stack.addWidget(self._overview())
        session.workspace_changed.connect(self._show)
        self._show(session.workspace)

    def show_recent(self, recent: Sequence[Path], unsaved: Sequence[Path]) -> None:
        """List workspaces opened lately and work that was never given a name."""
        while (item := self._recent_box.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        entries = [(path, path.name) for path in recent]
        entries += [
            (path, self.tr("Work without a name, %1").replace("%1", path.stem[8:18])) for path in unsaved
        ]
        for path, name in entries[:_MOST_RECENT]:
            button = QPushButton(name)
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, path=path: self.open_wanted.emit(path))
            self._recent_box.addWidget(button)
        if not entries:
            empty = QLabel(self.tr("Nothing yet."))
            empty.setObjectName("muted")
            self._recent_box.addWidget(empty)

    def _beginning(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(16)
        heading = QLabel(self.tr("From spreadsheets to an evidence brief"))
        heading.setObjectName("title")
        words = QLabel(
            self.tr(
                "Bring in the workbooks of your associations. Groundswell shows what they say on licensing, "
                "cooperatives and members, and writes the brief. Nothing leaves this computer."
            ),
            wordWrap=True,
        )
        words.setObjectName("muted")
        words.setMaximumWidth(760)
        box.addWidget(heading)
        box.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(16)
        importing = QPushButton(self.tr("Import files…"))
        importing.setObjectName("primary")
        importing.clicked.connect(self.import_wanted)
        sample = QPushButton(self.tr("Open the example"))
        sample.clicked.connect(self.sample_wanted)
        row.addWidget(
            _card(
                self.tr("Import your files"),
                self.tr(
                    "Excel, OpenDocument, CSV, or a KoboToolbox export. You can also drop them on the window."
                ),
                [importing],
            )
        )
        row.addWidget(
            _card(
                self.tr("Look at an example"),
                self.tr(
                    "Six associations of a country that does not exist. Everything made from it says so."
                ),
                [sample],
            )
        )
        opening = QPushButton(self.tr("Open a workspace…"))
        opening.clicked.connect(self.open_dialog_wanted)
        last = _card(self.tr("Go on with earlier work"), self.tr("Workspaces opened lately:"), [])
        last.layout().addLayout(self._recent_box)
        last.layout().addStretch()
        last.layout().addWidget(opening)
        row.addWidget(last)
        box.addLayout(row)
        box.addStretch()
        return page

    def _overview(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(16)
        self._figures = QGridLayout()
        self._figures.setSpacing(16)
        box.addLayout(self._figures)
        heading = QLabel(self.tr("What was imported"))
        heading.setObjectName("heading")
        box.addWidget(heading)
        self._files = QTableWidget(0, 7)
        self._files.setHorizontalHeaderLabels(
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
        self._files.verticalHeader().hide()
        self._files.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._files.setAlternatingRowColors(True)
        header = self._files.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        box.addWidget(self._files, 1)
        row = QHBoxLayout()
        more = QPushButton(self.tr("Import more files…"))
        more.clicked.connect(self.import_wanted)
        charts = QPushButton(self.tr("See the charts"))
        charts.setObjectName("primary")
        charts.clicked.connect(lambda: self.page_wanted.emit("licensing"))
        brief = QPushButton(self.tr("Write the brief"))
        brief.clicked.connect(lambda: self.page_wanted.emit("brief"))
        for button in (charts, brief, more):
            row.addWidget(button)
        row.addStretch()
        box.addLayout(row)
        return page

    def _show(self, workspace: Workspace) -> None:
        self._stack.setCurrentIndex(1 if workspace.sources else 0)
        if not workspace.sources:
            return
        sizes = {table.name: len(table) for table in workspace.tables}
        surveys = sum(n for name, n in sizes.items() if name.startswith("survey") and "." not in name)
        aside = sum(len(account.set_aside) for account in workspace.reconciliations)
        figures = (
            (self.tr("Licensing cases"), sizes.get("licensing_case", 0)),
            (self.tr("Cooperatives"), sizes.get("cooperative", 0)),
            (self.tr("Survey answers"), surveys),
            (self.tr("Files"), len(workspace.sources)),
            (self.tr("Rows set aside"), aside),
            (self.tr("Cells to look at"), len(workspace.issues)),
        )
        while (item := self._figures.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for column, (name, number) in enumerate(figures):
            self._figures.addWidget(_figure(name, f"{number:,}"), 0, column)
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
            reasons = "\n".join(dict.fromkeys(one.reason for one in account.set_aside))
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(f"{cell:,}" if isinstance(cell, int) else cell)
                if isinstance(cell, int):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if column == len(cells) - 1 and reasons:
                    item.setToolTip(reasons.replace("<", "&lt;"))
                self._files.setItem(row, column, item)


def _card(title: str, words: str, buttons: Sequence[QPushButton]) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    card.setMinimumHeight(220)
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 16, 16, 16)
    box.setSpacing(8)
    heading = QLabel(title)
    heading.setObjectName("heading")
    text = QLabel(words, wordWrap=True)
    text.setObjectName("muted")
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    box.addWidget(heading)
    box.addWidget(text)
    if buttons:
        box.addStretch()
    for button in buttons:
        box.addWidget(button)
    return card


def _figure(name: str, number: str) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 12, 16, 12)
    value = QLabel(number)
    value.setObjectName("figure")
    label = QLabel(name, wordWrap=True)
    label.setObjectName("muted")
    box.addWidget(value)
    box.addWidget(label)
    return card
