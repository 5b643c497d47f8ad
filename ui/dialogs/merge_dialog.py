"""What another workspace brings, before it is merged: rows, conflicts to decide, likely doubles."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from advocacy.schema import schemas
from advocacy.workspace.joining import MINE, NEWEST, THEIRS, Joined
from ui.dialogs.framed import framed
from ui.whole_numbers import say_number, whole
from ui.widgets.conflict_list import ConflictList

_SIZE = (1060, 620)
_ROWS_SHOWN = 5
_MOST_SUGGESTED = 2_000  # shown here; all of them are among the issues


class MergeDialog(QDialog):
    """Shows a merge that is not done yet. Nothing is changed before "Merge" is pressed.

    Signals:
        decided: The user wants it. arg: for each conflict, by its code, "mine" or "theirs"
    """

    decided = Signal(object)

    def __init__(self, result: Joined, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merge another workspace"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._conflicts = ConflictList(result.conflicts)
        self._choose = QComboBox()
        for text, choose in (
            (self.tr("what was imported or changed last"), NEWEST),
            (self.tr("what this workspace says"), MINE),
            (self.tr("what the other says"), THEIRS),
        ):
            self._choose.addItem(text, choose)
        self._choose.activated.connect(self._take_all)
        self._told = QLabel(wordWrap=True)
        self._told.setObjectName("muted")
        self._conflicts.conflicts.taken_changed.connect(self._tell)
        self._tell()
        tabs = QTabWidget()
        tabs.addTab(
            self._conflicts_tab(result), self._counted(self.tr("Told differently"), len(result.conflicts))
        )
        tabs.addTab(
            self._suggestions_tab(result), self._counted(self.tr("Perhaps the same"), len(result.likely_same))
        )
        tabs.addTab(self._notes_tab(result), self._counted(self.tr("Also different"), len(result.notes)))
        if not result.conflicts and (result.likely_same or result.notes):
            tabs.setCurrentIndex(1 if result.likely_same else 2)
        self._tabs = tabs
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        merge = buttons.addButton(self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        merge.setObjectName("primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = framed(self)
        box.addWidget(self._heading(result, name))
        box.addWidget(self._rows(result))
        box.addWidget(tabs, 1)
        box.addWidget(buttons)
        tabs.setFocus()

    def _heading(self, result: Joined, name: str) -> QLabel:
        rows = sum(account.rows for account in result.accounts)
        holds = say_number("“{file}” holds {count} row", "“{file}” holds {count} rows", rows, file=name)
        if result.added:
            new = say_number("{count} of them is new here", "{count} of them are new here", result.added)
            text = self.tr("%1; %2. Nothing is lost; it can be undone.")
            text = text.replace("%2", new).replace("%1", holds)
        else:
            text = self.tr("%1, none of them new here.").replace("%1", holds)
        label = QLabel(text, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _rows(self, result: Joined) -> QTreeWidget:
        """Every row of the other workspace, accounted for."""
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels(
            [
                self.tr("Table"),
                self.tr("Rows in the other"),
                self.tr("New"),
                self.tr("The same"),
                self.tr("Gaps filled"),
                self.tr("Told differently"),
                self.tr("Kept out"),
            ]
        )
        tree.setAccessibleName(self.tr("What comes in"))
        for account in result.accounts:
            schema = schemas().get(account.table)
            numbers = (
                account.rows,
                account.added,
                account.same,
                account.completed,
                account.differing,
                account.kept_out,
            )
            item = QTreeWidgetItem(
                [schema.title() if schema else account.table, *(whole(n) for n in numbers)]
            )
            for column in range(1, 7):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            tree.addTopLevelItem(item)
        tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 7):
            tree.headerItem().setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        shown = min(max(len(result.accounts), 1), _ROWS_SHOWN)
        line = tree.sizeHintForRow(0) if result.accounts else 24
        tree.setFixedHeight(tree.header().sizeHint().height() + shown * line + 2 * tree.frameWidth() + 2)
        return tree

    def _conflicts_tab(self, result: Joined) -> QWidget:
        if not result.conflicts:
            return self._empty(self.tr("Both workspaces say the same wherever they tell of the same entry."))
        page = QWidget()
        line = QHBoxLayout()
        line.addWidget(QLabel(self.tr("Take everywhere")))
        line.addWidget(self._choose)
        line.addWidget(self._told, 1)
        box = QVBoxLayout(page)
        box.addLayout(line)
        box.addWidget(self._conflicts, 1)
        return page

    def _suggestions_tab(self, result: Joined) -> QWidget:
        if not result.likely_same:
            return self._empty(self.tr("No person and no cooperative seems to be in both under two numbers."))
        page = QWidget()
        words = QLabel(
            self.tr(
                "These may be counted twice. They are not merged; look at them among the issues afterwards."
            ),
            wordWrap=True,
        )
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setHeaderLabels(
            [self.tr("Here"), self.tr("In the other"), self.tr("In common"), self.tr("Names alike")]
        )
        tree.setAccessibleName(self.tr("Perhaps the same"))
        files = {source.sha256: source.name for source in result.workspace.sources}
        for pair in result.likely_same[:_MOST_SUGGESTED]:
            here, other = (
                self.tr("%1\nrow %2 · %3")
                .replace("%2", str(place.row))
                .replace("%3", files.get(place.source, ""))
                .replace("%1", name)
                for name, place in zip(pair.names, (pair.mine, pair.theirs), strict=True)
            )
            tree.addTopLevelItem(QTreeWidgetItem([here, other, "\n".join(pair.why), f"{pair.score:.0f} %"]))
        for column, width in enumerate((290, 290, 260)):
            tree.setColumnWidth(column, width)
        box = QVBoxLayout(page)
        box.addWidget(words)
        box.addWidget(tree, 1)
        if (more := len(result.likely_same) - _MOST_SUGGESTED) > 0:
            box.addWidget(QLabel(self.tr("and %1 more, among the issues").replace("%1", whole(more))))
        return page

    def _notes_tab(self, result: Joined) -> QWidget:
        if not result.notes:
            return self._empty(self.tr("Settings, choices and spellings agree."))
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setHeaderHidden(True)
        tree.setWordWrap(True)
        tree.setAccessibleName(self.tr("Also different"))
        for note in result.notes:
            tree.addTopLevelItem(QTreeWidgetItem([note]))
        return tree

    def _empty(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        label.setObjectName("muted")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _counted(self, text: str, count: int) -> str:
        return f"{text} ({whole(count)})"

    def _take_all(self) -> None:
        self._conflicts.conflicts.take_all(self._choose.currentData())

    def _tell(self) -> None:
        taken = list(self._conflicts.conflicts.taken().values())
        self._told.setText(
            self.tr("Values from here: %1; from the other: %2. Click a value to take it.")
            .replace("%1", whole(taken.count(MINE)))
            .replace("%2", whole(taken.count(THEIRS)))
        )

    def _accept(self) -> None:
        self.accept()
        self.decided.emit(self._conflicts.conflicts.taken())
