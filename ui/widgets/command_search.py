"""The search field for commands: letters in their order are enough; the list shows each shortcut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from ui.fuzzy import ranked

_WIDTH, _LIST_WIDTH, _MOST = 288, 400, 12
_LINE = 32


class CommandSearch(QLineEdit):
    """Finds a command by a part of its name. Arrow keys choose, Enter does it, Escape leaves.

    Signals:
        chosen: The user wants this command. arg: its name, or what was typed where nothing fits
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, str] = {}
        self.setPlaceholderText(self.tr("Search commands (Ctrl+K)"))
        self.setAccessibleName(self.tr("Search commands"))
        self.setFixedWidth(_WIDTH)
        self.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setWindowFlags(Qt.WindowType.ToolTip)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("commands")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(lambda item: self._choose(item.text(0)))
        self.textEdited.connect(lambda _: self._show_list())

    def set_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        """Let these be found: name and shortcut of each."""
        self._commands = dict(commands)

    def begin(self) -> None:
        """Take the keyboard and show every command."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show_list()

    def found(self) -> list[str]:
        """The commands that fit what is typed, the best first."""
        return ranked(self.text(), self._commands)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.list.isVisible():
                self._show_list()
            else:
                self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem() if self.list.isVisible() else None
            found = self.found()
            name = item.text(0) if item else (found[0] if found and self.text().strip() else self.text())
            if name.strip():
                self._choose(name)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.list.hide()
        return super().event(event)

    def _show_list(self) -> None:
        names = self.found()[:_MOST] if self.text() else list(self._commands)
        self.list.clear()
        for name in names:
            keys = QKeySequence(self._commands[name]).toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem([name, keys])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        if not names:
            self.list.hide()
            return
        self.list.setCurrentItem(self.list.topLevelItem(0))
        height = min(_MOST, len(names)) * _LINE + 8
        place = self.mapToGlobal(QPoint(self.width() - _LIST_WIDTH, self.height() + 4))
        self.list.setGeometry(place.x(), place.y(), _LIST_WIDTH, height)
        self.list.show()

    def _move(self, by: int) -> None:
        count = self.list.topLevelItemCount()
        here = self.list.indexOfTopLevelItem(self.list.currentItem())
        self.list.setCurrentItem(self.list.topLevelItem((here + by) % count))

    def _choose(self, name: str) -> None:
        self._leave()
        self.chosen.emit(name)

    def _leave(self) -> None:
        self.list.hide()
        self.clear()
        parent = self.window()
        if isinstance(parent, QObject):
            self.clearFocus()
