"""The frame: rail, header, message bar, filter bar, pages, status line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.appearance import icon, tokens
from ui.messages import Messages
from ui.tasks import TaskRunner
from ui.widgets.filter_bar import FilterBar
from ui.widgets.look_only_bar import LookOnlyBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.status_line import StatusLine

_PAGES_WITH_FILTERS = ("licensing", "cooperatives", "brief")


class MainWindow(QMainWindow):
    """Knows where things stand in the window, not what they mean."""

    files_dropped = Signal(list)
    closing = Signal()
    page_shown = Signal(str)
    command_searched = Signal(str)

    def __init__(self, tasks: TaskRunner, messages: Messages, look: str) -> None:
        super().__init__()
        self.setWindowTitle("Groundswell")
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 600)
        self._look = look
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._titles: dict[str, str] = {}
        self._icons: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self._places: dict[str, QToolButton] = {}
        self._has_filters = False
        self.current = ""
        self.filters = FilterBar()
        self.message_bar = MessageBar()
        self.look_only = LookOnlyBar()
        self.status = StatusLine(tasks)
        messages.told.connect(self.message_bar.show_message)
        self._build()

    def add_page(self, key: str, title: str, drawing: str, factory: Callable[[], QWidget]) -> None:
        """Give a page its place in the rail; it is made when it is first shown."""
        self._factories[key], self._titles[key], self._icons[key] = factory, title, drawing
        place = QToolButton()
        place.setObjectName("place")
        place.setText(title)
        place.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        place.setIconSize(QSize(20, 20))
        place.setCheckable(True)
        place.setMinimumWidth(168)
        place.clicked.connect(lambda: self.show_page(key))
        self._group.addButton(place)
        self._places[key] = place
        self._rail.insertWidget(self._rail.count() - 1, place)

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        if key not in self._pages:
            self._pages[key] = self._factories[key]()
            self._stack.addWidget(self._pages[key])
        self.current = key
        self._stack.setCurrentWidget(self._pages[key])
        self._title.setText(self._titles[key])
        self._places[key].setChecked(True)
        self._show_filters()
        self.page_shown.emit(key)

    def focus_place(self, key: str) -> None:
        """Give the keyboard to a place in the rail."""
        self._places[key].setFocus()

    def page(self, key: str) -> QWidget:
        """Return a page, made now if it was never shown."""
        if key not in self._pages:
            self._pages[key] = self._factories[key]()
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    @property
    def pages_made(self) -> dict[str, QWidget]:
        return dict(self._pages)

    def offer_filters(self, has_filters: bool) -> None:
        """Say whether there is anything to filter."""
        self._has_filters = has_filters
        self._show_filters()

    def show_steps(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do."""
        for button, text in ((self.undo, undo), (self.redo, redo)):
            button.setEnabled(bool(text))
            button.setToolTip(text.replace("<", "&lt;"))

    def set_commands(self, names: list[str]) -> None:
        """Let the search field find these commands."""
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._searched)
        self.search.setCompleter(completer)

    def set_look(self, look: str) -> None:
        """Colour the icons for the look."""
        self._look = look
        chosen = tokens(look)
        for key, place in self._places.items():
            place.setIcon(icon(self._icons[key], chosen.text))
        self.undo.setIcon(icon("undo", chosen.text))
        self.redo.setIcon(icon("redo", chosen.text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        central = QWidget()
        central.setObjectName("central")
        across = QHBoxLayout(central)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        rail = QWidget()
        rail.setObjectName("rail")
        self._rail = QVBoxLayout(rail)
        self._rail.setContentsMargins(0, 8, 0, 8)
        self._rail.setSpacing(2)
        brand = QLabel("Groundswell")
        brand.setObjectName("brand")
        self._rail.addWidget(brand)
        self._rail.addStretch()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        across.addWidget(rail)
        self._stack = QStackedWidget()
        down = QVBoxLayout()
        down.setSpacing(0)
        for part in (self._header(), self.message_bar, self.look_only, self.filters):
            down.addWidget(part)
        down.addWidget(self._stack, 1)
        down.addWidget(self.status)
        across.addLayout(down, 1)
        self.setCentralWidget(central)

    def _header(self) -> QWidget:
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 16, 8)
        self._title = QLabel()
        self._title.setObjectName("title")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search commands (Ctrl+K)"))
        self.search.setFixedWidth(240)
        self.search.returnPressed.connect(lambda: self._searched(self.search.text()))
        QShortcut(QKeySequence("Ctrl+K"), self, activated=self.search.setFocus)
        self.undo, self.redo = QToolButton(), QToolButton()
        for button, text in ((self.undo, self.tr("Undo")), (self.redo, self.tr("Redo"))):
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setEnabled(False)
        row.addWidget(self._title)
        row.addStretch()
        for part in (self.search, self.undo, self.redo):
            row.addWidget(part)
        return header

    def _searched(self, text: str) -> None:
        self.command_searched.emit(text)
        self.search.clear()

    def _show_filters(self) -> None:
        self.filters.setVisible(self._has_filters and self.current in _PAGES_WITH_FILTERS)
