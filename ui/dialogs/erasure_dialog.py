"""A person is erased: first which rows are theirs, then what goes with them, then a word to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.framed import framed

_SIZE = (760, 540)
_INDENT = 20  # pixels before a list


@dataclass(frozen=True)
class Candidate:
    """A row that may be about the person. text: what is found there; where: table, file and row."""

    table: str
    position: int
    text: str
    field: str
    where: str
    is_chosen: bool = False


class ErasureDialog(QDialog):
    """Nothing is changed before the word is typed and "Erase" is pressed.

    told: what becomes of the file, its backups and copies; it stands above the word, never out of sight.

    Signals:
        search_wanted: arg: the name
        preview_wanted, decided: args: rows by table, True to keep the rows and empty their personal fields
    """

    search_wanted = Signal(str)
    preview_wanted = Signal(object, bool)
    decided = Signal(object, bool)

    def __init__(self, candidates: Sequence[Candidate], told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Erase a person"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._known: set[tuple[str, int]] = set()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choosing())
        self._pages.addWidget(self._confirming(told))
        framed(self).addWidget(self._pages)
        self.show_candidates(candidates)
        self.name.setFocus()

    @property
    def word(self) -> str:
        """What must be typed to confirm."""
        return self.tr("ERASE")

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Add rows that may be about the person; those chosen already stay."""
        for one in candidates:
            if (one.table, one.position) in self._known:
                continue
            self._known.add((one.table, one.position))
            item = QTreeWidgetItem([one.text, one.field, one.where])
            item.setData(0, Qt.ItemDataRole.UserRole, (one.table, one.position))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if one.is_chosen else Qt.CheckState.Unchecked)
            for column, text in enumerate((one.text, one.field, one.where)):
                item.setToolTip(column, f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;')}</qt>")
            self.tree.addTopLevelItem(item)
        self._told.setText(
            self.tr("Tick the rows that are about the person. Rows that hang on them go with them.")
            if self._known
            else self.tr("No row names this person so far.")
        )
        self._show_state()

    def show_preview(self, html: str) -> None:
        """Say what would go."""
        self._preview.setHtml(html)
        self._ready = True
        self._show_state()

    def rows(self) -> Mapping[str, list[int]]:
        """Return the rows that are ticked, by table."""
        found: dict[str, list[int]] = {}
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None and item.checkState(0) is Qt.CheckState.Checked:
                table, position = item.data(0, Qt.ItemDataRole.UserRole)
                found.setdefault(table, []).append(position)
        return found

    def _choosing(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        words = QLabel(
            self.tr(
                "Write the name of the person. Every row that may name them is listed, other spellings too."
            ),
            wordWrap=True,
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of the person"))
        self.name.setAccessibleName(self.tr("Name of the person"))
        self.name.returnPressed.connect(self._search)
        look = QPushButton(self.tr("Search"))
        look.setAutoDefault(False)
        look.clicked.connect(self._search)
        line = QHBoxLayout()
        line.addWidget(self.name, 1)
        line.addWidget(look)
        self._told = QLabel(wordWrap=True)
        self._told.setObjectName("muted")
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setHeaderLabels([self.tr("Says"), self.tr("Field"), self.tr("Where")])
        self.tree.setColumnWidth(0, 220)
        self.tree.setColumnWidth(1, 110)
        self.tree.setAccessibleName(self.tr("Rows that may be about the person"))
        self.tree.itemChanged.connect(self._show_state)
        box.addWidget(words)
        box.addLayout(line)
        box.addWidget(self._told)
        box.addWidget(self.tree, 1)
        self.next = QPushButton(self.tr("See what goes…"))
        self.next.setObjectName("primary")
        self.next.setAutoDefault(False)
        self.next.clicked.connect(self._ask_for_preview)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        box.addLayout(_last_line(self.next, cancel))
        return page

    def _confirming(self, told: str) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        self.whole = QRadioButton(self.tr("Erase the rows; they are counted nowhere any more"))
        self.fields = QRadioButton(self.tr("Keep the rows, empty what tells about the person"))
        self.whole.setChecked(True)
        self.fields.toggled.connect(self._ask_for_preview)
        self._preview = QTextBrowser()
        self._preview.document().setIndentWidth(_INDENT)
        self._preview.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._preview.setAccessibleName(self.tr("What goes"))
        self._ready = False
        self.warning = QLabel(told, wordWrap=True)
        self.warning.setObjectName("warning")
        ask = QLabel(self.tr("Type %1 to confirm:").replace("%1", self.word), wordWrap=True)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(ask.text())
        self.typed.textChanged.connect(self._show_state)
        ask.setBuddy(self.typed)
        for part in (self.whole, self.fields, self._preview, self.warning):
            box.addWidget(part)
        line = QHBoxLayout()
        line.addWidget(ask, 1)
        line.addWidget(self.typed)
        box.addLayout(line)
        back = QPushButton(self.tr("Back"))
        back.setAutoDefault(False)
        back.clicked.connect(self._back)
        self.erase = QPushButton(self.tr("Erase"))
        self.erase.setObjectName("danger")
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self._decide)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        box.addLayout(_last_line(back, self.erase, cancel))
        return page

    def _search(self) -> None:
        if self.name.text().strip():
            self.search_wanted.emit(self.name.text().strip())

    def _ask_for_preview(self) -> None:
        self._ready = False
        self._preview.setPlainText(self.tr("Looking through the workspace …"))
        self._pages.setCurrentIndex(1)
        self.typed.setFocus()
        self._show_state()
        self.preview_wanted.emit(self.rows(), self.fields.isChecked())

    def _back(self) -> None:
        self.typed.clear()
        self._pages.setCurrentIndex(0)

    def _show_state(self) -> None:
        self.next.setEnabled(bool(self.rows()))
        self.erase.setEnabled(self._ready and self.typed.text().strip() == self.word)

    def _decide(self) -> None:
        rows, keeps = self.rows(), self.fields.isChecked()
        self.accept()
        self.decided.emit(rows, keeps)


def _last_line(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch()
    for button in buttons:
        line.addWidget(button)
    return line
